#include "cmd_holds.h"

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/event_chain.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

constexpr base::Date end_of_time{2'000'000};

std::vector<store::Hold> holds_asked_for(store::Database& book, const std::string& date) {
  if (date.empty()) return store::load_open_holds(book, end_of_time);
  const auto day = base::Date::parse(date);
  if (!day) {
    throw base::Error(base::ErrorKind::usage, "\"" + date + "\" is no date", "--date 2020-06-30");
  }
  return store::load_holds(book, *day);
}

int list(const HoldsOptions& options, const AppContext& context) {
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::Master master = store::Master::load(book);
  render::Document document;
  document.title = "Holds";
  render::Section section{"holds", "Portfolios that wait", {}, {}};
  section.table.columns = {{"day", "Day"},
                           {"portfolio_id", "Portfolio"},
                           {"reason", "Reason"},
                           {"detail", "Detail"},
                           {"state", "State"}};
  for (const store::Hold& hold : holds_asked_for(book, options.date)) {
    section.table.rows.push_back({hold.day.iso(), std::string(master.portfolio_id(hold.portfolio)),
                                  hold.reason, hold.detail,
                                  hold.released_by ? "released by " + *hold.released_by : "held"});
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("No portfolio is held.");
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

int release(const HoldsOptions& options, const AppContext& context) {
  require_why(true, "holds release", options.why);
  const base::Clock& clock = base::system_clock();
  const runner::RunLock lock = runner::lock_book(context.database, runner::BookAccess::exclusive,
                                                 lock_holder(context, "holds release"), 0, clock);
  store::Database book = open_book(context);
  const auto portfolio = store::Master::load(book).portfolio_no(options.portfolio);
  if (!portfolio) {
    throw base::Error(base::ErrorKind::usage, "there is no portfolio \"" + options.portfolio + "\"",
                      "wealthjobs holds list");
  }
  store::WriteTransaction write(book);
  write.raise_revision(context.origin.actor, "release " + options.portfolio, clock.wall_us());
  const std::int64_t released =
      store::save_release(write, *portfolio, end_of_time, context.origin.actor, options.why);
  if (released == 0) {
    throw base::Error(base::ErrorKind::usage, options.portfolio + " is not held",
                      "wealthjobs holds list");
  }
  store::NewEvent event;
  event.type = "HoldReleased";
  event.at_us = clock.wall_us();
  event.payload_json = R"({"portfolio_id":")" + options.portfolio + R"("})";
  store::append_event(write, context.origin, event);
  write.commit();
  print_answer(options.global,
               options.portfolio + ": " + base::counted("hold", released) + " released",
               {{"portfolio_id", options.portfolio}, {"released", released}});
  return 0;
}

}  // namespace

int cmd_holds(const HoldsOptions& options) {
  const AppContext context = load_context(options.global);
  return options.action == "release" ? release(options, context) : list(options, context);
}

}  // namespace wealthjobs::app
