#include "cmd_doctor.h"

#include "app_context.h"
#include "base/exit_status.h"
#include "base/json_document.h"
#include "base/text.h"
#include "last_line.h"
#include "output.h"
#include "store/doctor.h"

namespace wealthjobs::app {

int cmd_doctor(const DoctorOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::Findings findings = store::check_book(book);
  base::Json rows = base::Json::array();
  std::string text;
  for (const store::DoctorFinding& finding : findings) {
    rows.push_back({{"check", finding.check}, {"where", finding.where}, {"text", finding.text}});
    text += finding.check + ": " + finding.where + ": " + finding.text + "\n";
  }
  if (options.global.json) {
    print_answer(options.global, "",
                 {{"database", context.database}, {"sound", findings.empty()}, {"findings", rows}});
  } else if (!findings.empty()) {
    print_out(text);
  } else {
    print_answer(options.global, context.database + ": sound", {});
  }
  if (findings.empty()) return 0;
  FailureLine line;
  line.status = base::ExitStatus::io_error;
  line.why = context.database + ": " +
             base::counted("finding", static_cast<long long>(findings.size())) +
             ", the first: " + findings.front().where + ": " + findings.front().text;
  line.next = "restore the last backup, or ask for help with the findings above";
  print_last_line(line);
  return static_cast<int>(base::ExitStatus::io_error);
}

}  // namespace wealthjobs::app
