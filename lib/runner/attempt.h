// One attempt: one child process that tries one step once.
//
//   Child     posix_spawn (a command: through the launcher, command_launcher.h), a process group of
//             its own, stdin from /dev/null, stdout and stderr into one pipe, fd 3 the progress
//             channel (WEALTHJOBS_PROGRESS_FD), nothing else inherited
//   Limit     timeout on the monotonic clock: SIGTERM, after the grace SIGKILL to the whole tree,
//             also to what left the group or the session
//   Pipe      read while the child lives and once more when it has ended; whoever still holds the
//             other end then is not waited for
//   Progress  lines on fd 3: plain text is progress; "why: ..." and "next: ..." become the step's
//             reason and the command to type
#pragma once

#include <spawn.h>
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "runner/secret_mask.h"
#include "runner/step_log.h"

struct pollfd;
struct rusage;

namespace wealthjobs::runner {

class CommandLauncher;

inline constexpr int progress_fd = 3;

// Of every process that the runner starts: a group of its own, no signal blocked or ignored.
class SpawnAttributes {
 public:
  SpawnAttributes();
  ~SpawnAttributes();
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

struct AttemptSpec {
  std::vector<std::string> argv;           // argv[0] is looked up as it stands, without PATH
  std::string executable;                  // what is started; empty: argv[0]
  std::vector<std::string> launcher_argv;  // not empty: started through the launcher
  std::vector<std::string> environment;    // "NAME=value", over our own
  std::string log_path;                    // empty: output is counted and dropped
  std::int64_t max_log_bytes = 16 * 1024 * 1024;
  std::int64_t timeout_ms = 0;  // 0: none
  std::int64_t grace_ms = 10'000;
};

enum class StopCause { none, timeout, cancelled };

struct AttemptEnd {
  int exit_value = 0;  // of a child that exited
  int signal = 0;      // of a child that died by a signal, else 0
  StopCause stopped = StopCause::none;
  std::int64_t cpu_us = 0;  // of the whole reaped tree
  std::int64_t max_rss_kb = 0;
  std::int64_t log_bytes = 0;
  std::string why;  // what the child said on the progress channel
  std::string next;
  std::string last_line;  // of its output, secrets masked
  std::string log_fault;  // why the log is not complete, else ""
};

// A started child; RealChildProcesses drives it.
class Attempt {
 public:
  // Throws Error: the program cannot be started, no process or no file can be made.
  Attempt(const AttemptSpec& spec, const SecretMask& mask, std::int64_t now_us,
          CommandLauncher* launcher = nullptr);
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  void add_poll_fds(std::vector<pollfd>& fds) const;
  // Reads what is there; complete progress lines are appended to `lines`.
  void read_pipes(std::vector<std::string>& lines);
  // SIGTERM now, SIGKILL after the grace. A second request kills at once.
  void stop(StopCause cause, std::int64_t now_us);
  void kill_now();
  // Acts on what is due and says when to come back.
  std::int64_t next_due_us() const;
  void act_on_time(std::int64_t now_us);
  // The last reads, the end of the log; `status` and `usage` as wait4 gave them.
  AttemptEnd finish(int status, const rusage& usage, std::vector<std::string>& lines);

 private:
  void spawn(const AttemptSpec& spec, int output_end, int progress_end);
  void take_output(int limit_bytes);
  void take_progress(std::vector<std::string>& lines);
  void take_line(std::string line, std::vector<std::string>& lines);

  SecretMask mask_;
  StepLog log_;
  pid_t pid_ = -1;
  int output_ = -1;
  int progress_ = -1;
  std::int64_t timeout_at_us_ = 0;  // 0: none
  std::int64_t kill_at_us_ = 0;     // 0: not asked to stop
  std::int64_t grace_us_;
  StopCause stopped_ = StopCause::none;
  bool is_killed_ = false;
  std::string partial_line_;
  std::string why_;
  std::string next_;
};

}  // namespace wealthjobs::runner
