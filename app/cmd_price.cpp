#include "cmd_price.h"

#include <string>

#include "app_context.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/closes.h"
#include "store/event_chain.h"
#include "store/master.h"
#include "store/packs.h"
#include "store/price_overrides.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

using base::Error;
using base::ErrorKind;

constexpr const char* example =
    "wealthjobs price set BHP 2020-06-30 42.50 --expires 2020-07-03 --why TEXT";

base::Date date_given(const std::string& text, const char* what) {
  const auto day = base::Date::parse(text);
  if (!day) throw Error(ErrorKind::usage, "\"" + text + "\" is no date (" + what + ")", example);
  return *day;
}

finance::InstrumentNo instrument_named(const store::Master& master, const std::string& id) {
  if (const auto no = master.instrument_no(id)) return *no;
  std::vector<std::string> ids;
  for (const store::InstrumentRow& row : master.instruments()) ids.push_back(row.id);
  const std::string near = base::nearest_word(id, ids);
  throw Error(ErrorKind::usage,
              "there is no instrument \"" + id + "\"" +
                  (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
              example);
}

// What was asked for, as far as it can be judged without the book.
store::PriceOverride override_asked_for(const PriceOptions& options) {
  store::PriceOverride row;
  row.day = date_given(options.date, "D");
  const auto price = base::parse_decimal(options.value, base::price_scale);
  if (!price || *price <= 0) {
    throw Error(ErrorKind::usage,
                "\"" + options.value + "\" is no price: above zero, at most 6 decimals", example);
  }
  row.price_e6 = *price;
  if (options.expires.empty()) {
    throw Error(ErrorKind::usage, "price set needs the last day on which the price is used",
                "the same command with --expires D");
  }
  row.expires = date_given(options.expires, "--expires");
  if (row.expires < row.day) {
    throw Error(ErrorKind::usage,
                "the price expires on " + row.expires.iso() + ", before its day " + row.day.iso(),
                example);
  }
  require_why(true, "price set", options.why);
  row.why = options.why;
  return row;
}

// A closed day keeps its pack (RULINGS A17).
void refuse_closed_day(store::Database& book, const AppContext& context,
                       const PriceOptions& options, base::Date day) {
  const auto last = store::load_last_close(book);
  if (!last || day > last->day) return;
  const finance::Calendars calendars = jobs::load_calendars(book);
  const finance::CalendarSet primary(
      jobs::calendar_named(calendars, context.config.calendar.primary));
  const base::Date open = finance::next_business_day(primary, last->day);
  throw Error(ErrorKind::gate_blocked,
              day.iso() +
                  " is closed and keeps its pack: a price that is put right later counts "
                  "from the first open day, " +
                  open.iso(),
              "wealthjobs price set " + options.instrument + " " + open.iso() + " " +
                  options.value + " --expires D --why TEXT");
}

int set(const PriceOptions& options, const AppContext& context) {
  store::PriceOverride row = override_asked_for(options);
  row.actor = context.origin.actor;
  row.approved_by =
      base::trim_blanks(options.approved_by).empty() ? context.origin.actor : options.approved_by;
  const base::Clock& clock = base::system_clock();
  const runner::RunLock lock = runner::lock_book(context.database, runner::BookAccess::exclusive,
                                                 lock_holder(context, "price set"), 0, clock);
  store::Database book = open_book(context);
  row.instrument = instrument_named(store::Master::load(book), options.instrument);
  refuse_closed_day(book, context, options, row.day);
  const bool has_pack = store::load_current_pack_header(book, row.day).has_value();
  store::WriteTransaction write(book);
  write.raise_revision(context.origin.actor,
                       "price set " + options.instrument + " " + row.day.iso(), clock.wall_us());
  const int version = store::save_price_override(write, row);
  const std::string price = base::format_decimal_short(row.price_e6, base::price_scale);
  const base::Json payload = {{"instrument_id", options.instrument},
                              {"price_date", row.day.iso()},
                              {"version", version},
                              {"price", price},
                              {"expires", row.expires.iso()},
                              {"approved_by", row.approved_by},
                              {"why", row.why}};
  store::NewEvent event;
  event.type = store::event_type::price_overridden;
  event.at_us = clock.wall_us();
  event.payload_json = base::json_line(payload);
  store::append_event(write, context.origin, event);
  write.commit();
  std::string line = options.instrument + ": " + price + " stands from " + row.day.iso() +
                     " until " + row.expires.iso();
  if (has_pack) {
    line += "; the pack of " + row.day.iso() + " is built already: wealthjobs run cob --date " +
            row.day.iso() + " --force --restate --why TEXT";
  }
  print_answer(options.global, line, payload);
  return 0;
}

int list(const PriceOptions& options, const AppContext& context) {
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::Master master = store::Master::load(book);
  std::optional<finance::InstrumentNo> instrument;
  if (!options.instrument.empty()) instrument = instrument_named(master, options.instrument);
  render::Document document;
  document.title = "Prices set by people";
  render::Section section{"overrides", "Overrides", {}, {}};
  section.table.columns = {{"instrument_id", "Instrument"},
                           {"price_date", "From"},
                           {"expires", "Until"},
                           {"version", "Version", render::Align::right},
                           {"price", "Price", render::Align::right},
                           {"actor", "Set by"},
                           {"approved_by", "Approved by"},
                           {"why", "Why"}};
  for (const store::PriceOverride& row : store::load_all_price_overrides(book, instrument)) {
    section.table.rows.push_back({std::string(master.instrument_id(row.instrument)), row.day.iso(),
                                  row.expires.iso(), std::to_string(row.version),
                                  base::format_decimal_short(row.price_e6, base::price_scale),
                                  row.actor, row.approved_by, row.why});
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("No price is overridden.");
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

}  // namespace

int cmd_price(const PriceOptions& options) {
  const AppContext context = load_context(options.global);
  return options.action == "set" ? set(options, context) : list(options, context);
}

}  // namespace wealthjobs::app
