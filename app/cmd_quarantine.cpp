#include "cmd_quarantine.h"

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/event_chain.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

store::QuarantineRow row_asked_for(store::Database& book, std::int64_t number) {
  if (const auto row = store::load_quarantine_row(book, number)) return *row;
  throw base::Error(base::ErrorKind::usage, "there is no quarantined row " + std::to_string(number),
                    "wealthjobs quarantine list --status all");
}

std::string detail_of(const store::QuarantineRow& row) {
  const base::Json payload = base::Json::parse(row.payload_json, nullptr, false);
  for (const char* key : {"detail", "reason"}) {
    if (payload.is_object() && payload.contains(key) && payload[key].is_string()) {
      return payload[key].get<std::string>();
    }
  }
  return {};
}

int list(const QuarantineOptions& options, const AppContext& context) {
  store::Database book = open_book(context, store::OpenMode::read_only);
  const bool is_open_only = options.status.empty() || options.status == "open";
  render::Document document;
  document.title = "Quarantine";
  render::Section section{"quarantine", "Rows set aside", {}, {}};
  section.table.columns = {{"no", "No", render::Align::right},
                           {"severity", "Severity"},
                           {"source", "Where"},
                           {"row_key", "Row"},
                           {"reason", "Reason"},
                           {"detail", "Detail"},
                           {"status", "Status"}};
  for (const store::QuarantineRow& row :
       store::load_quarantine(book, {.only_open = is_open_only, .job = {}})) {
    const std::string status(store::name_of(row.status));
    if (!is_open_only && options.status != "all" && options.status != status) continue;
    section.table.rows.push_back({std::to_string(row.no),
                                  row.severity == store::Severity::critical ? "critical" : "warn",
                                  row.source, row.row_key, row.reason, detail_of(row), status});
  }
  if (section.table.rows.empty()) section.paragraphs.emplace_back("No row waits.");
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

int show(const QuarantineOptions& options, const AppContext& context) {
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::QuarantineRow row = row_asked_for(book, options.id);
  const store::Master master = store::Master::load(book);
  render::Document document;
  document.title = "Quarantined row " + std::to_string(row.no);
  document.facts = {{"severity", row.severity == store::Severity::critical ? "critical" : "warn"},
                    {"status", std::string(store::name_of(row.status))},
                    {"job", row.job},
                    {"where", row.source},
                    {"row", row.row_key},
                    {"reason", row.reason},
                    {"detail", detail_of(row)},
                    {"portfolio", std::string(master.portfolio_id(row.portfolio))},
                    {"instrument", std::string(master.instrument_id(row.instrument))},
                    {"date", row.day ? row.day->iso() : ""},
                    {"payload", row.payload_json},
                    {"resolved_by", row.resolved_by},
                    {"resolved_why", row.resolved_why}};
  print_document(options.global, document);
  return 0;
}

int resolve(const QuarantineOptions& options, const AppContext& context) {
  require_why(true, "quarantine resolve", options.why);
  const base::Clock& clock = base::system_clock();
  const runner::RunLock lock =
      runner::lock_book(context.database, runner::BookAccess::exclusive,
                        lock_holder(context, "quarantine resolve"), 0, clock);
  store::Database book = open_book(context);
  const store::QuarantineRow row = row_asked_for(book, options.id);
  store::WriteTransaction write(book);
  write.raise_revision(context.origin.actor, "resolve quarantine " + std::to_string(row.no),
                       clock.wall_us());
  const auto status =
      options.as == "waived" ? store::QuarantineStatus::waived : store::QuarantineStatus::fixed;
  if (!store::save_resolution(write, row.no, {status, context.origin.actor, options.why})) {
    throw base::Error(base::ErrorKind::usage,
                      "row " + std::to_string(row.no) + " is resolved already",
                      "wealthjobs quarantine show " + std::to_string(row.no));
  }
  store::NewEvent event;
  event.type = "QuarantineResolved";
  event.at_us = clock.wall_us();
  event.payload_json = base::json_line({{"no", row.no}, {"as", options.as}, {"why", options.why}});
  store::append_event(write, context.origin, event);
  write.commit();
  print_answer(options.global, "row " + std::to_string(row.no) + " is " + options.as,
               {{"no", row.no}, {"status", options.as}});
  return 0;
}

}  // namespace

int cmd_quarantine(const QuarantineOptions& options) {
  const AppContext context = load_context(options.global);
  if (options.action == "list") return list(options, context);
  if (options.id == 0) {
    throw base::Error(base::ErrorKind::usage, "quarantine " + options.action + " needs a number",
                      "wealthjobs quarantine list");
  }
  return options.action == "show" ? show(options, context) : resolve(options, context);
}

}  // namespace wealthjobs::app
