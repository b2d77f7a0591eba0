#include "business_dates.h"

#include <charconv>

#include "base/error.h"
#include "base/time_zone.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"

namespace wealthjobs::app {
namespace {

[[noreturn]] void refuse_date(const std::string& text) {
  throw base::Error(base::ErrorKind::usage, "\"" + text + "\" is no date",
                    "2020-06-30, today, yesterday, last-business-day or today-1bd");
}

}  // namespace

BusinessDates::BusinessDates(const finance::Calendars& calendars, const std::string& calendar,
                             const std::string& zone, const pipeline::CalendarSettings& settings,
                             const base::Clock& clock)
    : calendar_(jobs::calendar_named(calendars, calendar)) {
  if (settings.pinned_today) {
    today_ = *settings.pinned_today;
    is_day_over_ = true;
    return;
  }
  const base::CivilTime now = base::civil_time(zone, clock.wall_us());
  today_ = now.date;
  is_day_over_ = now.second_of_day >= settings.day_end_minute * 60;
}

base::Date BusinessDates::last_completed() const {
  if (is_day_over_ && calendar_.is_business_day(today_)) return today_;
  return finance::previous_business_day(calendar_, today_);
}

base::Date BusinessDates::parse(const std::string& text) const {
  if (text.empty() || text == "last-business-day") return last_completed();
  if (text == "today") return today_;
  if (text == "yesterday") return today_ - 1;
  if (text.starts_with("today-") && text.ends_with("bd")) {
    const char* const begin = text.data() + 6;
    const char* const end = text.data() + text.size() - 2;
    int n = 0;
    const auto [stopped, fault] = std::from_chars(begin, end, n);
    if (fault != std::errc() || stopped != end || n < 0 || n > 10'000) refuse_date(text);
    base::Date date = today_;
    for (int i = 0; i < n; ++i) date = finance::previous_business_day(calendar_, date);
    return date;
  }
  const auto date = base::Date::parse(text);
  if (!date) refuse_date(text);
  return *date;
}

std::vector<base::Date> BusinessDates::range(const std::string& from, const std::string& to) const {
  const base::Date first = parse(from);
  const base::Date last = parse(to);
  if (last < first) {
    throw base::Error(base::ErrorKind::usage,
                      "--to " + last.iso() + " lies before --from " + first.iso(), "");
  }
  return finance::business_days(calendar_, first, last);
}

pipeline::DayFacts BusinessDates::facts(base::Date date) const {
  pipeline::DayFacts facts;
  facts.is_business_day = calendar_.is_business_day(date);
  if (!facts.is_business_day) return facts;
  facts.is_first_business_day = finance::is_first_business_day_of_month(calendar_, date);
  facts.is_month_end = finance::is_month_end(calendar_, date);
  facts.is_quarter_end = finance::is_quarter_end(calendar_, date);
  return facts;
}

base::Date BusinessDates::moved(base::Date date, pipeline::OnClosed on_closed) const {
  if (calendar_.is_business_day(date)) return date;
  if (on_closed == pipeline::OnClosed::previous) {
    return finance::previous_business_day(calendar_, date);
  }
  if (on_closed == pipeline::OnClosed::next) return finance::next_business_day(calendar_, date);
  return date;
}

}  // namespace wealthjobs::app
