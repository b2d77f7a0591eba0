// Why a difference to the custodian is there: the first explanation that fits it exactly.
//
//   1  pending_settlement  we have settled what the custodian has not yet, or the other way round
//   2  corporate_action    a split or a payment that only one side has booked so far
//   3  after_cut           captured on the day of the statement, or known to us only after it
//   4  duplicate_trade     the custodian has a settlement of ours twice (+-1 business day), or we
//                          have two alike, at most one business day apart
//   5  fx_rounding         cash: at most one minor unit for each exchange deal
//   6  static_mapping      an id that only one side knows: the caller's to say, nothing is computed
//      unexplained         else
//
//   Fits     the difference (theirs - ours) is what some of the movements add up to: those in our
//            settled books that they lack count negative, those they have and we lack positive. For
//            cash within cash_tol_minor. All of one class are tried first, then mixed ones, which
//            take the first class among them. Up to 12 movements all combinations are tried, beyond
//            that each alone and all together
//   Window   a movement in our books explains for explain_bd business days, then it must be there
//   Source   domain job 8
//   Example  SD 100, theirs 150, an open purchase of 50: pending_settlement by trade|T1
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "finance/calendar/business_day.h"

namespace wealthjobs::finance {

enum class BreakClass {
  pending_settlement,
  corporate_action,
  after_cut,
  duplicate_trade,
  fx_rounding,
  static_mapping,
  unexplained,
};
std::string_view name_of(BreakClass value);
std::optional<BreakClass> break_class_from(std::string_view text);

enum class MovementKind { settlement, fx, corporate_action, other };

// One thing that moves the settled quantity or cash in question.
struct CustodyMovement {
  MovementKind kind = MovementKind::other;
  std::string cause;           // "trade|T1"
  std::int64_t amount = 0;     // signed, as it changes our books
  base::Date date;             // on which it counts in our settled books; while open: expected
  base::Date captured;         // trade date, flow date
  bool is_open = false;        // not in our settled books at all yet
  bool is_known_late = false;  // posted by a later evening than that of its date
};

struct ClassQuestion {
  std::int64_t difference = 0;  // theirs - ours
  bool is_cash = false;
  base::Date statement_day;
  std::span<const CustodyMovement> movements;  // of this portfolio and instrument or currency
};

struct ClassRules {
  int explain_bd = 5;
  std::int64_t cash_tol_minor = 1;
};

struct Classification {
  BreakClass value = BreakClass::unexplained;
  std::vector<std::string> causes;  // of the movements that explain it, in their order
};

Classification classify_difference(const ClassQuestion& question, const ClassRules& rules,
                                   const CalendarSet& calendars);

}  // namespace wealthjobs::finance
