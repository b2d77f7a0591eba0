// Counting and rolling business days on one calendar or on several joined.
//
//   joint calendar     open only where every calendar is open (union of the holidays)
//   add_business_days  steps one civil day at a time and counts the open ones; n = 0 rolls forward,
//                      negative n counts backward
//   roll               following, modified_following (forward, unless that leaves the month, then
//                      back), preceding, none
//   between            business days in the half-open interval (a, b]
//   month end          the last business day of its month; quarter end: that of March, June,
//                      September, December
//
//   Source   rule book I.2; ISDA 2006 definitions 4.12 for the roll conventions
//   Example  {XASX, AUSY}: 2026-04-02 + 2 = 2026-04-08, over Good Friday and Easter Monday
//   Failure  a step that leaves the horizon of any calendar throws Error(config), see calendar.h
//   Cost     of the order of a nanosecond per civil day and calendar
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <vector>

#include "base/date.h"
#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

// Up to four calendars, which must outlive the set. A set without calendars is not one.
class CalendarSet {
 public:
  CalendarSet(const Calendar& calendar) { add(calendar); }  // one calendar is a set
  CalendarSet(Calendar&&) = delete;
  CalendarSet(std::initializer_list<const Calendar*> calendars);

  // Adds a calendar; one that is there already (by id) is not added again.
  void add(const Calendar& calendar);

  [[nodiscard]] bool is_business_day(base::Date date) const {
    for (std::size_t i = 0; i < size_; ++i) {
      if (!calendars_[i]->is_business_day(date)) return false;
    }
    return true;
  }
  [[nodiscard]] bool covers(base::Date date) const;
  // Of the calendar that ends first.
  [[nodiscard]] base::Date last_date() const;
  [[nodiscard]] base::Date first_date() const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<const Calendar*, 4> calendars_{};
  std::size_t size_ = 0;
};

enum class RollConvention { following, modified_following, preceding, none };

base::Date add_business_days(const CalendarSet& calendars, base::Date date, int n);
base::Date roll(const CalendarSet& calendars, base::Date date, RollConvention convention);

// Strictly after, strictly before.
base::Date next_business_day(const CalendarSet& calendars, base::Date date);
base::Date previous_business_day(const CalendarSet& calendars, base::Date date);

// Business days in (after, through]; negative of (through, after] where through is the earlier.
int business_days_between(const CalendarSet& calendars, base::Date after, base::Date through);
// The business days of first .. last, both included.
std::vector<base::Date> business_days(const CalendarSet& calendars, base::Date first,
                                      base::Date last);

// Of the month in which `date` lies.
base::Date first_business_day_of_month(const CalendarSet& calendars, base::Date date);
base::Date last_business_day_of_month(const CalendarSet& calendars, base::Date date);

bool is_first_business_day_of_month(const CalendarSet& calendars, base::Date date);
bool is_month_end(const CalendarSet& calendars, base::Date date);
bool is_quarter_end(const CalendarSet& calendars, base::Date date);

}  // namespace wealthjobs::finance
