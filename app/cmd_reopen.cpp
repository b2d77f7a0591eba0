#include "cmd_reopen.h"

#include <string>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/closes.h"
#include "store/event_chain.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

using base::Error;
using base::ErrorKind;

base::Date asked_day(const ReopenOptions& options) {
  const auto day = base::Date::parse(options.date);
  if (!day) {
    throw Error(ErrorKind::usage, "\"" + options.date + "\" is no date",
                "wealthjobs reopen 2020-06-30 --why TEXT --approved-by USER");
  }
  require_why(true, "reopen", options.why);
  if (base::trim_blanks(options.approved_by).empty()) {
    throw Error(ErrorKind::usage, "reopen needs the name of who approved it",
                "the same command with --approved-by USER");
  }
  return *day;
}

// Days close in order, so they can only be taken back from the last one on.
void check_last_closed(store::Database& book, base::Date day) {
  const auto last = store::load_last_close(book);
  if (last && last->day == day) return;
  if (!last || day > last->day) {
    throw Error(ErrorKind::gate_blocked, day.iso() + " is not closed",
                last ? "wealthjobs status" : "wealthjobs run cob");
  }
  throw Error(ErrorKind::gate_blocked,
              "only the last closed day can be reopened, and that is " + last->day.iso() +
                  "; a correction of " + day.iso() + " posts in the first open day without it",
              "wealthjobs reopen " + last->day.iso() + " --why TEXT --approved-by USER");
}

}  // namespace

int cmd_reopen(const ReopenOptions& options) {
  const AppContext context = load_context(options.global);
  const base::Date day = asked_day(options);
  const base::Clock& clock = base::system_clock();
  const runner::RunLock lock =
      runner::lock_book(context.database, runner::BookAccess::exclusive,
                        lock_holder(context, "reopen " + day.iso()), 0, clock);
  store::Database book = open_book(context);
  check_last_closed(book, day);
  store::WriteTransaction write(book);
  write.raise_revision(context.origin.actor, "reopen " + day.iso(), clock.wall_us());
  const int version =
      store::save_reopen(write, {day, context.origin.actor, options.approved_by, options.why});
  store::NewEvent event;
  event.type = store::event_type::day_reopened;
  event.at_us = clock.wall_us();
  event.payload_json = base::json_line({{"business_date", day.iso()},
                                        {"version", version},
                                        {"why", options.why},
                                        {"approved_by", options.approved_by}});
  store::append_event(write, context.origin, event);
  write.commit();
  print_answer(options.global,
               day.iso() + " is open again; close version " + std::to_string(version) +
                   " no longer holds; next: wealthjobs run cob --date " + day.iso(),
               {{"business_date", day.iso()}, {"version", version}});
  return 0;
}

}  // namespace wealthjobs::app
