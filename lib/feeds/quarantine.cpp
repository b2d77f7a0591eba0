#include "feeds/quarantine.h"

#include "base/text.h"

namespace wealthjobs::feeds {

std::string_view name_of(Severity severity) {
  return severity == Severity::warn ? "warn" : "critical";
}

std::string source_of(const QuarantineRow& row) {
  return row.file + ":" + std::to_string(row.line) + ":" + std::to_string(row.column);
}

std::optional<std::string> threshold_refusal(std::int64_t bad_rows, std::int64_t rows_read,
                                             const QuarantineLimits& limits) {
  if (bad_rows > limits.max_rows) {
    return base::counted("bad row", bad_rows) + " of " + std::to_string(rows_read) +
           ": more than " + std::to_string(limits.max_rows);
  }
  if (bad_rows > limits.free_rows && bad_rows * 10'000 > rows_read * limits.max_bps) {
    return base::counted("bad row", bad_rows) + " of " + std::to_string(rows_read) +
           ": more than " + std::to_string(limits.free_rows) + " and more than " +
           std::to_string(limits.max_bps) + " bp";
  }
  return std::nullopt;
}

}  // namespace wealthjobs::feeds
