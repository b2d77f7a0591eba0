#include "store/breaks.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

using finance::BreakChange;
using finance::BreakClass;
using finance::BreakIdentity;
using finance::BreakKind;
using finance::BreakState;

const base::Date d1 = day(2026, 4, 2);
const BreakIdentity bhp_of_p1{BreakKind::qty, "BNY", "A1", "P1", "BHP"};

struct Breaks : testing::Test, BookFixture {
  BreakEvent event{.break_no = 1,
                   .n = 1,
                   .day = d1,
                   .view = {BreakClass::unexplained, 150, 100},
                   .value_minor = 2'155,
                   .currency = aud(),
                   .accepted = {},
                   .owner = "",
                   .actor = "cron",
                   .why = ""};
  void first() {
    write([&](WriteTransaction& w) {
      EXPECT_EQ(save_break(w, bhp_of_p1, d1), 1);
      save_break_event(w, event);
    });
  }
  void then(BreakChange change, BreakState state, base::Date on,
            std::optional<finance::Acceptance> accepted = {}) {
    event.change = change;
    event.state = state;
    event.day = on;
    event.accepted = accepted;
    write([&](WriteTransaction& w) { save_break_event(w, event); });
  }
};

TEST_F(Breaks, LastEventSaysHowABreakStands) {
  first();
  then(BreakChange::explained, BreakState::explained, d1, finance::Acceptance{-50, d1 + 5});
  const auto row = load_break(book, 1);
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->identity, bhp_of_p1);
  EXPECT_EQ(row->first_seen, d1);
  EXPECT_EQ(row->last.n, 2);
  EXPECT_EQ(row->last.accepted, (finance::Acceptance{-50, d1 + 5}));
  EXPECT_EQ(row->last.value_minor, 2'155);
  EXPECT_EQ(row->last.currency, aud());
  const auto events = load_break_events(book, 1);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].change, BreakChange::first_seen);
  EXPECT_EQ(load_break(book, 2), std::nullopt);
  EXPECT_EQ(load_last_break_no(book), 1);
}

TEST_F(Breaks, CanBeSeenAsADayLeftThem) {
  first();
  then(BreakChange::resolved, BreakState::resolved, d1 + 3);
  EXPECT_EQ(load_breaks(book, {.as_of = d1})[0].last.state, BreakState::open);
  EXPECT_EQ(load_breaks(book, {.as_of = d1 + 3})[0].last.state, BreakState::resolved);
  EXPECT_TRUE(load_breaks(book, {.as_of = d1 - 1}).empty());
}

TEST_F(Breaks, FilterByHowTheyEnded) {
  first();
  then(BreakChange::written_off, BreakState::written_off, d1, finance::Acceptance{-50, {}});
  EXPECT_EQ(load_breaks(book).size(), 1U);
  EXPECT_EQ(load_breaks(book, {.with_resolved = false, .as_of = {}}).size(), 1U);
  EXPECT_TRUE(load_breaks(book, {.with_written_off = false, .as_of = {}}).empty());
}

TEST_F(Breaks, RememberWhenAPersonAnsweredLast) {
  first();
  EXPECT_EQ(load_last_break_answer(book), 0);
  then(BreakChange::explained, BreakState::explained, d1, finance::Acceptance{-50, d1});
  const std::int64_t answered = load_last_break_answer(book);
  EXPECT_GT(answered, 0);
  then(BreakChange::expired, BreakState::open, d1 + 1);
  EXPECT_EQ(load_last_break_answer(book), answered);
}

TEST_F(Breaks, WithoutAPriceOrAKnownPortfolioHaveNoValue) {
  event.value_minor.reset();
  event.currency = {};
  first();
  EXPECT_EQ(load_break(book, 1)->last.value_minor, std::nullopt);
  EXPECT_FALSE(load_break(book, 1)->last.currency.is_set());
}

}  // namespace
}  // namespace wealthjobs::store
