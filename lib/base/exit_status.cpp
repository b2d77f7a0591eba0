#include "base/exit_status.h"

#include <algorithm>
#include <array>

namespace wealthjobs::base {
namespace {

constexpr std::array table{
    ExitStatusRow{ExitStatus::ok, "ok",
                  "done, or nothing to do: already complete, nothing due, not a business day"},
    ExitStatusRow{ExitStatus::step_failed, "step_failed",
                  "a step failed after its retries and nothing more specific fits"},
    ExitStatusRow{ExitStatus::gate_blocked, "gate_blocked",
                  "a gate is closed; nothing behind it ran"},
    ExitStatusRow{ExitStatus::slo_missed, "slo_missed",
                  "all work done and committed, but after its deadline"},
    ExitStatusRow{ExitStatus::skipped, "skipped",
                  "only with --detailed-exit-code: closed day, nothing due, already complete"},
    ExitStatusRow{ExitStatus::usage, "usage", "bad command line"},
    ExitStatusRow{ExitStatus::data_invalid, "data_invalid", "input present but wrong"},
    ExitStatusRow{ExitStatus::data_missing, "data_missing",
                  "an input file, or a price, rate or date that is needed, is absent"},
    ExitStatusRow{ExitStatus::unavailable, "unavailable",
                  "a provider is down, its circuit is open"},
    ExitStatusRow{ExitStatus::internal, "internal", "a bug, a broken invariant, out of memory"},
    ExitStatusRow{ExitStatus::no_space, "no_space", "cannot create or grow a file"},
    ExitStatusRow{ExitStatus::io_error, "io_error", "I/O error, or the database is damaged"},
    ExitStatusRow{ExitStatus::busy, "busy",
                  "this pipeline and date already run, or the database stays locked"},
    ExitStatusRow{ExitStatus::no_permission, "no_permission", "file mode or owner"},
    ExitStatusRow{ExitStatus::config, "config",
                  "jobs.toml, a calendar or the schema version is bad"},
    ExitStatusRow{ExitStatus::timeout, "timeout",
                  "a step's or the run's limit was reached and its process tree ended"},
    ExitStatusRow{ExitStatus::interrupted, "interrupted",
                  "SIGINT: cleaned up, recorded, then died by that signal"},
    ExitStatusRow{ExitStatus::terminated, "terminated",
                  "SIGTERM: cleaned up, recorded, then died by that signal"},
};

constexpr std::array precedence{
    ExitStatus::internal,      ExitStatus::io_error,     ExitStatus::no_space,
    ExitStatus::config,        ExitStatus::usage,        ExitStatus::busy,
    ExitStatus::interrupted,   ExitStatus::terminated,   ExitStatus::timeout,
    ExitStatus::data_invalid,  ExitStatus::data_missing, ExitStatus::unavailable,
    ExitStatus::no_permission, ExitStatus::gate_blocked, ExitStatus::step_failed,
    ExitStatus::slo_missed,    ExitStatus::skipped,      ExitStatus::ok,
};
static_assert(precedence.size() == table.size());

}  // namespace

std::span<const ExitStatusRow> exit_status_table() { return table; }

std::string_view exit_status_name(ExitStatus status) {
  const auto row = std::ranges::find(table, status, &ExitStatusRow::status);
  return row == table.end() ? "internal" : row->name;
}

ExitStatus worse_of(ExitStatus a, ExitStatus b) {
  return std::ranges::find(precedence, a) <= std::ranges::find(precedence, b) ? a : b;
}

ExitStatus exit_status_from(int value) {
  const auto row = std::ranges::find_if(
      table, [value](const ExitStatusRow& r) { return static_cast<int>(r.status) == value; });
  return row == table.end() ? ExitStatus::step_failed : row->status;
}

}  // namespace wealthjobs::base
