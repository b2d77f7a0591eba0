#include "cmd_breaks.h"

#include <algorithm>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "jobs/book_calendars.h"
#include "jobs/break_report.h"
#include "jobs/custodian_breaks.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/breaks.h"
#include "store/event_chain.h"
#include "store/recon_runs.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

using base::Date;
using base::Error;
using base::ErrorKind;
using finance::BreakChange;
using finance::BreakState;

Date date_named(const std::string& text, const std::string& option) {
  const auto date = Date::parse(text);
  if (!date) {
    throw Error(ErrorKind::usage, "\"" + text + "\" is no date", option + " 2020-06-30");
  }
  return *date;
}

store::Break break_asked_for(store::Database& book, std::int64_t no) {
  if (const auto row = store::load_break(book, no)) return *row;
  throw Error(ErrorKind::usage, "there is no break " + std::to_string(no),
              "wealthjobs breaks list --all");
}

// Ages count to the day asked for, else to the last day on which a break changed or was looked at.
Date day_of_ages(store::Database& book, const std::string& date) {
  if (!date.empty()) return date_named(date, "--date");
  Date day;
  for (const store::Break& row : store::load_breaks(book, {.as_of = {}})) {
    day = std::max(day, row.last.day);
  }
  if (const auto run = store::load_last_recon_day(book)) day = std::max(day, *run);
  return day;
}

int list(const BreaksOptions& options, const AppContext& context) {
  store::Database book = open_book(context, store::OpenMode::read_only);
  const finance::Calendars calendars = jobs::load_calendars(book);
  const finance::CalendarSet primary(
      jobs::calendar_named(calendars, context.config.calendar.primary));
  store::BreakFilter filter;
  filter.with_written_off = filter.with_resolved = options.all;
  if (!options.date.empty()) filter.as_of = date_named(options.date, "--date");
  auto breaks = store::load_breaks(book, filter);
  if (options.open) {
    std::erase_if(breaks, [](const auto& row) { return row.last.state != BreakState::open; });
  }
  render::Document document;
  document.title = "Breaks";
  render::Section section{"breaks", "Differences to the custodians", {}, {}};
  if (breaks.empty()) {
    section.paragraphs.emplace_back(options.open ? "No break is unexplained." : "Nothing differs.");
    section.table = jobs::breaks_table({}, {}, primary);
  } else {
    section.table = jobs::breaks_table(breaks, day_of_ages(book, options.date), primary);
  }
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

int show(const BreaksOptions& options, const AppContext& context) {
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::Break row = break_asked_for(book, options.id);
  const finance::Calendars calendars = jobs::load_calendars(book);
  const finance::CalendarSet primary(
      jobs::calendar_named(calendars, context.config.calendar.primary));
  const render::Table table = jobs::breaks_table({row}, day_of_ages(book, options.date), primary);
  render::Document document;
  document.title = "Break " + std::to_string(row.no);
  for (std::size_t i = 1; i < table.columns.size(); ++i) {
    document.facts.emplace_back(table.columns[i].name, table.rows[0][i]);
  }
  document.facts.emplace_back("why", row.last.why);
  render::Section history{"history", "What became of it", {}, {}};
  history.table.columns = {{"day", "Day"},
                           {"change", "Change"},
                           {"status", "Status"},
                           {"class", "Class"},
                           {"ours", "Ours", render::Align::right},
                           {"theirs", "Theirs", render::Align::right},
                           {"actor", "By"},
                           {"why", "Why"}};
  for (const store::BreakEvent& event : store::load_break_events(book, row.no)) {
    history.table.rows.push_back({event.day.iso(), std::string(finance::name_of(event.change)),
                                  std::string(finance::name_of(event.state)),
                                  std::string(finance::name_of(event.view.value)),
                                  jobs::side_text(row.identity, event.view.ours),
                                  jobs::side_text(row.identity, event.view.theirs), event.actor,
                                  event.why});
  }
  document.sections = {std::move(history)};
  print_document(options.global, document);
  return 0;
}

// The event of a person's answer; everything but owner and until stays as it was.
store::BreakEvent answer_of(const BreaksOptions& options, const store::Break& row,
                            const std::string& actor) {
  if (row.last.state == BreakState::resolved) {
    throw Error(ErrorKind::usage, "break " + std::to_string(row.no) + " is resolved already",
                "wealthjobs breaks show " + std::to_string(row.no));
  }
  store::BreakEvent event = row.last;
  event.actor = actor;
  event.why = options.why;
  finance::Acceptance accepted{row.last.view.theirs - row.last.view.ours, std::nullopt};
  if (options.action == "resolve") {
    event.change = BreakChange::written_off;
    event.state = BreakState::written_off;
    event.accepted = accepted;
    return event;
  }
  if (options.until.empty() || options.owner.empty()) {
    throw Error(ErrorKind::usage, "breaks explain needs --until and --owner",
                "wealthjobs breaks explain " + std::to_string(row.no) +
                    " --why TEXT --until D --owner WHO");
  }
  accepted.until = date_named(options.until, "--until");
  if (*accepted.until < row.last.day) {
    throw Error(ErrorKind::usage,
                "--until " + options.until + " lies before " + row.last.day.iso() +
                    ", when the break was last looked at",
                "a later date");
  }
  event.change = BreakChange::explained;
  event.state = BreakState::explained;
  event.accepted = accepted;
  event.owner = options.owner;
  return event;
}

int answer(const BreaksOptions& options, const AppContext& context) {
  const std::string action = "breaks " + options.action;
  require_why(true, action, options.why);
  const base::Clock& clock = base::system_clock();
  const runner::RunLock lock = runner::lock_book(context.database, runner::BookAccess::exclusive,
                                                 lock_holder(context, action), 0, clock);
  store::Database book = open_book(context);
  const store::Break row = break_asked_for(book, options.id);
  const store::BreakEvent event = answer_of(options, row, context.origin.actor);
  const std::string no = std::to_string(row.no);
  store::WriteTransaction write(book);
  write.raise_revision(context.origin.actor, action + " " + no, clock.wall_us());
  store::save_break_event(write, event);
  store::NewEvent audit;
  audit.type = options.action == "resolve" ? store::event_type::break_written_off
                                           : store::event_type::break_explained;
  audit.at_us = clock.wall_us();
  audit.payload_json = base::json_line({{"break_id", row.no},
                                        {"identity", finance::identity_text(row.identity)},
                                        {"difference", event.accepted->difference},
                                        {"until", options.until},
                                        {"owner", event.owner},
                                        {"why", options.why}});
  store::append_event(write, context.origin, audit);
  write.commit();
  const std::string difference = jobs::side_text(row.identity, event.accepted->difference);
  print_answer(options.global,
               "break " + no + ": the difference of " + difference +
                   (options.action == "resolve" ? " is written off"
                                                : " is explained until " + options.until),
               {{"break_id", row.no},
                {"status", std::string(finance::name_of(event.state))},
                {"difference", event.accepted->difference}});
  return 0;
}

}  // namespace

int cmd_breaks(const BreaksOptions& options) {
  const AppContext context = load_context(options.global);
  if (options.action == "list") return list(options, context);
  if (options.id == 0) {
    throw Error(ErrorKind::usage, "breaks " + options.action + " needs a number",
                "wealthjobs breaks list");
  }
  return options.action == "show" ? show(options, context) : answer(options, context);
}

}  // namespace wealthjobs::app
