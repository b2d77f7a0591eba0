// The period of a statement, as people type it.
//
//   2024      the calendar year         2024Q1    January to March        2024-03   the month
//
//   Both ends belong to it: 2024Q1 is 2024-01-01 to 2024-03-31.
//   Failure   nullopt for anything else, a year before 1900 or after 2200 included
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace wealthjobs::finance {

struct StatementPeriod {
  base::Date first;
  base::Date last;
  bool operator==(const StatementPeriod&) const = default;
};

std::optional<StatementPeriod> statement_period(std::string_view text);

}  // namespace wealthjobs::finance
