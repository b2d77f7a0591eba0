#include "runner/command_launcher.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <cstdlib>

#include "runner/command_supervisor.h"
#include "runner/real_children.h"
#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

int supervise_words(int argc, char** argv) {
  SupervisedCommand command;
  command.runner = std::atoi(argv[1]);
  command.grace_ms = std::atoll(argv[2]);
  command.argv.assign(argv + 3, argv + argc);
  return supervise_command(command);
}

// "launch-commands <runner pid>": this program as launcher, as `wealthjobs step --launcher` is.
__attribute__((constructor)) void launcher_main(int argc, char** argv, char**) {
  if (argc != 2 || std::string_view(argv[0]) != "launch-commands") return;
  _exit(serve_launches(progress_fd, std::atoi(argv[1]), supervise_words));
}

std::vector<std::string> launcher_words() { return {"launch-commands", std::to_string(getpid())}; }

AttemptSpec launched(const std::string& script, const std::string& log = "") {
  AttemptSpec spec = supervised(script, log);
  spec.launcher_argv = launcher_words();
  return spec;
}

TEST(CommandLauncher, PassesOnStatusOutputAndEnvironment) {
  const ScratchFolder folder;
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = launched("echo $COLOUR; echo loud >&2; exit 75", folder.path("log"));
  spec.environment = {"COLOUR=green"};
  EXPECT_EQ(run_to_end(children, spec).end.exit_value, 75);
  EXPECT_EQ(text_of(folder.path("log")), "green\nloud\n");
  EXPECT_EQ(run_to_end(children, launched("kill -USR1 $$")).end.signal, SIGUSR1);
}

TEST(CommandLauncher, GivesTheRunnerAChildOfItsOwn) {
  CommandLauncher launcher("/proc/self/exe", launcher_words());
  const auto pid =
      launcher.launch({{"supervise", std::to_string(getpid()), "300", "/bin/sleep", "60"},
                       {},
                       STDOUT_FILENO,
                       STDOUT_FILENO});
  ASSERT_TRUE(pid.has_value());
  EXPECT_NE(*pid, launcher.pid());
  EXPECT_EQ(waitpid(*pid, nullptr, WNOHANG), 0) << "not our child";
  kill(*pid, SIGTERM);
  EXPECT_EQ(waitpid(*pid, nullptr, 0), *pid);
}

TEST(CommandLauncher, HandsNothingElseDown) {
  const ScratchFolder folder;
  RealChildProcesses children(base::system_clock());
  for (int round = 0; round < 2; ++round) {
    const std::string log = folder.path("log" + std::to_string(round));
    // 3 is the progress channel; ls itself opens the folder
    run_to_end(children, launched("ls /proc/self/fd | tr '\\n' ' '", log));
    EXPECT_EQ(text_of(log), "0 1 2 3 4 ");
  }
}

TEST(CommandLauncher, CountsWhatTheCommandUsed) {
  RealChildProcesses children(base::system_clock());
  const auto ended =
      run_to_end(children, launched("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"));
  EXPECT_GT(ended.end.cpu_us, 0);
  EXPECT_GT(ended.end.max_rss_kb, 0);
}

TEST(CommandLauncher, MayDieWithoutHarm) {
  RealChildProcesses children(base::system_clock());
  const int sleeper = children.start(launched("sleep 60"));
  for (const pid_t pid : {static_cast<pid_t>(children.pid_of(sleeper))}) EXPECT_GT(pid, 0);
  CommandLauncher launcher("/proc/self/exe", launcher_words());
  kill(launcher.pid(), SIGKILL);
  EXPECT_EQ(launcher.launch({{"supervise", "0", "0", "true"}, {}, 1, 1}), std::nullopt);
  children.kill_now(sleeper);
}

TEST(CommandLauncher, LeavesAnOverlongRequestToTheCaller) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = launched("exit 7");
  spec.environment = {"LONG=" + std::string(125'000, 'x'), "LONG2=" + std::string(125'000, 'x')};
  EXPECT_EQ(run_to_end(children, spec).end.exit_value, 7);
}

TEST(CommandLauncher, EndsAStubbornTree) {
  const ScratchFolder folder;
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = launched("trap '' TERM; (setsid sh -c \"trap '' TERM; echo \\$\\$ > " +
                              folder.path("orphan") +
                              "; while :; do sleep 0.05; done\" &); while :; do sleep 0.05; done");
  spec.timeout_ms = 300;
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.stopped, StopCause::timeout);
  const pid_t orphan = std::atoi(text_of(folder.path("orphan")).c_str());
  ASSERT_GT(orphan, 0);
  EXPECT_TRUE(is_gone(orphan));
}

}  // namespace
}  // namespace wealthjobs::runner
