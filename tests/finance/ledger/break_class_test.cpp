#include "finance/ledger/break_class.h"

#include <gtest/gtest.h>

#include "finance/calendar/built_in_calendar.h"

namespace wealthjobs::finance {
namespace {

using base::Date;

const Date day = Date::from(2026, 4, 8);  // of the statement, a Wednesday

struct BreakClassOf : testing::Test {
  Calendar calendar = *built_in_calendar("XASX");
  std::vector<CustodyMovement> movements;

  void settled(const char* cause, std::int64_t amount, Date date, Date captured,
               MovementKind kind = MovementKind::settlement) {
    movements.push_back({kind, cause, amount, date, captured, false, false});
  }
  void open(const char* cause, std::int64_t amount, MovementKind kind = MovementKind::settlement) {
    movements.push_back({kind, cause, amount, day, day - 6, true, false});
  }
  Classification of(std::int64_t difference, bool is_cash = false) {
    return classify_difference({difference, is_cash, day, movements}, {5, 1}, calendar);
  }
};

TEST_F(BreakClassOf, OpenPurchaseThatTheyHaveSettledIsPending) {
  open("trade|T1", 50);
  const Classification found = of(50);
  EXPECT_EQ(found.value, BreakClass::pending_settlement);
  EXPECT_EQ(found.causes, std::vector<std::string>{"trade|T1"});
  EXPECT_EQ(of(-50).value, BreakClass::unexplained);
}

TEST_F(BreakClassOf, SettlementOfOursThatTheyLackIsPendingForAWhile) {
  settled("trade|T1|set|1", 50, Date::from(2026, 4, 7), Date::from(2026, 4, 1));
  EXPECT_EQ(of(-50).value, BreakClass::pending_settlement);
  movements.clear();
  // five business days: 03-31, 04-01, 04-02, 04-07, 04-08
  settled("trade|T1|set|1", 50, Date::from(2026, 3, 30), Date::from(2026, 3, 26));
  EXPECT_EQ(of(-50).value, BreakClass::pending_settlement);
  movements.clear();
  settled("trade|T1|set|1", 50, Date::from(2026, 3, 27), Date::from(2026, 3, 25));
  EXPECT_EQ(of(-50).value, BreakClass::unexplained);
}

TEST_F(BreakClassOf, SettledAfterTheStatementIsPendingToo) {
  settled("trade|T1|set|1", 50, Date::from(2026, 4, 9), Date::from(2026, 4, 7));
  EXPECT_EQ(of(50).value, BreakClass::pending_settlement);
}

TEST_F(BreakClassOf, SplitOrPaymentThatOneSideHasIsACorporateAction) {
  settled("ca|S1|v1|split", 300, day, day, MovementKind::corporate_action);
  EXPECT_EQ(of(-300).value, BreakClass::corporate_action);
  movements.clear();
  open("ca|D1", 4'800, MovementKind::corporate_action);
  EXPECT_EQ(of(4'799, true).value, BreakClass::corporate_action);
}

TEST_F(BreakClassOf, CapturedOnTheDayOrKnownLaterIsAfterTheCut) {
  settled("flow|C1", 1'000, day, day, MovementKind::other);
  EXPECT_EQ(of(-1'000, true).value, BreakClass::after_cut);
  movements.clear();
  settled("trade|T1|set|1", 50, day, day);
  EXPECT_EQ(of(-50).value, BreakClass::after_cut);
  movements.clear();
  settled("trade|T2|set|1", 50, Date::from(2026, 3, 2), Date::from(2026, 2, 26));
  movements.back().is_known_late = true;
  EXPECT_EQ(of(-50).value, BreakClass::after_cut);
}

TEST_F(BreakClassOf, DepositThatShouldHaveArrivedIsUnexplained) {
  settled("flow|C1", 1'000, Date::from(2026, 4, 7), Date::from(2026, 4, 7), MovementKind::other);
  EXPECT_EQ(of(-1'000, true).value, BreakClass::unexplained);
}

TEST_F(BreakClassOf, SeveralTogetherExplainWhatNoneDoesAlone) {
  open("trade|T1", 50);
  open("trade|T2", 30);
  open("trade|T3", -7);
  const Classification found = of(43);
  EXPECT_EQ(found.value, BreakClass::pending_settlement);
  EXPECT_EQ(found.causes, (std::vector<std::string>{"trade|T1", "trade|T3"}));
  EXPECT_EQ(of(44).value, BreakClass::unexplained);
}

TEST_F(BreakClassOf, MixedExplanationTakesTheFirstClassOfTheList) {
  open("ca|D1", 100, MovementKind::corporate_action);
  settled("flow|C1", -40, day, day, MovementKind::other);
  const Classification found = of(140, true);
  EXPECT_EQ(found.value, BreakClass::corporate_action);
  EXPECT_EQ(found.causes.size(), 2U);
}

TEST_F(BreakClassOf, SettlementThatTheyHaveTwiceIsADuplicate) {
  settled("trade|T1|set|1", 50, Date::from(2026, 4, 7), Date::from(2026, 4, 1));
  EXPECT_EQ(of(50).value, BreakClass::duplicate_trade);
  movements.clear();
  settled("trade|T1|set|1", 50, Date::from(2026, 4, 2), Date::from(2026, 3, 30));
  EXPECT_EQ(of(50).value, BreakClass::unexplained) << "two business days before the statement";
}

TEST_F(BreakClassOf, TwoAlikeOfOursAtMostADayApartAreADuplicate) {
  settled("trade|T1|set|1", 50, Date::from(2026, 3, 16), Date::from(2026, 3, 12));
  settled("trade|T2|set|1", 50, Date::from(2026, 3, 17), Date::from(2026, 3, 13));
  const Classification found = of(-50);
  EXPECT_EQ(found.value, BreakClass::duplicate_trade);
  EXPECT_EQ(found.causes.size(), 2U);
  movements.back().date = Date::from(2026, 3, 18);
  EXPECT_EQ(of(-50).value, BreakClass::unexplained);
}

TEST_F(BreakClassOf, RoundingIsAtMostOneMinorUnitForEachExchangeDeal) {
  settled("fx|F1|set", 10'000, Date::from(2026, 4, 7), Date::from(2026, 4, 2), MovementKind::fx);
  settled("fx|F2|set", 20'000, Date::from(2026, 4, 7), Date::from(2026, 4, 2), MovementKind::fx);
  EXPECT_EQ(of(2, true).value, BreakClass::fx_rounding);
  EXPECT_EQ(of(-2, true).value, BreakClass::fx_rounding);
  EXPECT_EQ(of(3, true).value, BreakClass::unexplained);
  EXPECT_EQ(of(2, false).value, BreakClass::unexplained) << "quantities are not rounded";
}

TEST_F(BreakClassOf, ManyMovementsAreTriedAloneAndAllTogether) {
  for (int i = 1; i <= 20; ++i) open("trade|T", i);
  EXPECT_EQ(of(17).value, BreakClass::pending_settlement);
  EXPECT_EQ(of(210).value, BreakClass::pending_settlement);
  EXPECT_EQ(of(209).value, BreakClass::unexplained);
}

TEST_F(BreakClassOf, WordsAreThoseOfTheTable) {
  for (int i = 0; i <= static_cast<int>(BreakClass::unexplained); ++i) {
    const auto value = static_cast<BreakClass>(i);
    EXPECT_EQ(break_class_from(name_of(value)), value);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
