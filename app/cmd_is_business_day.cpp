#include "cmd_is_business_day.h"

#include <memory>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "business_dates.h"
#include "finance/calendar/built_in_calendar.h"
#include "jobs/book_calendars.h"
#include "output.h"
#include "store/migration.h"

namespace wealthjobs::app {
namespace {

// The book's calendars where there is a book; the shipped ones work without any.
finance::Calendars calendars_of(const AppContext& context) {
  if (!store::book_exists(context.database)) return {};
  store::Database book = open_book(context, store::OpenMode::read_only);
  return jobs::load_calendars(book);
}

[[noreturn]] void refuse_calendar(const std::string& id) {
  std::vector<std::string> known;
  for (const std::string_view name : finance::built_in_calendar_ids()) known.emplace_back(name);
  const std::string near = base::nearest_word(id, known);
  throw base::Error(base::ErrorKind::usage,
                    "there is no calendar \"" + id + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "one of " + base::join_text(known, ", "));
}

}  // namespace

int cmd_is_business_day(const IsBusinessDayOptions& options) {
  finance::Calendars calendars;
  pipeline::CalendarSettings settings;
  try {
    const AppContext context = load_context(options.global);
    calendars = calendars_of(context);
    settings = context.config.calendar;
  } catch (const base::Error& error) {
    // without a configuration a named calendar is enough
    if (options.calendar.empty() || !options.global.config.empty()) throw;
  }
  const std::string id = options.calendar.empty() ? settings.primary : options.calendar;
  const finance::Calendar* calendar = calendars.find(id);
  if (calendar == nullptr) refuse_calendar(id);
  const BusinessDates dates(calendars, id, settings.zone, settings, base::system_clock());
  const base::Date day = options.date.empty() ? dates.today() : dates.parse(options.date);
  const bool is_open = calendar->is_business_day(day);
  const std::string name(calendar->holiday_name(day));
  print_answer(
      options.global,
      day.iso() + (is_open ? " is a business day of " : " is not a business day of ") + id +
          (name.empty() ? "" : ": " + name),
      {{"date", day.iso()}, {"calendar", id}, {"is_business_day", is_open}, {"holiday", name}});
  return is_open ? 0 : 1;
}

}  // namespace wealthjobs::app
