// From what a person types to business dates, and what the calendar says about one.
//
//   2020-06-30           that date
//   today, yesterday     civil days in the pipeline's zone; [calendar] pinned_today replaces today
//   last-business-day    the last completed one, which is also the default
//   today-3bd            so many business days before today
//
//   Completed   a business day whose [calendar] day_end has passed in the zone; a pinned today
//               counts as completed
//   Failure     Error(usage) for any other text; Error(config) beyond the calendar's horizon
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/date.h"
#include "finance/calendar/calendars.h"
#include "pipeline/plan.h"
#include "pipeline/spec.h"

namespace wealthjobs::app {

class BusinessDates {
 public:
  // `calendars` must outlive this object.
  BusinessDates(const finance::Calendars& calendars, const std::string& calendar,
                const std::string& zone, const pipeline::CalendarSettings& settings,
                const base::Clock& clock);

  [[nodiscard]] base::Date today() const { return today_; }
  [[nodiscard]] base::Date last_completed() const;
  // Empty text: last_completed().
  [[nodiscard]] base::Date parse(const std::string& text) const;
  // Business days of from .. to; Error(usage) where `to` is before `from`.
  [[nodiscard]] std::vector<base::Date> range(const std::string& from, const std::string& to) const;
  [[nodiscard]] pipeline::DayFacts facts(base::Date date) const;
  // What a run of a closed day becomes (`on_closed` = previous or next).
  [[nodiscard]] base::Date moved(base::Date date, pipeline::OnClosed on_closed) const;

 private:
  const finance::Calendar& calendar_;
  base::Date today_;
  bool is_day_over_;
};

}  // namespace wealthjobs::app
