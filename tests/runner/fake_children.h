// A fake world of processes with a clock of its own: attempts end as scripted, time passes only in
// wait(). Book of record: a real SQLite file.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "runner/child_processes.h"

namespace wealthjobs::runner {

class FakeClock final : public base::Clock {
 public:
  [[nodiscard]] std::int64_t wall_us() const override { return wall_start_us + now_us; }
  [[nodiscard]] std::int64_t monotonic_us() const override { return now_us; }
  std::int64_t wall_start_us = 1'593'550'000'000'000;  // 2020-06-30 20:46:40 UTC
  std::int64_t now_us = 0;
};

// How one attempt goes: how long, and with what end.
struct Script {
  std::int64_t lasts_us = 1'000'000;
  AttemptEnd end;
  std::function<void()> before_end = [] {};
};

inline Script exits(int value, std::int64_t lasts_us = 1'000'000) {
  Script script;
  script.lasts_us = lasts_us;
  script.end.exit_value = value;
  return script;
}

class FakeChildren final : public ChildProcesses {
 public:
  explicit FakeChildren(FakeClock& clock) : clock_(clock) {}

  // Attempts of a step in order; a step without a script succeeds after a second.
  std::map<std::string, std::deque<Script>> scripts;
  std::map<std::int64_t, int> signals;  // at monotonic time: signal
  std::vector<std::pair<std::string, std::int64_t>> starts;
  std::size_t most_at_once = 0;

  int start(const AttemptSpec& spec) override {
    const std::string step = step_of(spec);
    starts.emplace_back(step, clock_.now_us);
    Script script;
    if (auto& queue = scripts[step]; !queue.empty()) {
      script = queue.front();
      queue.pop_front();
    }
    running_.emplace(++last_, Running{clock_.now_us + script.lasts_us, script});
    most_at_once = std::max(most_at_once, running_.size());
    return last_;
  }
  void stop(int child, StopCause cause) override {
    Running& running = running_.at(child);
    running.script.end.stopped = cause;
    running.ends_us = std::min(running.ends_us, clock_.now_us + 100'000);
  }
  void kill_now(int child) override {
    running_.at(child).script.end.signal = SIGKILL;
    running_.at(child).ends_us = clock_.now_us;
  }
  [[nodiscard]] std::int64_t pid_of(int child) const override { return 1'000 + child; }

  std::vector<ChildEvent> wait(std::int64_t until_us) override {
    std::int64_t next = until_us;
    for (const auto& [child, running] : running_) next = std::min(next, running.ends_us);
    if (!signals.empty()) next = std::min(next, signals.begin()->first);
    clock_.now_us = std::max(clock_.now_us, next);
    std::vector<ChildEvent> events;
    while (!signals.empty() && signals.begin()->first <= clock_.now_us) {
      events.push_back({ChildEvent::Kind::signal, 0, {}, {}, signals.begin()->second});
      signals.erase(signals.begin());
    }
    for (auto at = running_.begin(); at != running_.end();) {
      if (at->second.ends_us > clock_.now_us) {
        ++at;
        continue;
      }
      at->second.script.before_end();
      events.push_back({ChildEvent::Kind::ended, at->first, {}, at->second.script.end, 0});
      at = running_.erase(at);
    }
    return events;
  }

  [[nodiscard]] std::vector<std::string> started() const {
    std::vector<std::string> names;
    for (const auto& [name, at] : starts) names.push_back(name);
    return names;
  }

 private:
  struct Running {
    std::int64_t ends_us;
    Script script;
  };
  static std::string step_of(const AttemptSpec& spec) {
    for (const std::string& entry : spec.environment) {
      if (entry.starts_with("WEALTHJOBS_STEP=")) return entry.substr(16);
    }
    return {};
  }
  FakeClock& clock_;
  std::map<int, Running> running_;
  int last_ = 0;
};

}  // namespace wealthjobs::runner
