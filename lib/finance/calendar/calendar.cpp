#include "finance/calendar/calendar.h"

#include <algorithm>

#include "base/check.h"
#include "base/error.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

std::vector<HolidayRow> rows_of(std::string_view id, std::span<const HolidayRow> rows) {
  std::vector<HolidayRow> own;
  for (const HolidayRow& row : rows) {
    if (row.calendar == id) own.push_back(row);
  }
  std::ranges::stable_sort(own, {}, &HolidayRow::date);
  return own;
}

std::string year_without_rows(std::string_view id, Date row, int year) {
  return std::string(id) + " " + row.iso() + ": no holiday is known for " + std::to_string(year);
}

void add_row(Calendar& calendar, const HolidayRow& row) {
  if (row.kind == HolidayKind::full) {
    calendar.add_holiday(row.date, row.name);
  } else {
    calendar.add_early_close(row.date, row.name);
  }
}

}  // namespace

std::string_view name_of(HolidayKind kind) {
  return kind == HolidayKind::full ? "holiday" : "early_close";
}

std::optional<HolidayKind> holiday_kind_named(std::string_view word) {
  if (word == "holiday") return HolidayKind::full;
  if (word == "early_close") return HolidayKind::early_close;
  return std::nullopt;
}

WeekendMask weekend_of(std::initializer_list<base::Weekday> weekdays) {
  unsigned mask = 0;
  for (const base::Weekday weekday : weekdays) mask |= 1U << static_cast<unsigned>(weekday);
  return static_cast<WeekendMask>(mask);
}

Calendar::Calendar(std::string_view id, Date first, Date last, int early_close_minute,
                   WeekendMask weekend)
    : id_(id),
      first_(first),
      last_(last),
      early_close_minute_(early_close_minute),
      weekend_(weekend) {
  WEALTHJOBS_CHECK(first <= last);
  closed_.resize(static_cast<std::size_t>(last - first) / 64 + 1);
}

void Calendar::throw_outside_horizon(Date date) const {
  throw base::Error(
      base::ErrorKind::config,
      "calendar " + id_ + " knows " + first_.iso() + " to " + last_.iso() + ", not " + date.iso(),
      "add the missing years of " + id_ + " to holidays.csv and import them");
}

const Calendar::Holiday* Calendar::find(Date date) const {
  const auto at = std::ranges::lower_bound(holidays_, date, {}, &Holiday::date);
  return at == holidays_.end() || at->date != date ? nullptr : &*at;
}

std::string_view Calendar::holiday_name(Date date) const {
  if (!covers(date)) throw_outside_horizon(date);
  const Holiday* holiday = find(date);
  if (holiday == nullptr || holiday->kind != HolidayKind::full) return {};
  return names_[holiday->name];
}

bool Calendar::is_early_close(Date date) const {
  if (!covers(date)) throw_outside_horizon(date);
  const Holiday* holiday = find(date);
  return holiday != nullptr && holiday->kind == HolidayKind::early_close;
}

std::optional<int> Calendar::early_close_minute(Date date) const {
  if (!is_early_close(date)) return std::nullopt;
  return early_close_minute_;
}

std::uint16_t Calendar::intern(std::string_view name) {
  const auto at = std::ranges::find(names_, name);
  const auto index = at - names_.begin();
  if (at == names_.end()) names_.emplace_back(name);
  return static_cast<std::uint16_t>(index);
}

void Calendar::add(Date date, HolidayKind kind, std::string_view name) {
  WEALTHJOBS_CHECK(covers(date));
  if (is_weekend(date)) return;
  const auto at = std::ranges::lower_bound(holidays_, date, {}, &Holiday::date);
  if (at == holidays_.end() || at->date != date) {
    holidays_.insert(at, Holiday{date, kind, intern(name)});
  } else if (at->kind == HolidayKind::early_close && kind == HolidayKind::full) {
    *at = Holiday{date, kind, intern(name)};
  }
  if (kind == HolidayKind::full) {
    const auto index = static_cast<std::size_t>(date - first_);
    closed_[index / 64] |= std::uint64_t{1} << (index % 64);
  }
}

void Calendar::add_holiday(Date date, std::string_view name) { add(date, HolidayKind::full, name); }

void Calendar::add_early_close(Date date, std::string_view name) {
  add(date, HolidayKind::early_close, name);
}

Calendar Calendar::with_horizon(Date first, Date last) const {
  WEALTHJOBS_CHECK(first <= first_ && last_ <= last);
  Calendar wider(id_, first, last, early_close_minute_, weekend_);
  for (const Holiday& holiday : holidays_) wider.add(holiday.date, holiday.kind, name_of(holiday));
  return wider;
}

base::Result<Calendar> with_holiday_rows(const Calendar& shipped,
                                         std::span<const HolidayRow> rows) {
  const std::vector<HolidayRow> own = rows_of(shipped.id(), rows);
  int first_year = shipped.first_date().ymd().year;
  int last_year = shipped.last_date().ymd().year;
  for (const HolidayRow& row : own) {
    const int year = row.date.ymd().year;
    if (year > last_year + 1)
      return base::refuse(year_without_rows(row.calendar, row.date, year - 1));
    last_year = std::max(last_year, year);
  }
  for (auto row = own.rbegin(); row != own.rend(); ++row) {
    const int year = row->date.ymd().year;
    if (year < first_year - 1) {
      return base::refuse(year_without_rows(row->calendar, row->date, year + 1));
    }
    first_year = std::min(first_year, year);
  }
  // a horizon that no row widens stays to the day as it was shipped
  const Date first = first_year < shipped.first_date().ymd().year ? Date::from(first_year, 1, 1)
                                                                  : shipped.first_date();
  const Date last = last_year > shipped.last_date().ymd().year ? Date::from(last_year, 12, 31)
                                                               : shipped.last_date();
  Calendar calendar = shipped.with_horizon(first, last);
  for (const HolidayRow& row : own) {
    if (!calendar.covers(row.date)) {
      return base::refuse(year_without_rows(row.calendar, row.date, row.date.ymd().year));
    }
    add_row(calendar, row);
  }
  return calendar;
}

base::Result<Calendar> calendar_from_rows(std::string_view id, std::span<const HolidayRow> rows) {
  const std::vector<HolidayRow> own = rows_of(id, rows);
  if (own.empty()) return base::refuse("no holiday is known for calendar " + std::string(id));
  const int first_year = own.front().date.ymd().year;
  return with_holiday_rows(
      Calendar(id, Date::from(first_year, 1, 1), Date::from(first_year, 12, 31)), rows);
}

}  // namespace wealthjobs::finance
