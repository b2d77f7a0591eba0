// Breaks: one record for each difference to a custodian, and the append-only history of how it
// stands. The last event says everything; breaks are never deleted.
//
//   const auto open = load_breaks(book, {.with_resolved = false});
//   const std::int64_t no = save_break(write, identity, day);           // then its first event:
//   save_break_event(write, {.break_no = no, .day = day, .change = BreakChange::first_seen, ...});
//
//   Identity   of unresolved breaks unique: a difference that is there again tomorrow is the same
//              break and gets older; after `resolved` the same identity is a new break
//   Person     explained and written_off carry the accepted difference until it changes or expires
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/break_identity.h"
#include "finance/ledger/break_state.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct BreakEvent {
  std::int64_t break_no = 0;
  int n = 1;  // given by the book
  base::Date day;
  finance::BreakChange change = finance::BreakChange::first_seen;
  finance::BreakState state = finance::BreakState::open;
  finance::BreakView view;
  std::optional<std::int64_t> value_minor;  // empty: the difference has no price
  base::Currency currency;                  // of the value; unset where the portfolio is unknown
  std::optional<finance::Acceptance> accepted;
  std::string owner;
  std::string actor;
  std::string why;
  std::int64_t known_rev = 0;  // given by the book

  bool operator==(const BreakEvent&) const = default;
};

struct Break {
  std::int64_t no = 0;
  finance::BreakIdentity identity;
  base::Date first_seen;
  BreakEvent last;
};

struct BreakFilter {
  bool with_written_off = true;
  bool with_resolved = true;
  std::optional<base::Date> as_of;  // as its events up to this day left it
};
// By number.
std::vector<Break> load_breaks(Database& book, const BreakFilter& filter = {});
std::optional<Break> load_break(Database& book, std::int64_t no);
// Oldest first.
std::vector<BreakEvent> load_break_events(Database& book, std::int64_t no);

// The next number.
std::int64_t save_break(WriteTransaction& write, const finance::BreakIdentity& identity,
                        base::Date first_seen);
// `event.n` and `event.known_rev` are set here.
void save_break_event(WriteTransaction& write, const BreakEvent& event);

// 0: there is none yet.
std::int64_t load_last_break_no(Database& book);
// The last revision in which a person explained a break or wrote one off; 0: never.
std::int64_t load_last_break_answer(Database& book);

}  // namespace wealthjobs::store
