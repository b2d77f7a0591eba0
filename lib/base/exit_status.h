// The exit statuses that cron, CI and shell scripts may rely on, and the order in which the first
// cause wins when several steps of one run ended differently (CONTRACT section 2).
#pragma once

#include <span>
#include <string_view>

namespace wealthjobs::base {

enum class ExitStatus : int {
  ok = 0,
  step_failed = 1,
  gate_blocked = 2,
  slo_missed = 3,
  skipped = 10,
  usage = 64,
  data_invalid = 65,
  data_missing = 66,
  unavailable = 69,
  internal = 70,
  no_space = 73,
  io_error = 74,
  busy = 75,
  no_permission = 77,
  config = 78,
  timeout = 124,
  interrupted = 130,
  terminated = 143,
};

struct ExitStatusRow {
  ExitStatus status;
  std::string_view name;
  std::string_view meaning;
};

// Every status in ascending order; `wealthjobs exit-codes` and the help texts print this table.
std::span<const ExitStatusRow> exit_status_table();

// "gate_blocked" for 2; a number outside the table is "internal".
std::string_view exit_status_name(ExitStatus status);

// The status that stands for both: the one named first in
// 70, 74, 73, 78, 64, 75, 130/143, 124, 65, 66, 69, 77, 2, 1, 3, 0.
ExitStatus worse_of(ExitStatus a, ExitStatus b);

// The table's status for a raw process exit value; anything unknown is step_failed.
ExitStatus exit_status_from(int value);

}  // namespace wealthjobs::base
