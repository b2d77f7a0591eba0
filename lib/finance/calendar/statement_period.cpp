#include "finance/calendar/statement_period.h"

namespace wealthjobs::finance {
namespace {

// Digits only, no sign.
std::optional<int> number_of(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

StatementPeriod months(int year, int first_month, int count) {
  const base::Date first = base::Date::from(year, first_month, 1);
  return {first, first.plus_months(count) - 1};
}

}  // namespace

std::optional<StatementPeriod> statement_period(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  const auto year = number_of(text.substr(0, 4));
  if (!year || *year < 1900 || *year > 2200) return std::nullopt;
  if (text.size() == 4) return months(*year, 1, 12);
  if (text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4') {
    return months(*year, 3 * (text[5] - '1') + 1, 3);
  }
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto month = number_of(text.substr(5));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return months(*year, *month, 1);
}

}  // namespace wealthjobs::finance
