#include "runner/command_supervisor.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>

#include "base/check.h"
#include "runner/attempt.h"
#include "runner/process_tree.h"

namespace wealthjobs::runner {
namespace {

constexpr std::int64_t leftover_grace_ms = 500;
constexpr std::int64_t look_again_ms = 20;
constexpr std::int64_t kill_limit_ms = 1'000;

std::int64_t now_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000 + now.tv_nsec / 1'000'000;
}

void tell_runner(const std::string& line) {
  [[maybe_unused]] const ssize_t n = write(progress_fd, line.data(), line.size());
}

// Between vfork and exec: it borrows the supervisor's memory, so it allocates nothing.
[[noreturn]] void become_command(char* const* argv, pid_t supervisor, volatile int* fault) {
  setpgid(0, 0);
  die_with_parent(supervisor);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execvp(argv[0], argv);
  *fault = errno;
  _exit(errno == ENOENT ? 127 : 126);
}

class Watch {
 public:
  Watch(const SupervisedCommand& command, const sigset_t& signals)
      : command_(command), signals_(signals) {}

  int until_the_end(pid_t child) {
    child_ = child;
    for (;;) {
      take_signal();
      reap();
      if (getppid() != command_.runner) is_kill_due_ = true;
      if (kill_at_ && now_ms() >= *kill_at_) is_kill_due_ = true;
      if (is_kill_due_) kill_strays({}, kill_limit_ms);
      if (is_kill_due_ && !status_) reap();
      if (!status_) continue;
      if (is_kill_due_ || children_of(getpid()).empty()) return *status_;
      // The command has ended and left something behind.
      if (!kill_at_) begin_to_end(leftover_grace_ms);
    }
  }

 private:
  void take_signal() {
    const std::int64_t wait_ms = status_ || kill_at_ ? look_again_ms : 3'600'000;
    const timespec timeout{wait_ms / 1'000, wait_ms % 1'000 * 1'000'000};
    const int signal = sigtimedwait(&signals_, nullptr, &timeout);
    if (signal == SIGHUP) is_kill_due_ = getppid() != command_.runner;
    if (signal != SIGTERM && signal != SIGINT) return;
    if (was_told_) is_kill_due_ = true;
    was_told_ = true;
    begin_to_end(command_.grace_ms);
  }

  void begin_to_end(std::int64_t grace_ms) {
    kill_at_ = now_ms() + grace_ms;
    for (const pid_t pid : descendants_of(getpid())) kill(pid, SIGTERM);
  }

  void reap() {
    int status = 0;
    pid_t pid = 0;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
      if (pid == child_) status_ = status;
    }
    // kill_strays may have reaped the command itself: SIGKILL was its end then.
    if (pid < 0 && errno == ECHILD && !status_) status_ = SIGKILL;
  }

  const SupervisedCommand& command_;
  const sigset_t& signals_;
  pid_t child_ = 0;
  std::optional<int> status_;
  std::optional<std::int64_t> kill_at_;
  bool is_kill_due_ = false;
  bool was_told_ = false;
};

[[noreturn]] void die_by(int signal_number) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  signal(signal_number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal_number);
  sigprocmask(SIG_UNBLOCK, &only, nullptr);
  raise(signal_number);
  _exit(128 + signal_number);
}

}  // namespace

void die_with_parent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(128 + SIGKILL);
}

int supervise_command(const SupervisedCommand& command) {
  WEALTHJOBS_CHECK(!command.argv.empty());
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal_number : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) {
    sigaddset(&signals, signal_number);
  }
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  // A signal that we can act on: SIGKILL would leave the tree to nobody.
  prctl(PR_SET_PDEATHSIG, SIGHUP);
  if (getppid() != command.runner) return 128 + SIGKILL;
  std::vector<char*> argv;
  for (const std::string& word : command.argv) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t self = getpid();
  volatile int fault = 0;  // written by the child, in our memory
  const pid_t child = vfork();
  if (child == 0) become_command(argv.data(), self, &fault);
  if (child < 0) {
    tell_runner(std::string("why: cannot start a process: ") + std::strerror(errno) + "\n");
    return 126;
  }
  if (fault != 0) {
    tell_runner("why: cannot start " + command.argv[0] + ": " + std::strerror(fault) + "\n");
  }
  const int status = Watch(command, signals).until_the_end(child);
  if (WIFSIGNALED(status)) die_by(WTERMSIG(status));
  return WEXITSTATUS(status);
}

}  // namespace wealthjobs::runner
