// Takes the rows that fail a check out of their file and into its quarantine.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.h"
#include "feeds/book_folder.h"
#include "feeds/file_name.h"

namespace wealthjobs::jobs {

struct Fault {
  std::string_view reason;
  std::string_view field;
  std::string detail;
  feeds::Severity severity = feeds::Severity::critical;
};
using Verdict = std::optional<Fault>;

template <class Row>
std::string key_of(const Row& row) {
  if constexpr (requires { row.row_key(); }) {
    return row.row_key();
  } else if constexpr (requires {
                         row.trade_id;
                         row.side;
                       }) {
    return std::string(row.trade_id);
  } else if constexpr (requires { row.fx_trade_id; }) {
    return std::string(row.fx_trade_id);
  } else if constexpr (requires { row.flow_id; }) {
    return std::string(row.flow_id);
  } else if constexpr (requires { row.action_id; }) {
    return std::string(row.action_id);
  } else if constexpr (requires { row.confirmation_id; }) {
    return std::string(row.confirmation_id);
  } else if constexpr (requires {
                         row.rate_ppm;
                         row.fee_schedule_id;
                       }) {
    return std::string(row.fee_schedule_id) + "|" + row.from_date.iso() + "|" +
           std::string(finance::name_of(row.kind));
  } else if constexpr (requires {
                         row.interest_schedule_id;
                         row.rate_ppm;
                       }) {
    return std::string(row.interest_schedule_id) + "|" + row.currency.code() + "|" +
           row.from_date.iso();
  } else if constexpr (requires {
                         row.portfolio_id;
                         row.date;
                       }) {
    return std::string(row.portfolio_id) + "|" + row.date.iso();
  } else if constexpr (requires {
                         row.instrument_id;
                         row.date;
                       }) {
    return std::string(row.instrument_id) + "|" + row.date.iso();
  } else {
    return std::string(row.instrument_id);
  }
}

template <class Row>
feeds::QuarantineRow set_aside(const Row& row, const Fault& fault, const std::string& file) {
  feeds::QuarantineRow bad;
  bad.file = file;
  bad.line = row.place.line;
  bad.field = fault.field;
  bad.row_key = key_of(row);
  bad.reason = fault.reason;
  bad.detail = fault.detail;
  bad.severity = fault.severity;
  base::Json cells = base::Json::object();
  if constexpr (requires { row.portfolio_id; }) {
    bad.portfolio_id = row.portfolio_id;
    cells["portfolio_id"] = bad.portfolio_id;
  }
  if constexpr (requires { row.instrument_id; }) {
    bad.instrument_id = row.instrument_id;
    cells["instrument_id"] = bad.instrument_id;
  }
  if constexpr (requires { row.trade_date; }) {
    bad.date = row.trade_date;
  } else if constexpr (requires { row.ex_date; }) {
    bad.date = row.ex_date;
  } else if constexpr (requires { row.date; }) {
    bad.date = row.date;
  }
  if (bad.date) cells["date"] = bad.date->iso();
  bad.payload_json = base::json_line(cells);
  return bad;
}

// Keeps the rows that pass; the others leave their file for the quarantine.
template <class Row, class Judge>
void sift(feeds::BookFolder& folder, std::string_view name, std::vector<Row>& rows, Judge judge) {
  if (rows.empty()) return;
  const auto count = std::ranges::find(folder.files, name, &feeds::FileCount::file);
  const std::string file = feeds::short_name(count->path);
  std::size_t kept = 0;
  for (const Row& row : rows) {
    const Verdict fault = judge(row);
    if (!fault) {
      rows[kept++] = row;
      continue;
    }
    --count->accepted;
    ++count->quarantined;
    if (count->quarantined <= feeds::max_kept_rows) {
      folder.quarantine.push_back(set_aside(row, *fault, file));
    }
  }
  rows.resize(kept);
}

}  // namespace wealthjobs::jobs
