#include "store/event_chain.h"

#include "base/sha256.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

void add_field(std::string& text, std::string_view field) {
  for (const char c : field) {
    if (c == '\\') {
      text += "\\\\";
    } else if (c == '\n') {
      text += "\\n";
    } else {
      text += c;
    }
  }
  text += '\n';
}

EventRow row_of(const Cursor& rows) {
  EventRow event;
  event.seq = rows.integer(0);
  event.at_us = rows.integer(1);
  event.type = rows.string(2);
  event.run_id = rows.optional_text(3);
  event.step = rows.optional_text(4);
  if (!rows.is_null(5)) event.attempt = rows.small(5);
  event.origin = {.actor = rows.string(6),
                  .host = rows.string(7),
                  .pid = rows.integer(8),
                  .config_sha256 = rows.string(9),
                  .version = rows.string(10)};
  event.payload_json = rows.string(11);
  event.prev_hash = rows.string(12);
  event.hash = rows.string(13);
  return event;
}

}  // namespace

std::string canonical_event(const EventRow& event) {
  std::string text = "wj-event/1\n";
  add_field(text, std::to_string(event.seq));
  add_field(text, std::to_string(event.at_us));
  add_field(text, event.type);
  add_field(text, event.run_id.value_or(""));
  add_field(text, event.step.value_or(""));
  add_field(text, event.attempt ? std::to_string(*event.attempt) : "");
  add_field(text, event.origin.actor);
  add_field(text, event.origin.host);
  add_field(text, std::to_string(event.origin.pid));
  add_field(text, event.origin.config_sha256);
  add_field(text, event.origin.version);
  add_field(text, event.payload_json);
  return text;
}

std::string event_hash(const EventRow& event) {
  return base::sha256_hex(event.prev_hash + '\n' + canonical_event(event));
}

std::int64_t append_event(WriteTransaction& write, const EventOrigin& origin,
                          const NewEvent& event) {
  Database& book = write.database();
  EventRow row{.seq = 1,
               .at_us = event.at_us,
               .type = std::string(event.type),
               .run_id = event.run_id,
               .step = event.step,
               .attempt = event.attempt,
               .origin = origin,
               .payload_json = event.payload_json,
               .prev_hash = std::string(base::zero_hash),
               .hash = {}};
  {
    Cursor head = book.query("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
    if (head.next()) {
      row.seq = head.integer(0) + 1;
      row.prev_hash = head.string(1);
    }
  }
  row.hash = event_hash(row);
  book.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row.seq,
           row.at_us, row.type, row.run_id, row.step, row.attempt, origin.actor, origin.host,
           origin.pid, origin.config_sha256, origin.version, row.payload_json, row.prev_hash,
           row.hash);
  return row.seq;
}

std::vector<EventRow> load_events(Database& book, std::int64_t after_seq, std::int64_t limit,
                                  const std::optional<std::string>& run_id) {
  std::vector<EventRow> events;
  Cursor rows =
      run_id
          ? book.query("SELECT * FROM event WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                       *run_id, after_seq, limit)
          : book.query("SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?", after_seq, limit);
  while (rows.next()) events.push_back(row_of(rows));
  return events;
}

Findings check_event_chain(Database& book) {
  Findings findings;
  std::int64_t last_seq = 0;
  std::string last_hash(base::zero_hash);
  Cursor rows = book.query("SELECT * FROM event ORDER BY seq");
  while (rows.next()) {
    const EventRow event = row_of(rows);
    const std::string where = "event " + std::to_string(event.seq);
    if (event.seq != last_seq + 1) {
      findings.push_back({"event_chain", where,
                          "follows event " + std::to_string(last_seq) + ": events are missing"});
    } else if (event.prev_hash != last_hash) {
      findings.push_back({"event_chain", where, "is not linked to the event before it"});
    }
    if (event_hash(event) != event.hash) {
      findings.push_back({"event_chain", where, "its content does not have the stored hash"});
    }
    last_seq = event.seq;
    last_hash = event.hash;
  }
  return findings;
}

}  // namespace wealthjobs::store
