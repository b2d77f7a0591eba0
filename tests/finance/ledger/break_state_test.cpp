#include "finance/ledger/break_state.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

using base::Date;

const Date day = Date::from(2026, 4, 14);
const BreakView unexplained{BreakClass::unexplained, 150, 100};
const BreakView pending{BreakClass::pending_settlement, 150, 100};

KnownBreak accepted(std::optional<Date> until, BreakState state = BreakState::explained) {
  return {state, unexplained, Acceptance{-50, until}};
}

TEST(BreakState, FirstSightIsOpenUnlessItsClassExplainsIt) {
  EXPECT_EQ(next_break_step({}, unexplained, day),
            (BreakStep{BreakChange::first_seen, BreakState::open, {}}));
  EXPECT_EQ(next_break_step({}, pending, day),
            (BreakStep{BreakChange::first_seen, BreakState::explained, {}}));
}

TEST(BreakState, SameSightChangesNothing) {
  const KnownBreak known{BreakState::open, unexplained, {}};
  EXPECT_EQ(next_break_step(known, unexplained, day).change, BreakChange::none);
}

TEST(BreakState, ClassIsAnAttributeAndMayChange) {
  const KnownBreak known{BreakState::explained, pending, {}};
  EXPECT_EQ(next_break_step(known, unexplained, day),
            (BreakStep{BreakChange::seen, BreakState::open, {}}));
}

TEST(BreakState, AcceptedDifferenceHoldsUntilItsDate) {
  const BreakStep holds{BreakChange::none, BreakState::explained, Acceptance{-50, day}};
  EXPECT_EQ(next_break_step(accepted(day), unexplained, day), holds);
  EXPECT_EQ(next_break_step(accepted(day), unexplained, day + 1),
            (BreakStep{BreakChange::expired, BreakState::open, {}}));
}

TEST(BreakState, ChangedDifferenceReopens) {
  EXPECT_EQ(next_break_step(accepted(day), {BreakClass::unexplained, 150, 90}, day),
            (BreakStep{BreakChange::reopened, BreakState::open, {}}));
}

TEST(BreakState, OtherSidesWithTheSameDifferenceAreStillAccepted) {
  const BreakStep step = next_break_step(accepted(day), {BreakClass::unexplained, 160, 110}, day);
  EXPECT_EQ(step.change, BreakChange::seen);
  EXPECT_EQ(step.state, BreakState::explained);
}

TEST(BreakState, WrittenOffHoldsForGoodUntilTheDifferenceChanges) {
  const KnownBreak known = accepted({}, BreakState::written_off);
  EXPECT_EQ(next_break_step(known, unexplained, day + 1'000).state, BreakState::written_off);
  EXPECT_EQ(next_break_step(known, {BreakClass::unexplained, 150, 99}, day).change,
            BreakChange::reopened);
}

TEST(BreakState, WordsAreThoseOfTheTable) {
  for (const BreakState state :
       {BreakState::open, BreakState::explained, BreakState::written_off, BreakState::resolved}) {
    EXPECT_EQ(break_state_from(name_of(state)), state);
  }
  EXPECT_EQ(break_change_from("reopened"), BreakChange::reopened);
  EXPECT_EQ(break_change_from("closed"), std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::finance
