#include "cmd_backup.h"

#include "app_context.h"
#include "base/json_document.h"
#include "output.h"
#include "store/backup.h"

namespace wealthjobs::app {

int cmd_backup(const BackupOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::BackupReport report = store::backup_book(book, options.file);
  print_answer(options.global,
               options.file + ": " + std::to_string(report.bytes) + " bytes, verified",
               {{"file", options.file}, {"bytes", report.bytes}, {"revision", report.revision}});
  return 0;
}

}  // namespace wealthjobs::app
