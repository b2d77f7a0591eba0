// Rows that were read but are not believed: kept beside the book with their place and reason, so
// that somebody can put them right (domain I.6, RULINGS B10).
//
//   Severity   critical: a total is wrong without the row (a trade, a flow, an action); the first
//              job that needs it holds its portfolio or gates. warn: an observation; the pack says
//              by itself whether anything held lacks a price
//   Threshold  a file, or a whole import, is refused (exit 65) above 100 bad rows, or above 10 rows
//              and 1 % of the rows read
//   Example    11 bad of 1,000 rows: 1.1 %, refused; 10 bad of 20 rows: let through; 101 of
//              1,000,000: refused
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace wealthjobs::feeds {

enum class Severity { warn, critical };
std::string_view name_of(Severity severity);

struct QuarantineRow {
  std::string file;  // folder and name: "real_usd/trades.csv"
  std::uint64_t line = 0;
  std::uint64_t column = 1;  // byte of the line where the faulty cell starts
  std::string field;         // its column name: "settle_date"
  std::string row_key;       // "T00017", "AAPL|2020-06-30"
  std::string reason;        // a code: "scale_overflow"
  std::string detail;        // one line for people: "212.1234567 has more than 6 decimals"
  Severity severity = Severity::warn;
  std::string portfolio_id;  // as written; empty where the row has none
  std::string instrument_id;
  std::optional<base::Date> date;  // of the row, where it could be read
  std::string payload_json;        // the cells by column name
};

// More bad rows of one file than this are counted, not kept: the file is refused anyway.
inline constexpr std::int64_t max_kept_rows = 1000;

// "real_usd/trades.csv:3:17"
std::string source_of(const QuarantineRow& row);

struct QuarantineLimits {
  std::int64_t max_rows = 100;
  std::int64_t free_rows = 10;  // up to so many the ratio does not matter
  std::int64_t max_bps = 100;
};

// Why so many bad rows refuse the whole; nullopt while they may be set aside.
std::optional<std::string> threshold_refusal(std::int64_t bad_rows, std::int64_t rows_read,
                                             const QuarantineLimits& limits = {});

}  // namespace wealthjobs::feeds
