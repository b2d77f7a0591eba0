#include "pipeline/cron_expression.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.h"
#include "base/time_zone.h"
#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {
namespace {

constexpr int longest_search_days = 40 * 366;
constexpr int correction_s = 3 * 3'600;
constexpr std::int64_t us_per_s = 1'000'000;
constexpr std::size_t longest_text = 200;

constexpr std::array<std::string_view, 12> month_names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> weekday_names = {"sun", "mon", "tue", "wed",
                                                           "thu", "fri", "sat"};

struct Macro {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Macro, 7> macros = {{{"@hourly", "0 * * * *"},
                                          {"@daily", "0 0 * * *"},
                                          {"@midnight", "0 0 * * *"},
                                          {"@weekly", "0 0 * * 0"},
                                          {"@monthly", "0 0 1 * *"},
                                          {"@yearly", "0 0 1 1 *"},
                                          {"@annually", "0 0 1 1 *"}}};

struct Field {
  std::string_view name;
  int min;
  int max;
  std::span<const std::string_view> words;
  int first_word;
};
constexpr std::array<Field, 5> fields = {{{"minute", 0, 59, {}, 0},
                                          {"hour", 0, 23, {}, 0},
                                          {"day of month", 1, 31, {}, 0},
                                          {"month", 1, 12, month_names, 1},
                                          {"weekday", 0, 7, weekday_names, 0}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

base::Result<int> number(std::string_view text, const Field& field, std::string_view role) {
  if (text.empty() || !std::ranges::all_of(text, is_digit)) {
    return base::refuse(std::string(role) + " of the " + std::string(field.name) +
                        " is no number: " + in_quotes(text));
  }
  // More than four digits are out of every range; reading them could overflow.
  return text.size() > 4 ? 100'000 : std::stoi(std::string(text));
}

base::Result<int> value(std::string_view text, const Field& field) {
  const std::string word = lower(text);
  for (std::size_t i = 0; i < field.words.size(); ++i) {
    if (field.words[i] == word) return field.first_word + static_cast<int>(i);
  }
  const auto read = number(text, field, "a value");
  if (!read) return read;
  if (*read < field.min || *read > field.max) {
    return base::refuse("a " + std::string(field.name) + " is " + std::to_string(field.min) +
                        " to " + std::to_string(field.max) + ", not " + in_quotes(text));
  }
  return read;
}

base::Result<int> step(std::string_view text, const Field& field) {
  const auto read = number(text, field, "the step");
  if (!read) return read;
  if (*read == 0) return base::refuse("a step of the " + std::string(field.name) + " is zero");
  if (*read > field.max) {
    return base::refuse("a step of the " + std::string(field.name) +
                        " is larger than the field: " + in_quotes(text));
  }
  return read;
}

// What other dialects write and Debian's cron does not know.
std::string extension_fault(std::string_view text, const Field& field) {
  if (text.find('?') != std::string_view::npos) return "? is not of cron; write *";
  if (text.find('#') != std::string_view::npos) return "# (the n-th weekday) is not of cron";
  const bool is_day = field.name == "day of month" || field.name == "weekday";
  const std::string word = lower(text);
  if (is_day && (word == "l" || word == "lw" || word.starts_with("l-") ||
                 (word.ends_with("l") && word.size() > 1))) {
    return "L (the last day) is not of cron";
  }
  if (is_day && word.find('w') != std::string::npos && word.find_first_of("0123456789l") == 0) {
    return "W (the nearest weekday) is not of cron";
  }
  return {};
}

// One list item into `hits`, indexed by value.
std::string read_item(std::string_view text, const Field& field, std::bitset<60>& hits) {
  if (text.empty()) return "an empty entry in the list of the " + std::string(field.name);
  const std::string extension = extension_fault(text, field);
  if (!extension.empty()) return extension;
  std::string_view range = text;
  int stride = 1;
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    range = text.substr(0, slash);
    const auto read = step(text.substr(slash + 1), field);
    if (!read) return read.error();
    stride = *read;
  }
  int first = field.min;
  int last = field.max;
  if (range != "*") {
    const std::size_t hyphen = range.find('-');
    const auto low = value(range.substr(0, hyphen), field);
    if (!low) return low.error();
    first = last = *low;
    if (hyphen != std::string_view::npos) {
      const auto high = value(range.substr(hyphen + 1), field);
      if (!high) return high.error();
      last = *high;
      // wed-sun: the week may end with Sunday as well as begin with it.
      if (last == 0 && first > 0 && lower(range).ends_with("-sun")) last = 7;
    } else if (slash != std::string_view::npos) {
      return "a step of the " + std::string(field.name) +
             " needs * or a range before it: " + in_quotes(text);
    }
  }
  if (last < first) {
    return "a range of the " + std::string(field.name) + " goes backwards: " + in_quotes(range);
  }
  for (int v = first; v <= last; v += stride) hits.set(static_cast<std::size_t>(v));
  return {};
}

std::string read_field(std::string_view text, const Field& field, std::bitset<60>& hits) {
  for (const std::string& item : base::split_text(text, ',')) {
    std::string fault = read_item(item, field, hits);
    if (!fault.empty()) return fault;
  }
  return {};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t i = 0;
  while (true) {
    i = text.find_first_not_of(" \t", i);
    if (i == std::string_view::npos) return words;
    const std::size_t end = std::min(text.find_first_of(" \t", i), text.size());
    words.emplace_back(text.substr(i, end - i));
    i = end;
  }
}

base::Result<std::vector<std::string>> five_fields(std::string_view text) {
  if (text.size() > longest_text) return base::refuse("the text is too long");
  std::string_view line = base::trim_blanks(text);
  if (line.empty()) return base::refuse("the text is empty");
  if (line.front() == '@') {
    const std::string name = lower(line);
    const auto macro = std::ranges::find(macros, std::string_view(name), &Macro::name);
    if (macro == macros.end()) return base::refuse("unknown macro " + in_quotes(line));
    line = macro->text;
  }
  std::vector<std::string> words = words_of(line);
  if (words.size() == 6 || words.size() == 7) {
    return base::refuse(std::to_string(words.size()) +
                        " fields: seconds and years are not of cron");
  }
  if (words.size() != 5) {
    return base::refuse(base::counted("field", static_cast<long long>(words.size())) +
                        " instead of 5");
  }
  return words;
}

template <std::size_t n>
std::bitset<n> narrowed(const std::bitset<60>& hits) {
  std::bitset<n> result;
  for (std::size_t i = 0; i < n; ++i) result[i] = hits[i];
  return result;
}

}  // namespace

bool CronExpression::matches_day(base::Date date) const {
  const base::YearMonthDay ymd = date.ymd();
  if (!months_[static_cast<std::size_t>(ymd.month)]) return false;
  const bool day = days_[static_cast<std::size_t>(ymd.day)];
  const bool weekday = weekdays_[static_cast<std::size_t>(date.weekday()) % 7];
  return day_star_ || weekday_star_ ? day && weekday : day || weekday;
}

bool CronExpression::needs_both_days() const {
  const bool all_days = days_.count() == 31;
  const bool all_weekdays = weekdays_.count() == 7;
  return (day_star_ || weekday_star_) && !all_days && !all_weekdays;
}

base::Result<CronExpression> parse_cron(std::string_view text) {
  const auto words = five_fields(text);
  if (!words) return base::refuse(words.error());
  std::array<std::bitset<60>, 5> hits;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string fault = read_field((*words)[i], fields[i], hits[i]);
    if (!fault.empty()) return base::refuse(fault);
  }
  if (hits[4][7]) hits[4].set(0);
  hits[4].reset(7);
  CronExpression cron;
  cron.minutes_ = hits[0];
  cron.hours_ = narrowed<24>(hits[1]);
  cron.days_ = narrowed<32>(hits[2]);
  cron.months_ = narrowed<13>(hits[3]);
  cron.weekdays_ = narrowed<8>(hits[4]);
  cron.minute_star_ = (*words)[0].front() == '*';
  cron.hour_star_ = (*words)[1].front() == '*';
  cron.day_star_ = (*words)[2].front() == '*';
  cron.weekday_star_ = (*words)[4].front() == '*';
  return cron;
}

// The instants of one local day, in order.
class CronWalk {
 public:
  CronWalk(const CronExpression& cron, std::string_view zone) : cron_(cron), zone_(zone) {}

  std::vector<std::int64_t> instants(base::Date date) const {
    std::vector<std::int64_t> found;
    const std::int64_t start = base::wall_us_of(zone_, date, 0);
    const bool is_regular = base::wall_us_of(zone_, date + 1, 0) - start == 86'400 * us_per_s &&
                            base::civil_time(zone_, start).second_of_day == 0;
    for (int hour = 0; hour < 24; ++hour) {
      if (!cron_.hours_[static_cast<std::size_t>(hour)]) continue;
      for (int minute = 0; minute < 60; ++minute) {
        if (!cron_.minutes_[static_cast<std::size_t>(minute)]) continue;
        const int second = hour * 3'600 + minute * 60;
        if (is_regular) {
          found.push_back(start + second * us_per_s);
        } else {
          add(date, second, found);
        }
      }
    }
    std::ranges::sort(found);
    const auto rest = std::ranges::unique(found);
    found.erase(rest.begin(), rest.end());
    return found;
  }

 private:
  void add(base::Date date, int second, std::vector<std::int64_t>& found) const {
    const std::int64_t first = base::wall_us_of(zone_, date, second);
    const base::CivilTime civil = base::civil_time(zone_, first);
    if (civil.date != date || civil.second_of_day != second) {
      const int before_s = base::civil_time(zone_, first - us_per_s).utc_offset_s;
      const bool is_correction = civil.utc_offset_s - before_s >= correction_s;
      if (!cron_.is_wildcard() && !is_correction) found.push_back(first);
      return;
    }
    found.push_back(first);
    if (!cron_.is_wildcard()) return;
    const int later_s = base::civil_time(zone_, first + correction_s * us_per_s).utc_offset_s;
    if (later_s >= civil.utc_offset_s) return;
    const std::int64_t second_pass = first + (civil.utc_offset_s - later_s) * us_per_s;
    const base::CivilTime again = base::civil_time(zone_, second_pass);
    if (again.date == date && again.second_of_day == second) found.push_back(second_pass);
  }

  const CronExpression& cron_;
  std::string_view zone_;
};

std::vector<std::int64_t> next_fire_times(const CronExpression& cron, std::string_view zone,
                                          std::int64_t after_us, int count) {
  const CronWalk walk(cron, zone);
  std::vector<std::int64_t> found;
  // A gap may push a time of the day before past midnight.
  const base::Date first = base::civil_time(zone, after_us).date - 1;
  for (int day = 0; day < longest_search_days; ++day) {
    if (!cron.matches_day(first + day)) continue;
    for (const std::int64_t instant : walk.instants(first + day)) {
      if (instant <= after_us || (!found.empty() && instant <= found.back())) continue;
      if (found.size() == static_cast<std::size_t>(std::max(count, 0))) return found;
      found.push_back(instant);
    }
  }
  return found;
}

}  // namespace wealthjobs::pipeline
