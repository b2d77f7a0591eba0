#include "feeds/feed_log.h"

namespace wealthjobs::feeds {

bool is_missing_cell(std::string_view cell) {
  return cell.empty() || cell == "." || cell == "N/A" || cell == "null";
}

void FeedLog::set_aside(QuarantineRow row, std::int64_t cells) {
  outcome_.counts.quarantined += cells;
  if (++bad_rows_ <= max_kept_rows) outcome_.quarantine.push_back(std::move(row));
}

void FeedLog::refuse(const CsvFault& fault) {
  if (!outcome_.refusal) outcome_.refusal = format_fault(fault);
}

QuarantineRow FeedLog::conflict_row(std::uint64_t line, base::Date date, std::string key) const {
  QuarantineRow row;
  row.file = file_;
  row.line = line;
  row.row_key = std::move(key);
  row.reason = "duplicate_key";
  row.detail = "other lines of this file give this key other content";
  row.date = date;
  row.payload_json = "{}";
  return row;
}

void FeedLog::judge() {
  const auto why = threshold_refusal(bad_rows_, outcome_.counts.received, limits_);
  if (why && !outcome_.refusal) outcome_.refusal = file_ + ": " + *why;
}

}  // namespace wealthjobs::feeds
