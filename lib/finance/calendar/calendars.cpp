#include "finance/calendar/calendars.h"

#include <set>

#include "base/check.h"
#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {

base::Result<Calendars> Calendars::of(std::span<const HolidayRow> rows) {
  std::set<std::string, std::less<>> ids;
  for (const HolidayRow& row : rows) ids.insert(row.calendar);
  Calendars calendars;
  std::string refusals;
  for (const std::string& id : ids) {
    const Calendar* shipped = built_in_calendar(id);
    auto made =
        shipped != nullptr ? with_holiday_rows(*shipped, rows) : calendar_from_rows(id, rows);
    if (made) {
      calendars.own_.emplace(id, *std::move(made));
    } else {
      refusals += (refusals.empty() ? "" : "\n") + made.error();
    }
  }
  if (!refusals.empty()) return base::refuse(refusals);
  return calendars;
}

const Calendar* Calendars::find(std::string_view id) const {
  const auto own = own_.find(id);
  return own == own_.end() ? built_in_calendar(id) : &own->second;
}

std::optional<CalendarSet> Calendars::settlement(std::string_view market,
                                                 base::Currency currency) const {
  const Calendar* exchange = find(market);
  if (exchange == nullptr) return std::nullopt;
  const auto own = own_.find(currency.view());
  const Calendar* payments =
      own == own_.end() ? find(settlement_calendar_id(currency)) : &own->second;
  WEALTHJOBS_CHECK(payments != nullptr);
  return CalendarSet{exchange, payments};
}

}  // namespace wealthjobs::finance
