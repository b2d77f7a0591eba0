#include "finance/calendar/business_day.h"

#include <algorithm>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

Date forward(const CalendarSet& calendars, Date date) {
  while (!calendars.is_business_day(date)) date = date + 1;
  return date;
}

Date backward(const CalendarSet& calendars, Date date) {
  while (!calendars.is_business_day(date)) date = date - 1;
  return date;
}

}  // namespace

CalendarSet::CalendarSet(std::initializer_list<const Calendar*> calendars) {
  for (const Calendar* calendar : calendars) {
    WEALTHJOBS_CHECK(calendar != nullptr);
    add(*calendar);
  }
  WEALTHJOBS_CHECK(size_ > 0);
}

void CalendarSet::add(const Calendar& calendar) {
  for (std::size_t i = 0; i < size_; ++i) {
    if (calendars_[i]->id() == calendar.id()) return;
  }
  WEALTHJOBS_CHECK(size_ < calendars_.size());
  calendars_[size_++] = &calendar;
}

bool CalendarSet::covers(Date date) const { return first_date() <= date && date <= last_date(); }

Date CalendarSet::first_date() const {
  Date first = calendars_[0]->first_date();
  for (std::size_t i = 1; i < size_; ++i) first = std::max(first, calendars_[i]->first_date());
  return first;
}

Date CalendarSet::last_date() const {
  Date last = calendars_[0]->last_date();
  for (std::size_t i = 1; i < size_; ++i) last = std::min(last, calendars_[i]->last_date());
  return last;
}

Date add_business_days(const CalendarSet& calendars, Date date, int n) {
  if (n == 0) return forward(calendars, date);
  for (; n > 0; --n) date = forward(calendars, date + 1);
  for (; n < 0; ++n) date = backward(calendars, date - 1);
  return date;
}

Date roll(const CalendarSet& calendars, Date date, RollConvention convention) {
  switch (convention) {
    case RollConvention::following:
      return forward(calendars, date);
    case RollConvention::preceding:
      return backward(calendars, date);
    case RollConvention::none:
      return date;
    case RollConvention::modified_following:
      break;
  }
  // the search stops at the month's end, so that a roll back needs no day beyond the horizon
  const Date month_end = date.last_of_month();
  Date ahead = date;
  while (ahead <= month_end && !calendars.is_business_day(ahead)) ahead = ahead + 1;
  return ahead <= month_end ? ahead : backward(calendars, date);
}

Date next_business_day(const CalendarSet& calendars, Date date) {
  return forward(calendars, date + 1);
}

Date previous_business_day(const CalendarSet& calendars, Date date) {
  return backward(calendars, date - 1);
}

int business_days_between(const CalendarSet& calendars, Date after, Date through) {
  if (through < after) return -business_days_between(calendars, through, after);
  int count = 0;
  for (Date date = after + 1; date <= through; date = date + 1) {
    if (calendars.is_business_day(date)) ++count;
  }
  return count;
}

std::vector<Date> business_days(const CalendarSet& calendars, Date first, Date last) {
  std::vector<Date> dates;
  for (Date date = first; date <= last; date = date + 1) {
    if (calendars.is_business_day(date)) dates.push_back(date);
  }
  return dates;
}

Date first_business_day_of_month(const CalendarSet& calendars, Date date) {
  return forward(calendars, date.first_of_month());
}

Date last_business_day_of_month(const CalendarSet& calendars, Date date) {
  return backward(calendars, date.last_of_month());
}

bool is_first_business_day_of_month(const CalendarSet& calendars, Date date) {
  return calendars.is_business_day(date) && first_business_day_of_month(calendars, date) == date;
}

bool is_month_end(const CalendarSet& calendars, Date date) {
  return calendars.is_business_day(date) && last_business_day_of_month(calendars, date) == date;
}

bool is_quarter_end(const CalendarSet& calendars, Date date) {
  return date.ymd().month % 3 == 0 && is_month_end(calendars, date);
}

}  // namespace wealthjobs::finance
