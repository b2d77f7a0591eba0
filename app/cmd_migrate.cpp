#include "cmd_migrate.h"

#include "app_context.h"
#include "base/clock.h"
#include "base/json_document.h"
#include "base/text.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/migration.h"

namespace wealthjobs::app {

int cmd_migrate(const MigrateOptions& options) {
  const AppContext context = load_context(options.global);
  runner::RunLock lock;
  if (!options.dry_run) {
    lock = runner::lock_book(context.database, runner::BookAccess::exclusive,
                             lock_holder(context, "migrate"), 0, base::system_clock());
  }
  const store::Migration done = store::migrate_book(context.database, options.dry_run);
  std::string line = context.database + ": schema " + std::to_string(done.to) + " already";
  if (done.from != done.to) {
    line = context.database + ": schema " + std::to_string(done.from) +
           (options.dry_run ? " would become " : " became ") + std::to_string(done.to) + " (" +
           base::join_text(done.files, ", ") + ")";
    if (!done.backup.empty()) line += "; backup: " + done.backup;
  }
  print_answer(options.global, line,
               {{"from", done.from},
                {"to", done.to},
                {"files", done.files},
                {"backup", done.backup},
                {"is_dry_run", options.dry_run}});
  return 0;
}

}  // namespace wealthjobs::app
