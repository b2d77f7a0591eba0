// All calendars of one book: the shipped ones with the book's holiday rows over them, and the
// book's own calendars that exist by rows alone.
//
//   find("XNYS")   the rows of XNYS added to the shipped calendar; without rows, the shipped one
//   find("XHKG")   not shipped: the calendar of its rows, nullptr where there is none
//
//   settlement("XHKG", HKD)   the market's calendar joined with the currency's: rows under the
//                  currency's own code ("HKD") where there are any, else settlement_calendar_id()
//
//   Source   CONTRACT 4 (holidays.csv overrides the built-in calendars), rule book I.2
//   Failure  rows that leave a year of their calendar empty: of() refuses, one line per calendar
//   Not here reading the rows (store, feeds)
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/currency.h"
#include "base/result.h"
#include "finance/calendar/business_day.h"
#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

class Calendars {
 public:
  // The shipped calendars alone.
  Calendars() = default;
  static base::Result<Calendars> of(std::span<const HolidayRow> rows);

  // Lives as long as this object; nullptr for an id that is neither shipped nor in the rows.
  [[nodiscard]] const Calendar* find(std::string_view id) const;

  // The joint calendar on which a trade of this market settles in this currency: the market's and
  // that of the currency. nullopt where the market has no calendar.
  [[nodiscard]] std::optional<CalendarSet> settlement(std::string_view market,
                                                      base::Currency currency) const;

 private:
  std::map<std::string, Calendar, std::less<>> own_;
};

}  // namespace wealthjobs::finance
