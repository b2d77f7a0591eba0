#include "pipeline/deadline.h"

#include <cstdio>

#include "base/time_zone.h"

namespace wealthjobs::pipeline {
namespace {

constexpr int max_days_after = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

base::Result<int> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) ||
      !is_digit(text[3]) || !is_digit(text[4])) {
    return base::refuse("a time of day is written HH:MM");
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour > 23) return base::refuse("an hour is 00 to 23");
  if (minute > 59) return base::refuse("a minute is 00 to 59");
  return hour * 60 + minute;
}

std::string format_time_of_day(int minute_of_day) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", minute_of_day / 60, minute_of_day % 60);
  return text;
}

base::Result<Deadline> parse_deadline(std::string_view text) {
  Deadline deadline;
  if (!text.empty() && text.front() == '+') {
    std::size_t i = 1;
    while (i < text.size() && i < 4 && is_digit(text[i])) {
      deadline.days_after = deadline.days_after * 10 + (text[i] - '0');
      ++i;
    }
    if (i == 1 || i + 1 >= text.size() || text[i] != 'd' || text[i + 1] != ' ') {
      return base::refuse("a deadline is written HH:MM or +1d HH:MM");
    }
    if (deadline.days_after > max_days_after) {
      return base::refuse("a deadline is at most 30 days after the business date");
    }
    text.remove_prefix(i + 2);
  }
  const base::Result<int> minute = parse_time_of_day(text);
  if (!minute) {
    if (text.size() == 5 && text[2] == ':') return std::unexpected(minute.error());
    return base::refuse("a deadline is written HH:MM or +1d HH:MM");
  }
  deadline.minute_of_day = *minute;
  return deadline;
}

std::string format_deadline(const Deadline& deadline) {
  const std::string time = format_time_of_day(deadline.minute_of_day);
  if (deadline.days_after == 0) return time;
  return "+" + std::to_string(deadline.days_after) + "d " + time;
}

std::int64_t deadline_us(const Deadline& deadline, base::Date business_date,
                         std::string_view zone) {
  return base::wall_us_of(zone, business_date + deadline.days_after, deadline.minute_of_day * 60);
}

}  // namespace wealthjobs::pipeline
