#include "store/breaks.h"

#include <string_view>

#include "base/check.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::Acceptance;
using finance::BreakIdentity;

template <class Value>
Value known_word(std::optional<Value> value) {
  WEALTHJOBS_CHECK(value.has_value());
  return *value;
}

constexpr std::string_view event_columns =
    "x.break_no, x.n, x.day, x.change, x.state, x.class, x.ours, x.theirs, x.value_minor, "
    "x.currency, x.accepted_difference, x.until_day, x.owner, x.actor, x.why, x.known_rev ";

BreakEvent event_at(const Row& row) {
  BreakEvent event;
  event.break_no = row.integer(0);
  event.n = row.small(1);
  event.day = row.date(2);
  event.change = known_word(finance::break_change_from(row.text(3)));
  event.state = known_word(finance::break_state_from(row.text(4)));
  event.view = {known_word(finance::break_class_from(row.text(5))), row.integer(6), row.integer(7)};
  event.value_minor = row.optional_integer(8);
  if (!row.text(9).empty()) event.currency = row.currency(9);
  if (!row.is_null(10)) event.accepted = Acceptance{row.integer(10), row.optional_date(11)};
  event.owner = row.string(12);
  event.actor = row.string(13);
  event.why = row.string(14);
  event.known_rev = row.integer(15);
  return event;
}

Break break_at(const Row& row) {
  return {.no = row.integer(0),
          .identity = BreakIdentity{known_word(finance::break_kind_from(row.text(17))),
                                    row.string(18), row.string(19), row.string(20), row.string(21)},
          .first_seen = row.date(16),
          .last = event_at(row)};
}

std::vector<Break> break_rows(Cursor rows) {
  std::vector<Break> breaks;
  while (rows.next()) breaks.push_back(break_at(rows));
  return breaks;
}

std::string break_query(std::string_view condition) {
  return "SELECT " + std::string(event_columns) +
         ", b.first_seen, b.kind, b.custodian, b.account, b.portfolio_id, b.subject "
         "FROM break_record AS b JOIN break_event AS x ON x.break_no = b.break_no AND x.n = "
         "(SELECT max(l.n) FROM break_event AS l WHERE l.break_no = b.break_no AND "
         "l.day <= ifnull(?1, l.day)) WHERE " +
         std::string(condition) + " ORDER BY b.break_no";
}

}  // namespace

std::vector<Break> load_breaks(Database& book, const BreakFilter& filter) {
  return break_rows(book.query(break_query("(?2 OR x.state <> 'written_off') AND "
                                           "(?3 OR x.state <> 'resolved')"),
                               filter.as_of, filter.with_written_off, filter.with_resolved));
}

std::optional<Break> load_break(Database& book, std::int64_t no) {
  auto rows = break_rows(book.query(break_query("b.break_no = ?2"), std::optional<Date>(), no));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<BreakEvent> load_break_events(Database& book, std::int64_t no) {
  std::vector<BreakEvent> events;
  Cursor rows = book.query("SELECT " + std::string(event_columns) +
                               "FROM break_event AS x WHERE x.break_no = ? "
                               "ORDER BY x.n",
                           no);
  while (rows.next()) events.push_back(event_at(rows));
  return events;
}

std::int64_t save_break(WriteTransaction& write, const BreakIdentity& identity, Date first_seen) {
  Database& book = write.database();
  const std::int64_t no = book.integer_or(0, "SELECT max(break_no) FROM break_record") + 1;
  book.run("INSERT INTO break_record VALUES (?, ?, ?, ?, ?, ?, ?, ?)", no,
           finance::name_of(identity.kind), identity.custodian, identity.account,
           identity.portfolio_id, identity.subject, first_seen, write.revision());
  return no;
}

void save_break_event(WriteTransaction& write, const BreakEvent& event) {
  Database& book = write.database();
  const std::int64_t n =
      book.integer_or(0, "SELECT max(n) FROM break_event WHERE break_no = ?", event.break_no) + 1;
  std::optional<std::int64_t> accepted;
  std::optional<Date> until;
  if (event.accepted) {
    accepted = event.accepted->difference;
    until = event.accepted->until;
  }
  book.run("INSERT INTO break_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           event.break_no, n, event.day, finance::name_of(event.change),
           finance::name_of(event.state), finance::name_of(event.view.value), event.view.ours,
           event.view.theirs, event.value_minor, event.currency.code(), accepted, until,
           event.owner, event.actor, event.why, write.revision());
}

std::int64_t load_last_break_no(Database& book) {
  return book.integer_or(0, "SELECT max(break_no) FROM break_record");
}

std::int64_t load_last_break_answer(Database& book) {
  return book.integer_or(
      0, "SELECT max(known_rev) FROM break_event WHERE change IN ('explained', 'written_off')");
}

}  // namespace wealthjobs::store
