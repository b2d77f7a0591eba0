#include "runner/child_processes.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>

#include "base/error.h"
#include "runner/real_children.h"
#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

TEST(ChildProcesses, ReportsTheExitValue) {
  RealChildProcesses children(base::system_clock());
  EXPECT_EQ(run_to_end(children, shell("exit 7")).end.exit_value, 7);
  EXPECT_EQ(run_to_end(children, shell("kill -SEGV $$")).end.signal, SIGSEGV);
}

TEST(ChildProcesses, GivesTheChildNoInputAndNoOtherFiles) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  const std::string log = folder.path("a.log");
  const auto ended =
      run_to_end(children, shell("cat; for n in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$n ] && "
                                 "echo fd$n; done; true",
                                 log));
  EXPECT_EQ(ended.end.exit_value, 0);
  EXPECT_EQ(text_of(log), "fd0\nfd1\nfd2\nfd3\n");
}

TEST(ChildProcesses, KeepsOutputAndErrorsInOneLog) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  const std::string log = folder.path("run/step.1.log");
  const auto ended = run_to_end(children, shell("echo out; echo err >&2; exit 3", log));
  EXPECT_EQ(text_of(log), "out\nerr\n");
  EXPECT_EQ(ended.end.last_line, "err");
  EXPECT_EQ(ended.end.log_bytes, 8);
}

TEST(ChildProcesses, MakesNoLogForASilentStep) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  run_to_end(children, shell("true", folder.path("silent.log")));
  EXPECT_FALSE(std::filesystem::exists(folder.path("silent.log")));
}

TEST(ChildProcesses, CapsANoisyStepAndKeepsItsTail) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  const std::string log = folder.path("noisy.log");
  AttemptSpec spec =
      shell("echo first; head -c 2000000 /dev/zero | tr '\\0' x; echo; echo last", log);
  spec.max_log_bytes = 100'000;
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.exit_value, 0);
  const std::string text = text_of(log);
  EXPECT_LT(text.size(), 100'200U);
  EXPECT_TRUE(text.starts_with("first\n"));
  EXPECT_TRUE(text.ends_with("\nlast\n"));
  EXPECT_NE(text.find("bytes left out here]"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(log + ".tail"));
}

TEST(ChildProcesses, PassesProgressAndReasons) {
  RealChildProcesses children(base::system_clock());
  const auto ended = run_to_end(
      children, shell("echo '3 of 10' >&3; echo 'why: no file' >&3; echo 'next: ls' >&3; exit 1"));
  EXPECT_EQ(ended.progress, std::vector<std::string>{"3 of 10"});
  EXPECT_EQ(ended.end.why, "no file");
  EXPECT_EQ(ended.end.next, "ls");
}

TEST(ChildProcesses, EndsAChildAtItsTimeLimit) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = shell("exec sleep 60");
  spec.timeout_ms = 100;
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.stopped, StopCause::timeout);
  EXPECT_EQ(ended.end.signal, SIGTERM);
}

TEST(ChildProcesses, KillsAChildThatIgnoresTheRequest) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = shell("trap '' TERM; while :; do sleep 0.05; done");
  spec.timeout_ms = 100;
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.stopped, StopCause::timeout);
  EXPECT_EQ(ended.end.signal, SIGKILL);
}

TEST(ChildProcesses, DoesNotWaitForAnInheritedPipe) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  // No supervisor here: the orphan falls to this process and is killed as a stray.
  const auto ended = run_to_end(
      children, shell("setsid sleep 60 & echo $! >" + folder.path("pid") + "; echo done"));
  EXPECT_EQ(ended.end.exit_value, 0);
  EXPECT_EQ(ended.end.last_line, "done");
  EXPECT_TRUE(is_gone(std::stoi(text_of(folder.path("pid")))));
}

TEST(ChildProcesses, SecondRequestKillsAtOnce) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = shell("trap '' TERM; echo ready >&3; while :; do sleep 0.05; done");
  spec.grace_ms = 60'000;
  const int child = children.start(spec);
  for (bool is_running = true; is_running;) {
    for (const ChildEvent& event : children.wait(no_time_limit)) {
      if (event.kind == ChildEvent::Kind::progress) {
        children.stop(child, StopCause::cancelled);
        children.stop(child, StopCause::cancelled);
      }
      if (event.kind == ChildEvent::Kind::ended) {
        EXPECT_EQ(event.end.signal, SIGKILL);
        EXPECT_EQ(event.end.stopped, StopCause::cancelled);
        is_running = false;
      }
    }
  }
}

TEST(ChildProcesses, TurnsSignalsIntoEvents) {
  RealChildProcesses children(base::system_clock());
  kill(getpid(), SIGTERM);
  const auto events = children.wait(no_time_limit);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, ChildEvent::Kind::signal);
  EXPECT_EQ(events[0].signal, SIGTERM);
}

TEST(ChildProcesses, SaysWhatCannotBeStarted) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec;
  spec.argv = {"/no/such/program"};
  try {
    children.start(spec);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(error.message().find("/no/such/program"), std::string::npos);
  }
}

TEST(ChildProcesses, GivesEnvironmentOverOurs) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = shell("test \"$WEALTHJOBS_STEP\" = upload && test -n \"$PATH\"");
  spec.environment = {"WEALTHJOBS_STEP=upload"};
  EXPECT_EQ(run_to_end(children, spec).end.exit_value, 0);
}

TEST(ChildProcesses, MeasuresTheChild) {
  RealChildProcesses children(base::system_clock());
  const auto ended =
      run_to_end(children, shell("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"));
  EXPECT_GT(ended.end.cpu_us, 0);
  EXPECT_GT(ended.end.max_rss_kb, 0);
}

}  // namespace
}  // namespace wealthjobs::runner
