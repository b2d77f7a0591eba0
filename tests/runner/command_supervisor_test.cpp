#include "runner/command_supervisor.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "runner/real_children.h"
#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

// "supervise-command <parent pid> <grace ms> command...": this program as supervisor.
__attribute__((constructor)) void real_children_main(int argc, char** argv, char**) {
  if (argc < 4 || std::string_view(argv[0]) != "supervise-command") return;
  SupervisedCommand command;
  command.runner = std::atoi(argv[1]);
  command.grace_ms = std::atoll(argv[2]);
  command.argv.assign(argv + 3, argv + argc);
  _exit(supervise_command(command));
}

pid_t pid_in(const std::string& file) {
  for (int i = 0; i < 500 && text_of(file).find('\n') == std::string::npos; ++i) usleep(10'000);
  return std::atoi(text_of(file).c_str());
}

// Ignores SIGTERM, has a grandchild in a session of its own that holds the output pipe, and an
// orphan of a double fork.
std::string stubborn(const ScratchFolder& folder) {
  return "trap '' TERM; setsid sh -c \"trap '' TERM; echo \\$\\$ > " + folder.path("session") +
         "; while :; do sleep 0.05; done\" & (sh -c \"trap '' TERM; echo \\$\\$ > " +
         folder.path("orphan") + "; while :; do sleep 0.05; done\" &) ; echo $$ > " +
         folder.path("shell") + "; while :; do sleep 0.05; done";
}

TEST(CommandSupervisor, PassesOnTheStatus) {
  RealChildProcesses children(base::system_clock());
  EXPECT_EQ(run_to_end(children, supervised("exit 0")).end.exit_value, 0);
  EXPECT_EQ(run_to_end(children, supervised("exit 75")).end.exit_value, 75);
}

TEST(CommandSupervisor, DiesByTheSignalOfTheCommand) {
  RealChildProcesses children(base::system_clock());
  const auto ended = run_to_end(children, supervised("kill -USR1 $$"));
  EXPECT_EQ(ended.end.signal, SIGUSR1);
}

TEST(CommandSupervisor, SaysWhyACommandCannotStart) {
  RealChildProcesses children(base::system_clock());
  AttemptSpec spec = supervised("");
  spec.argv = {"supervise-command", std::to_string(getpid()), "300", "/no/such/command"};
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.exit_value, 127);
  EXPECT_EQ(ended.end.why, "cannot start /no/such/command: No such file or directory");
}

TEST(CommandSupervisor, EndsWhatTheCommandLeftRunning) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  const auto ended =
      run_to_end(children, supervised("setsid sh -c 'echo $$ >" + folder.path("pid") +
                                      "; exec sleep 60' & while [ ! -s " + folder.path("pid") +
                                      " ]; do sleep 0.01; done; exit 4"));
  EXPECT_EQ(ended.end.exit_value, 4);
  EXPECT_TRUE(is_gone(pid_in(folder.path("pid"))));
}

TEST(CommandSupervisor, EndsAStubbornTreeAtTheTimeLimit) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  AttemptSpec spec = supervised(stubborn(folder));
  spec.timeout_ms = 300;
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.stopped, StopCause::timeout);
  for (const char* name : {"shell", "session", "orphan"}) {
    EXPECT_TRUE(is_gone(pid_in(folder.path(name)))) << name;
  }
}

TEST(CommandSupervisor, LetsACommandCleanUp) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  AttemptSpec spec = supervised("trap 'echo cleaned; exit 9' TERM; while :; do sleep 0.05; done",
                                folder.path("log"));
  spec.timeout_ms = 200;
  const auto ended = run_to_end(children, spec);
  EXPECT_EQ(ended.end.exit_value, 9);
  EXPECT_EQ(ended.end.stopped, StopCause::timeout);
  EXPECT_TRUE(text_of(folder.path("log")).ends_with("cleaned\n"));
}

TEST(CommandSupervisor, LeavesNothingWhenItIsKilledItself) {
  RealChildProcesses children(base::system_clock());
  const ScratchFolder folder;
  const int child = children.start(supervised(stubborn(folder)));
  const std::array<pid_t, 3> pids = {pid_in(folder.path("shell")), pid_in(folder.path("session")),
                                     pid_in(folder.path("orphan"))};
  kill(static_cast<pid_t>(children.pid_of(child)), SIGKILL);
  for (bool is_running = true; is_running;) {
    for (const ChildEvent& event : children.wait(no_time_limit)) {
      if (event.kind != ChildEvent::Kind::ended) continue;
      EXPECT_EQ(event.end.signal, SIGKILL);
      is_running = false;
    }
  }
  for (const pid_t pid : pids) EXPECT_TRUE(is_gone(pid));
}

TEST(CommandSupervisor, LeavesNothingWhenTheRunnerIsKilled) {
  const ScratchFolder folder;
  const pid_t runner = fork();
  if (runner == 0) {
    RealChildProcesses children(base::system_clock());
    AttemptSpec spec = supervised(stubborn(folder));
    run_to_end(children, spec);
    _exit(0);
  }
  const std::array<pid_t, 3> pids = {pid_in(folder.path("shell")), pid_in(folder.path("session")),
                                     pid_in(folder.path("orphan"))};
  kill(runner, SIGKILL);
  waitpid(runner, nullptr, 0);
  for (const pid_t pid : pids) EXPECT_TRUE(is_gone(pid));
}

}  // namespace
}  // namespace wealthjobs::runner
