#include "cmd_events.h"

#include "app_context.h"
#include "base/clock.h"
#include "base/json_document.h"
#include "output.h"
#include "store/event_chain.h"

namespace wealthjobs::app {

int cmd_events(const EventsOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  std::optional<std::string> run;
  if (!options.run_id.empty()) run = options.run_id;
  const auto events = store::load_events(book, options.after, options.limit, run);
  if (options.global.json) {
    base::Json rows = base::Json::array();
    for (const store::EventRow& event : events) {
      rows.push_back({{"seq", event.seq},
                      {"at", base::format_utc(event.at_us)},
                      {"type", event.type},
                      {"run_id", event.run_id.value_or("")},
                      {"step", event.step.value_or("")},
                      {"attempt", event.attempt.value_or(0)},
                      {"actor", event.origin.actor},
                      {"host", event.origin.host},
                      {"pid", event.origin.pid},
                      {"payload", base::Json::parse(event.payload_json)},
                      {"hash", event.hash}});
    }
    print_answer(options.global, "", {{"events", rows}});
    return 0;
  }
  render::Table table;
  table.columns = {{"seq", "Seq", render::Align::right},
                   {"at", "At"},
                   {"type", "Type"},
                   {"run_id", "Run"},
                   {"step", "Step"},
                   {"attempt", "Try", render::Align::right},
                   {"actor", "Actor"},
                   {"payload", "Payload"}};
  for (const store::EventRow& event : events) {
    table.rows.push_back({std::to_string(event.seq), base::format_utc(event.at_us), event.type,
                          event.run_id.value_or(""), event.step.value_or(""),
                          event.attempt ? std::to_string(*event.attempt) : "", event.origin.actor,
                          event.payload_json});
  }
  print_out(render::table_text(table));
  return 0;
}

}  // namespace wealthjobs::app
