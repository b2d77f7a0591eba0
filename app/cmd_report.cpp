#include "cmd_report.h"

#include "app_context.h"
#include "base/json_document.h"
#include "output.h"
#include "run_document.h"

namespace wealthjobs::app {

int cmd_report(const ReportOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::RunRow run = run_named(book, options.run_id);
  const render::Document document =
      run_document(book, run, context.config.find_pipeline(run.pipeline));
  if (options.format == "html") {
    print_out(render::document_html(document));
  } else if (options.format == "json" || options.global.json) {
    print_out(base::json_text(render::document_json(document)));
  } else {
    print_out(render::document_text(document));
  }
  return 0;
}

}  // namespace wealthjobs::app
