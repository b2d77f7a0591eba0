#include "cmd_init.h"

#include "app_context.h"
#include "base/json_document.h"
#include "output.h"
#include "store/migration.h"

namespace wealthjobs::app {

int cmd_init(const InitOptions& options) {
  const AppContext context = load_context(options.global);
  const bool is_there = store::book_exists(context.database);
  if (is_there) {
    open_book(context, store::OpenMode::read_only);  // says so where it is not a book of ours
  } else {
    store::create_book(context.database, context.config.store.allow_network_filesystem);
  }
  print_answer(options.global,
               is_there ? context.database + " exists already; nothing was changed"
                        : context.database + " created; next: wealthjobs import DIR",
               {{"database", context.database}, {"outcome", is_there ? "exists" : "created"}});
  return 0;
}

}  // namespace wealthjobs::app
