// Runs one command of a user under watch, so that nothing of it outlives its step.
//
// The supervisor is the hidden mode of `wealthjobs step` that stands between the runner and a
// command. It is a subreaper, so whatever the command starts comes back to it, and
//   the command ends        what it left running is ended too; its status is passed on
//   SIGTERM, SIGINT         SIGTERM to the whole tree, after `grace_ms` SIGKILL; a second one
//                           at once
//   the runner dies         SIGKILL to the whole tree at once: a killed runner leaves nothing
//                           running
//   the supervisor dies     the command gets SIGKILL from the kernel, the rest falls to the runner
//
//   Result    the command's exit value; a command that died by a signal makes this process die by
//             the same signal; 127 and 126 where it could not be started ("why: ..." on the
//             progress channel says why)
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace wealthjobs::runner {

struct SupervisedCommand {
  std::vector<std::string> argv;  // never empty
  std::int64_t grace_ms = 10'000;
  pid_t runner = 0;  // who must be our parent
};

int supervise_command(const SupervisedCommand& command);

// Makes this process die with `parent`, and at once where the parent has gone already.
void die_with_parent(pid_t parent);

}  // namespace wealthjobs::runner
