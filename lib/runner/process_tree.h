// The processes below a process, from /proc: what a time limit or a cancel has to end, whatever
// session, group or parent they have given themselves.
//
//   Complete  only below a subreaper (PR_SET_CHILD_SUBREAPER): its orphans come back to it, so a
//             double fork cannot leave the tree. A tree that forks while it is read needs another
//             look: end_descendants looks until nothing is left
//   Source    proc(5): /proc/<pid>/task/<tid>/children, else the ppid of every /proc/<pid>/stat
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <vector>

namespace wealthjobs::runner {

std::vector<pid_t> children_of(pid_t pid);
// Parents before their children, without `pid` itself.
std::vector<pid_t> descendants_of(pid_t pid);

// SIGKILL to everything below this process apart from `spared` and what is below them; reaps what
// comes back. Looks again until nothing is left or `limit_ms` has passed.
void kill_strays(std::span<const pid_t> spared, std::int64_t limit_ms);

}  // namespace wealthjobs::runner
