// What people should look at: findings of a day, the quarantine, and holds on portfolios.
//
//   Finding     replaced as a whole by the job that found them, on each run for the day
//   Quarantine  one row for each (job, source, row_key, reason), whatever the number of imports;
//               open until somebody waives it or says that it is fixed
//   Hold        (day, portfolio, reason): the portfolio waits, the firm goes on (RULINGS A9)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "finance/ledger/numbers.h"
#include "finance/ledger/settlement.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

using Severity = finance::FindingSeverity;  // info, warn, critical

struct DayFinding {
  base::Date day;
  std::string job;
  std::string kind;  // mover, stale_price, negative_cash, settlement_fail ...
  Severity severity = Severity::warn;
  finance::PortfolioNo portfolio{};
  finance::InstrumentNo instrument = finance::no_instrument;
  std::string text;

  bool operator==(const DayFinding&) const = default;
};
using Finding = DayFinding;  // doctor's findings are a type of their own: the names must differ

// The findings of (day, job) become these, in this order; their own day and job are not read.
void save_findings(WriteTransaction& write, base::Date day, std::string_view job,
                   std::span<const Finding> findings);
// By (job, n); of one job where it is given.
std::vector<Finding> load_findings(Database& book, base::Date day,
                                   std::optional<std::string_view> job = {});

enum class QuarantineStatus { open, fixed, waived };
std::string_view name_of(QuarantineStatus status);

struct QuarantineRow {
  std::int64_t no = 0;  // given by the book
  std::string job;
  std::optional<base::Date> day;
  std::string source;  // file:line:column
  std::string row_key;
  std::string reason;                  // scale_overflow, unknown_instrument ...
  Severity severity = Severity::warn;  // warn, critical
  finance::PortfolioNo portfolio{};
  finance::InstrumentNo instrument = finance::no_instrument;
  std::string payload_json;
  QuarantineStatus status = QuarantineStatus::open;
  std::string resolved_by;
  std::string resolved_why;
  std::int64_t known_rev = 0;

  bool operator==(const QuarantineRow&) const = default;
};

// Returns how many were new; rows that the quarantine holds already stay as they are, also
// resolved.
std::int64_t save_quarantine(WriteTransaction& write, std::span<const QuarantineRow> rows);

struct QuarantineFilter {
  bool only_open = true;
  std::optional<std::string> job = {};
  std::optional<std::int64_t> as_known = {};  // rows known then, open where they were open then
};
std::vector<QuarantineRow> load_quarantine(Database& book, const QuarantineFilter& filter = {});
std::optional<QuarantineRow> load_quarantine_row(Database& book, std::int64_t no);
// Open critical rows dated on or before `through` or without a date, by (portfolio, number).
std::vector<QuarantineRow> load_open_critical(Database& book, base::Date through);

struct Resolution {
  QuarantineStatus status = QuarantineStatus::waived;  // fixed or waived
  std::string actor;
  std::string why;
};
// False where there is no such row or it is resolved already.
bool save_resolution(WriteTransaction& write, std::int64_t no, const Resolution& resolution);

struct Hold {
  base::Date day;
  finance::PortfolioNo portfolio{};
  std::string reason;
  std::string detail;
  std::optional<std::string> released_by;
  std::optional<std::string> released_why;
  std::int64_t known_rev = 0;

  bool operator==(const Hold&) const = default;
};

// Returns how many were new. A hold that is there keeps its release and gets the new detail.
std::int64_t save_holds(WriteTransaction& write, std::span<const Hold> holds);
// Takes back the unreleased holds of one reason and day whose fault is gone: all but `still_held`.
void clear_holds(WriteTransaction& write, base::Date day, std::string_view reason,
                 std::span<const finance::PortfolioNo> still_held);
// Of a day, released ones included, by (portfolio, reason).
std::vector<Hold> load_holds(Database& book, base::Date day);
// Unreleased ones of any day up to `through`, by (day, portfolio, reason).
std::vector<Hold> load_open_holds(Database& book, base::Date through);
// Every open hold of the portfolio up to `through`; returns how many were released.
std::int64_t save_release(WriteTransaction& write, finance::PortfolioNo portfolio,
                          base::Date through, std::string_view actor, std::string_view why);

}  // namespace wealthjobs::store
