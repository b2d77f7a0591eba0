// Helpers of the tests that start real processes: the test program itself can become the supervisor
// of a command, as `wealthjobs step` does.
#pragma once

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "runner/child_processes.h"

namespace wealthjobs::runner {

// argv of this program as the supervisor of `sh -c script` (real_children_main in
// command_supervisor_test.cpp takes it before main).
inline std::vector<std::string> supervised_shell(const std::string& script,
                                                 std::int64_t grace_ms = 300) {
  return {"supervise-command",
          std::to_string(getpid()),
          std::to_string(grace_ms),
          "/bin/sh",
          "-c",
          script};
}

inline AttemptSpec shell(const std::string& script, const std::string& log = "") {
  AttemptSpec spec;
  spec.argv = {"/bin/sh", "-c", script};
  spec.log_path = log;
  spec.grace_ms = 300;
  return spec;
}

inline AttemptSpec supervised(const std::string& script, const std::string& log = "") {
  AttemptSpec spec = shell(script, log);
  spec.argv = supervised_shell(script);
  spec.executable = "/proc/self/exe";
  return spec;
}

struct Ended {
  AttemptEnd end;
  std::vector<std::string> progress;
};

inline Ended run_to_end(ChildProcesses& children, const AttemptSpec& spec) {
  const int child = children.start(spec);
  Ended result;
  for (;;) {
    for (ChildEvent& event : children.wait(base::system_clock().monotonic_us() + 20'000'000)) {
      if (event.child != child) continue;
      if (event.kind == ChildEvent::Kind::progress) result.progress.push_back(event.line);
      if (event.kind != ChildEvent::Kind::ended) continue;
      result.end = event.end;
      return result;
    }
  }
}

// Looks for up to five seconds until the process is gone (or a zombie that nobody of us owns).
inline bool is_gone(pid_t pid) {
  for (int i = 0; i < 500; ++i) {
    if (kill(pid, 0) != 0) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace wealthjobs::runner
