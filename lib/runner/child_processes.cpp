#include "runner/child_processes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "runner/process_tree.h"

namespace wealthjobs::runner {
namespace {

constexpr std::int64_t stray_limit_ms = 500;

bool is_ignored(int number) {
  struct sigaction action{};
  return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

RealChildProcesses::RealChildProcesses(const base::Clock& clock)
    : clock_(clock), mask_(SecretMask::of_this_process()) {
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGCHLD);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(number)) sigaddset(&ours, number);
  }
  signal(SIGCHLD, SIG_DFL);  // a parent that ignores it would take our children's statuses away
  sigprocmask(SIG_BLOCK, &ours, &mask_before_);
  signals_ = signalfd(-1, &ours, SFD_NONBLOCK | SFD_CLOEXEC);
  if (signals_ < 0) {
    throw base::Error(base::ErrorKind::internal,
                      std::string("cannot watch for signals: ") + std::strerror(errno));
  }
  prctl(PR_SET_CHILD_SUBREAPER, 1);
}

RealChildProcesses::~RealChildProcesses() {
  for (auto& [child, attempt] : attempts_) {
    attempt->kill_now();
    waitpid(attempt->pid(), nullptr, 0);
  }
  launcher_.reset();
  if (!attempts_.empty()) kill_strays({}, stray_limit_ms);
  close(signals_);
  sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
}

CommandLauncher* RealChildProcesses::launcher_for(const AttemptSpec& spec) {
  if (spec.launcher_argv.empty()) return nullptr;
  if (!launcher_) {
    launcher_ = std::make_unique<CommandLauncher>(spec.executable, spec.launcher_argv);
  }
  return launcher_.get();
}

int RealChildProcesses::start(const AttemptSpec& spec) {
  auto attempt = std::make_unique<Attempt>(spec, mask_, clock_.monotonic_us(), launcher_for(spec));
  attempts_.emplace(++last_child_, std::move(attempt));
  return last_child_;
}

void RealChildProcesses::stop(int child, StopCause cause) {
  if (const auto found = attempts_.find(child); found != attempts_.end()) {
    found->second->stop(cause, clock_.monotonic_us());
  }
}

void RealChildProcesses::kill_now(int child) {
  if (const auto found = attempts_.find(child); found != attempts_.end()) {
    found->second->kill_now();
  }
}

std::int64_t RealChildProcesses::pid_of(int child) const {
  const auto found = attempts_.find(child);
  return found == attempts_.end() ? 0 : found->second->pid();
}

void RealChildProcesses::sleep_until(std::int64_t until_us) {
  std::vector<pollfd> fds{{signals_, POLLIN, 0}};
  for (const auto& [child, attempt] : attempts_) {
    attempt->add_poll_fds(fds);
    until_us = std::min(until_us, attempt->next_due_us());
  }
  const std::int64_t left_us = std::max<std::int64_t>(0, until_us - clock_.monotonic_us());
  // Rounded up, so that a timer is never looked at before it is due; an hour at most.
  const std::int64_t left_ms = std::min<std::int64_t>(3'600'000, left_us / 1'000 + 1);
  poll(fds.data(), fds.size(), left_us == 0 ? 0 : static_cast<int>(left_ms));
}

std::vector<ChildEvent> RealChildProcesses::wait(std::int64_t until_us) {
  std::vector<ChildEvent> events;
  sleep_until(until_us);
  std::vector<std::string> lines;
  for (auto& [child, attempt] : attempts_) {
    attempt->read_pipes(lines);
    for (std::string& line : lines) {
      events.push_back({ChildEvent::Kind::progress, child, std::move(line), {}, 0});
    }
    lines.clear();
    attempt->act_on_time(clock_.monotonic_us());
  }
  take_signals(events);
  return events;
}

void RealChildProcesses::take_signals(std::vector<ChildEvent>& events) {
  std::array<signalfd_siginfo, 8> buffer;
  bool has_ended_child = false;
  for (;;) {
    const ssize_t n = read(signals_, buffer.data(), sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    for (std::size_t i = 0; i < static_cast<std::size_t>(n) / sizeof buffer[0]; ++i) {
      const int number = static_cast<int>(buffer[i].ssi_signo);
      has_ended_child = has_ended_child || number == SIGCHLD;
      if (number != SIGCHLD) events.push_back({ChildEvent::Kind::signal, 0, {}, {}, number});
    }
  }
  if (has_ended_child) reap(events);
}

void RealChildProcesses::reap(std::vector<ChildEvent>& events) {
  std::vector<std::string> lines;
  bool has_ended = false;
  for (auto at = attempts_.begin(); at != attempts_.end();) {
    int status = 0;
    rusage usage{};
    if (wait4(at->second->pid(), &status, WNOHANG, &usage) <= 0) {
      ++at;
      continue;
    }
    has_ended = true;
    AttemptEnd end = at->second->finish(status, usage, lines);
    for (std::string& line : lines) {
      events.push_back({ChildEvent::Kind::progress, at->first, std::move(line), {}, 0});
    }
    lines.clear();
    events.push_back({ChildEvent::Kind::ended, at->first, {}, std::move(end), 0});
    at = attempts_.erase(at);
  }
  // Supervisors keep their own orphans, so a child that is no attempt belongs to an ended one.
  std::vector<pid_t> spared;
  if (launcher_) spared.push_back(launcher_->pid());
  for (const auto& [child, attempt] : attempts_) spared.push_back(attempt->pid());
  if (has_ended || !attempts_.empty()) kill_strays(spared, has_ended ? stray_limit_ms : 0);
}

}  // namespace wealthjobs::runner
