// What happens to the rows of one provider file, counted and kept: the same for every layout.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feeds/csv_reader.h"
#include "feeds/observation.h"
#include "feeds/quarantine.h"

namespace wealthjobs::feeds {

// "", ".", "N/A", "null": a provider's way of saying that there is no value.
bool is_missing_cell(std::string_view cell);

class FeedLog {
 public:
  FeedLog(FeedOutcome& outcome, std::string file, const QuarantineLimits& limits)
      : outcome_(outcome), file_(std::move(file)), limits_(limits) {}

  void line(std::int64_t cells) {
    ++outcome_.counts.lines;
    outcome_.counts.received += cells;
  }
  void missing() { ++outcome_.counts.missing; }
  // One entry that stands for `cells` received ones.
  void set_aside(QuarantineRow row, std::int64_t cells = 1);
  void refuse(const CsvFault& fault);

  // Sorts by key; identical rows of a key are kept once, different ones are all set aside.
  // describe(row) names the key in messages.
  template <class Row, class Key, class Describe>
  void keep_unique(std::vector<Row>& rows, Key key, Describe describe) {
    std::ranges::stable_sort(rows, {}, key);
    std::size_t to = 0;
    for (std::size_t from = 0; from < rows.size();) {
      std::size_t end = from + 1;
      bool is_same = true;
      for (; end < rows.size() && key(rows[end]) == key(rows[from]); ++end) {
        is_same = is_same && rows[end] == rows[from];
      }
      if (is_same) {
        outcome_.counts.duplicate += static_cast<std::int64_t>(end - from) - 1;
        rows[to++] = rows[from];
      } else {
        for (std::size_t i = from; i < end; ++i) {
          set_aside(conflict_row(rows[i].place.line, rows[i].date, describe(rows[i])));
        }
      }
      from = end;
    }
    rows.resize(to);
  }

  // Thresholds and totals; a refused file keeps no row.
  template <class Row>
  void finish(std::vector<Row>& rows) {
    judge();
    if (outcome_.refusal) rows.clear();
    outcome_.counts.accepted = static_cast<std::int64_t>(rows.size());
    if (rows.empty()) return;
    outcome_.counts.first_date = rows.front().date;
    outcome_.counts.last_date = rows.back().date;
  }

 private:
  [[nodiscard]] QuarantineRow conflict_row(std::uint64_t line, base::Date date,
                                           std::string key) const;
  void judge();

  FeedOutcome& outcome_;
  std::string file_;
  QuarantineLimits limits_;
  std::int64_t bad_rows_ = 0;
};

}  // namespace wealthjobs::feeds
