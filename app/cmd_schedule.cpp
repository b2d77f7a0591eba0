#include "cmd_schedule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app_context.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "finance/calendar/built_in_calendar.h"
#include "jobs/book_calendars.h"
#include "output.h"
#include "pipeline/cron_expression.h"
#include "store/migration.h"

namespace wealthjobs::app {
namespace {

constexpr std::int64_t us_per_s = 1'000'000;
constexpr std::int64_t s_per_day = 86'400;

[[noreturn]] void refuse(const std::string& why, const std::string& hint) {
  throw base::Error(base::ErrorKind::usage, why, hint);
}

void require(const std::string& value, const std::string& option, const std::string& call) {
  if (value.empty()) refuse("schedule " + call + " needs " + option, "wealthjobs schedule --help");
}

std::optional<int> two_digits(std::string_view text, std::size_t at, int below) {
  if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' ||
      text[at + 1] > '9') {
    return std::nullopt;
  }
  const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
  return value < below ? std::optional(value) : std::nullopt;
}

// "Z", "+10:00", "-0330" as seconds east of UTC.
std::optional<int> offset_s(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 5 && text.size() != 6) return std::nullopt;
  if ((text[0] != '+' && text[0] != '-') || (text.size() == 6 && text[3] != ':')) {
    return std::nullopt;
  }
  const auto hours = two_digits(text, 1, 24);
  const auto minutes = two_digits(text, text.size() - 2, 60);
  if (!hours || !minutes) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 3'600 + *minutes * 60);
}

// 2020-06-30, 2020-06-30T18:00, 2020-06-30T18:00:30, each with an offset or in the zone.
std::optional<std::int64_t> parse_instant(std::string_view text, std::string_view zone) {
  const auto date = base::Date::parse(text.substr(0, 10));
  if (!date) return std::nullopt;
  int second = 0;
  std::string_view rest = text.substr(10);
  if (!rest.empty() && (rest[0] == 'T' || rest[0] == ' ')) {
    const auto hour = two_digits(rest, 1, 24);
    const auto minute = two_digits(rest, 4, 60);
    if (!hour || !minute || rest[3] != ':') return std::nullopt;
    second = *hour * 3'600 + *minute * 60;
    rest = rest.substr(6);
    if (!rest.empty() && rest[0] == ':') {
      const auto part = two_digits(rest, 1, 60);
      if (!part) return std::nullopt;
      second += *part;
      rest = rest.substr(3);
    }
  }
  if (rest.empty()) return base::wall_us_of(zone, *date, second);
  const auto east_s = offset_s(rest);
  if (!east_s) return std::nullopt;
  return (date->days() * s_per_day + second - *east_s) * us_per_s;
}

int schedule_next(const ScheduleOptions& options) {
  if (!options.cron) require("", "--cron", "next");
  require(options.zone, "--tz", "next");
  if (!base::is_time_zone(options.zone)) {
    refuse("there is no time zone \"" + options.zone + "\"", "a name such as America/New_York");
  }
  const auto cron = pipeline::parse_cron(*options.cron);
  if (!cron) {
    throw base::Error(base::ErrorKind::config, "cron \"" + *options.cron + "\": " + cron.error(),
                      "five fields as crontab(5) has them");
  }
  std::optional<std::int64_t> after_us = base::system_clock().wall_us();
  if (!options.after.empty()) after_us = parse_instant(options.after, options.zone);
  if (!after_us) {
    refuse("--after \"" + options.after + "\" is no instant",
           "a time such as 2020-06-30T18:00:00Z, or without an offset in the zone");
  }
  std::vector<std::string> times;
  for (const std::int64_t us :
       pipeline::next_fire_times(*cron, options.zone, *after_us, options.count)) {
    times.push_back(base::format_civil(base::civil_time(options.zone, us)));
  }
  print_answer(options.global, times.empty() ? "never" : base::join_text(times, "\n"),
               {{"cron", *options.cron}, {"tz", options.zone}, {"next", times}});
  return 0;
}

// The book's calendars where there is a book; the shipped ones work without any.
finance::Calendars calendars_for(const ScheduleOptions& options) {
  try {
    const AppContext context = load_context(options.global);
    if (!store::book_exists(context.database)) return {};
    store::Database book = open_book(context, store::OpenMode::read_only);
    return jobs::load_calendars(book);
  } catch (const base::Error&) {
    if (!options.global.config.empty() || !options.global.db.empty()) throw;
    return {};
  }
}

base::Date date_option(const std::string& text, const std::string& option) {
  const auto day = base::Date::parse(text);
  if (!day) refuse(option + " \"" + text + "\" is no date", "a date such as 2020-06-30");
  return *day;
}

int schedule_business_days(const ScheduleOptions& options) {
  require(options.calendar, "--calendar", "business-days");
  require(options.from, "--from", "business-days");
  require(options.to, "--to", "business-days");
  const base::Date from = date_option(options.from, "--from");
  const base::Date to = date_option(options.to, "--to");
  if (to < from) refuse("--to lies before --from", "");
  const finance::Calendars calendars = calendars_for(options);
  const finance::Calendar* calendar = calendars.find(options.calendar);
  if (calendar == nullptr) {
    std::vector<std::string> known;
    for (const std::string_view id : finance::built_in_calendar_ids()) known.emplace_back(id);
    const std::string near = base::nearest_word(options.calendar, known);
    refuse("there is no calendar \"" + options.calendar + "\"" +
               (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
           "one of " + base::join_text(known, ", "));
  }
  std::vector<std::string> days;
  for (base::Date day = from; day <= to; day = day + 1) {
    if (calendar->is_business_day(day)) days.push_back(day.iso());
  }
  print_answer(options.global, days.empty() ? "none" : base::join_text(days, "\n"),
               {{"calendar", options.calendar}, {"dates", days}});
  return 0;
}

}  // namespace

int cmd_schedule(const ScheduleOptions& options) {
  return options.action == "next" ? schedule_next(options) : schedule_business_days(options);
}

}  // namespace wealthjobs::app
