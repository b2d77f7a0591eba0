#include "cmd_import.h"

#include <cstdio>

#include "app_context.h"
#include "base/clock.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/intake.h"
#include "output.h"
#include "runner/run_lock.h"

namespace wealthjobs::app {
namespace {

void narrate(std::string_view line) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

// What went well is a result; what needs a look goes to stderr.
void print_report(const ImportOptions& options, const jobs::IntakeReport& report) {
  for (const std::string& warning : report.warnings) narrate("warning: " + warning);
  for (const std::string& row : report.set_aside) narrate("quarantined: " + row);
  for (const std::string& change : report.changes) narrate("changed: " + change);
  if (report.quarantined() > 0) {
    narrate(base::counted("row", report.quarantined()) +
            " set aside; see: wealthjobs quarantine list");
  }
  if (options.global.json) {
    print_answer(options.global, "", report.json());
  } else if (!options.global.quiet) {
    print_out(report.text());
  }
}

}  // namespace

int cmd_import(const ImportOptions& options) {
  const AppContext context = load_context(options.global);
  const base::Clock& clock = base::system_clock();
  const runner::RunLock lock =
      runner::lock_book(context.database, runner::BookAccess::exclusive,
                        lock_holder(context, "import " + options.folder), options.wait_s, clock);
  store::Database book = open_book(context);
  jobs::IntakeOptions intake;
  intake.allow_amend = options.amend;
  intake.actor = context.origin.actor;
  intake.now_us = clock.wall_us();
  intake.cause = "import " + options.folder + (options.why.empty() ? "" : ": " + options.why);
  intake.config_dir = context.config_dir;
  intake.narrate = narrate;
  print_report(options, jobs::take_in_folder(book, options.folder, intake));
  return 0;
}

}  // namespace wealthjobs::app
