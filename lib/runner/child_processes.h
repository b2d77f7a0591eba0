// The runner's door to the world of processes, signals and waiting. Supervise sees only this, so
// tests put a fake with a fake clock behind it.
//
//   start()   begins one attempt       stop()   asks its tree to end, see attempt.h
//   wait()    sleeps until something happened or the monotonic clock has reached `until_us`:
//             progress lines, ends of attempts, and signals that this process got
//   Signals   SIGINT, SIGTERM and SIGHUP come as events while the object lives, unless they were
//             ignored when the program started (nohup, a background job of a shell)
//   Orphans   the process becomes a subreaper; whatever an ended attempt left behind is killed
#pragma once

#include <signal.h>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "runner/attempt.h"
#include "runner/command_launcher.h"

namespace wealthjobs::runner {

inline constexpr std::int64_t no_time_limit = std::numeric_limits<std::int64_t>::max();

struct ChildEvent {
  enum class Kind { progress, ended, signal };
  Kind kind = Kind::progress;
  int child = 0;     // what start() gave; 0 for a signal
  std::string line;  // of progress
  AttemptEnd end;
  int signal = 0;
};

class ChildProcesses {
 public:
  virtual ~ChildProcesses() = default;
  // Throws base::Error where the child cannot be started.
  virtual int start(const AttemptSpec& spec) = 0;
  virtual void stop(int child, StopCause cause) = 0;
  virtual void kill_now(int child) = 0;
  [[nodiscard]] virtual std::int64_t pid_of(int child) const = 0;
  virtual std::vector<ChildEvent> wait(std::int64_t until_us) = 0;
};

class RealChildProcesses final : public ChildProcesses {
 public:
  explicit RealChildProcesses(const base::Clock& clock);
  ~RealChildProcesses() override;
  RealChildProcesses(const RealChildProcesses&) = delete;
  RealChildProcesses& operator=(const RealChildProcesses&) = delete;

  int start(const AttemptSpec& spec) override;
  void stop(int child, StopCause cause) override;
  void kill_now(int child) override;
  [[nodiscard]] std::int64_t pid_of(int child) const override;
  std::vector<ChildEvent> wait(std::int64_t until_us) override;

 private:
  CommandLauncher* launcher_for(const AttemptSpec& spec);
  void take_signals(std::vector<ChildEvent>& events);
  void reap(std::vector<ChildEvent>& events);
  void sleep_until(std::int64_t until_us);

  const base::Clock& clock_;
  SecretMask mask_;
  std::map<int, std::unique_ptr<Attempt>> attempts_;
  std::unique_ptr<CommandLauncher> launcher_;  // from the first command on
  int last_child_ = 0;
  int signals_ = -1;
  sigset_t mask_before_{};
};

}  // namespace wealthjobs::runner
