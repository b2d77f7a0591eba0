#include "runner/attempt.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "runner/command_launcher.h"
#include "runner/process_tree.h"

namespace wealthjobs::runner {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
// The supervisor of a command ends its tree itself, within the grace; we come a little later.
constexpr std::int64_t supervisor_lead_us = 300'000;
constexpr int last_read_bytes = 256 * 1024;  // more than a pipe holds
constexpr std::size_t longest_progress_line = 1'000;

base::Error start_error(const std::string& what, int error_number) {
  const auto kind = error_number == EAGAIN || error_number == ENOMEM || error_number == EMFILE
                        ? base::ErrorKind::internal
                        : base::error_kind_of_errno(error_number);
  return {kind, "cannot start " + what + ": " + std::strerror(error_number)};
}

// Both ends above the fds that the child gets, so that no dup2 can overwrite one of them.
struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw start_error("a pipe", errno);
    read_end = moved_up(ends[0]);
    write_end = moved_up(ends[1]);
    fcntl(read_end, F_SETFL, O_NONBLOCK);
  }
  ~Pipe() {
    if (read_end >= 0) close(read_end);
    if (write_end >= 0) close(write_end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

 private:
  static int moved_up(int fd) {
    if (fd > progress_fd) return fd;
    const int moved = fcntl(fd, F_DUPFD_CLOEXEC, progress_fd + 1);
    const int fault = errno;
    close(fd);
    if (moved < 0) throw start_error("a pipe", fault);
    return moved;
  }
};

class SpawnActions {
 public:
  SpawnActions(int output_end, int progress_end) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output_end, 1);
    posix_spawn_file_actions_adddup2(&actions_, output_end, 2);
    posix_spawn_file_actions_adddup2(&actions_, progress_end, progress_fd);
    posix_spawn_file_actions_addclosefrom_np(&actions_, progress_fd + 1);
  }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

std::string_view name_of_entry(std::string_view entry) { return entry.substr(0, entry.find('=')); }

// Our environment with the given entries over it.
std::vector<char*> merged_environment(const std::vector<std::string>& over) {
  std::vector<char*> all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const bool is_replaced = std::ranges::any_of(over, [&](const std::string& other) {
      return name_of_entry(other) == name_of_entry(*entry);
    });
    if (!is_replaced) all.push_back(*entry);
  }
  for (const std::string& entry : over) all.push_back(const_cast<char*>(entry.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace

SpawnAttributes::SpawnAttributes() {
  posix_spawnattr_init(&attributes_);
  posix_spawnattr_setflags(&attributes_,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes_, 0);
  sigset_t set;
  sigemptyset(&set);
  posix_spawnattr_setsigmask(&attributes_, &set);
  for (const int number : {SIGPIPE, SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    sigaddset(&set, number);
  }
  posix_spawnattr_setsigdefault(&attributes_, &set);
}

SpawnAttributes::~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }

Attempt::Attempt(const AttemptSpec& spec, const SecretMask& mask, std::int64_t now_us,
                 CommandLauncher* launcher)
    : mask_(mask), log_(spec.log_path, spec.max_log_bytes), grace_us_(spec.grace_ms * 1'000) {
  Pipe output;
  Pipe progress;
  if (launcher != nullptr) {
    const auto launched =
        launcher->launch({spec.argv, spec.environment, output.write_end, progress.write_end});
    if (launched) pid_ = *launched;
  }
  if (pid_ < 0) spawn(spec, output.write_end, progress.write_end);
  output_ = std::exchange(output.read_end, -1);
  progress_ = std::exchange(progress.read_end, -1);
  if (spec.timeout_ms > 0) timeout_at_us_ = now_us + spec.timeout_ms * 1'000;
}

Attempt::~Attempt() {
  if (output_ >= 0) close(output_);
  if (progress_ >= 0) close(progress_);
}

void Attempt::spawn(const AttemptSpec& spec, int output_end, int progress_end) {
  const SpawnAttributes attributes;
  const SpawnActions actions(output_end, progress_end);
  std::vector<char*> argv;
  for (const std::string& word : spec.argv) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  std::vector<char*> environment = merged_environment(spec.environment);
  const std::string& program = spec.executable.empty() ? spec.argv.at(0) : spec.executable;
  const int fault = posix_spawn(&pid_, program.c_str(), actions.get(), attributes.get(),
                                argv.data(), environment.data());
  if (fault != 0) throw start_error(program, fault);
}

void Attempt::add_poll_fds(std::vector<pollfd>& fds) const {
  if (output_ >= 0) fds.push_back({output_, POLLIN, 0});
  if (progress_ >= 0) fds.push_back({progress_, POLLIN, 0});
}

void Attempt::take_output(int limit_bytes) {
  std::array<char, 65536> buffer;
  while (output_ >= 0 && limit_bytes > 0) {
    const ssize_t n = read(output_, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
      close(std::exchange(output_, -1));
      return;
    }
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(n));
    if (mask_.is_empty()) {
      log_.write(bytes);
    } else {
      log_.write(mask_.pass(bytes));
    }
    limit_bytes -= static_cast<int>(n);
  }
}

void Attempt::take_progress(std::vector<std::string>& lines) {
  std::array<char, 4096> buffer;
  while (progress_ >= 0) {
    const ssize_t n = read(progress_, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
      close(std::exchange(progress_, -1));
      return;
    }
    for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(n))) {
      if (c == '\n') {
        take_line(std::exchange(partial_line_, {}), lines);
      } else if (partial_line_.size() < longest_progress_line) {
        partial_line_ += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
      }
    }
  }
}

void Attempt::take_line(std::string line, std::vector<std::string>& lines) {
  if (line.starts_with("why: ")) {
    why_ = mask_.masked(std::string_view(line).substr(5));
  } else if (line.starts_with("next: ")) {
    next_ = mask_.masked(std::string_view(line).substr(6));
  } else if (!line.empty()) {
    lines.push_back(mask_.masked(line));
  }
}

void Attempt::read_pipes(std::vector<std::string>& lines) {
  // One pipe full a round: a noisy step must not starve the others.
  take_output(65536);
  take_progress(lines);
}

void Attempt::stop(StopCause cause, std::int64_t now_us) {
  if (stopped_ != StopCause::none) {
    // A cancel after a time limit does not make it a cancelled step.
    if (cause == StopCause::cancelled) kill_now();
    return;
  }
  stopped_ = cause;
  kill_at_us_ = now_us + grace_us_ + supervisor_lead_us;
  kill(pid_, SIGTERM);
}

void Attempt::kill_now() {
  is_killed_ = true;
  for (const pid_t below : descendants_of(pid_)) kill(below, SIGKILL);
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);
}

std::int64_t Attempt::next_due_us() const {
  if (is_killed_) return never;
  if (kill_at_us_ != 0) return kill_at_us_;
  return timeout_at_us_ != 0 ? timeout_at_us_ : never;
}

void Attempt::act_on_time(std::int64_t now_us) {
  if (now_us < next_due_us()) return;
  if (kill_at_us_ != 0) {
    kill_now();
  } else {
    stop(StopCause::timeout, now_us);
  }
}

AttemptEnd Attempt::finish(int status, const rusage& usage, std::vector<std::string>& lines) {
  take_output(last_read_bytes);
  take_progress(lines);
  if (!partial_line_.empty()) take_line(std::exchange(partial_line_, {}), lines);
  log_.write(mask_.finish());
  log_.finish();
  AttemptEnd end;
  end.exit_value = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  end.stopped = stopped_;
  end.cpu_us = (std::int64_t{usage.ru_utime.tv_sec} + usage.ru_stime.tv_sec) * 1'000'000 +
               usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  end.max_rss_kb = usage.ru_maxrss;
  end.log_bytes = log_.bytes_seen();
  end.why = why_;
  end.next = next_;
  end.last_line = log_.last_line();
  end.log_fault = log_.fault();
  return end;
}

}  // namespace wealthjobs::runner
