// Starts the supervisors of commands without an exec for each of them (PERFORMANCE P10): the start
// of this binary costs more than the two durable commits of a step.
//
// The launcher is one small process of a run, this binary again, exec'ed before the first command
// and without any of the runner's memory, files or locks. For each request it clones itself with
// CLONE_PARENT, so that the new process is a child of the runner like any other attempt: the same
// status, rusage, death signal and tree. The clone enters the same function as an exec'ed one.
//
//   Request   one packet on a Unix socket: argv, the environment over our own, and as descriptors
//             the ends of the output pipe and of the progress channel
//   Answer    the pid, or minus errno
//   Death     of the runner: the launcher gets SIGKILL, its clones what command_supervisor.h says;
//             of the launcher: launch() answers nothing, and the caller starts the program itself
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wealthjobs::runner {

struct LaunchRequest {
  std::vector<std::string> argv;         // never empty; argv[0] is a name only
  std::vector<std::string> environment;  // "NAME=value", over our own
  int output_end = -1;                   // becomes stdout and stderr
  int progress_end = -1;                 // becomes progress_fd
};

class CommandLauncher {
 public:
  // `argv` must lead to serve_launches on progress_fd. Throws Error where it cannot be started.
  CommandLauncher(const std::string& executable, const std::vector<std::string>& argv);
  ~CommandLauncher();
  CommandLauncher(const CommandLauncher&) = delete;
  CommandLauncher& operator=(const CommandLauncher&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  // The new child of this process; nothing where the launcher is gone or the request is too long
  // for a packet. Throws Error where no process can be made.
  std::optional<pid_t> launch(const LaunchRequest& request);

 private:
  int socket_ = -1;
  pid_t pid_ = -1;
};

// The launcher's own side; returns when the runner has closed its end. `program` is what a clone
// runs with the argv it was given; its result is the exit value.
int serve_launches(int socket, pid_t runner,
                   const std::function<int(int argc, char** argv)>& program);

}  // namespace wealthjobs::runner
