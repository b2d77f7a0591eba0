#include "cmd_exit_codes.h"

#include "base/exit_status.h"
#include "output.h"

namespace wealthjobs::app {

int cmd_exit_codes(const ExitCodesOptions& options) {
  render::Document document;
  document.title = "Exit statuses";
  render::Section section{"exit_codes", "Statuses", {}, {}};
  section.table.columns = {
      {"code", "Code", render::Align::right}, {"name", "Name"}, {"meaning", "When"}};
  for (const base::ExitStatusRow& row : base::exit_status_table()) {
    section.table.rows.push_back({std::to_string(static_cast<int>(row.status)),
                                  std::string(row.name), std::string(row.meaning)});
  }
  section.paragraphs = {"Only 69 and 75 are safe to retry blindly."};
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
