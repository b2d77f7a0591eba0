#include "finance/valuation/price_move.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/decimal.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {
namespace {

std::int64_t e6(std::string_view price) {
  return *base::parse_decimal_rounded(price, base::price_scale);
}

PriceStep step(std::string_view previous, std::string_view current) {
  PriceStep s;
  s.previous_e6 = e6(previous);
  s.current_e6 = e6(current);
  return s;
}

PriceMoveKind kind_of(std::string_view previous, std::string_view current) {
  return classify_move(step(previous, current)).kind;
}

TEST(PriceMove, SuspectsTheSplitOfTheWorkedExample) {
  const PriceMove raw = classify_move(step("400", "101"));
  EXPECT_EQ(raw.kind, PriceMoveKind::suspected_split);
  EXPECT_TRUE(raw.is_held);
  EXPECT_EQ(raw.change_e8, -74'750'000);
  EXPECT_EQ(raw.ratio_new, 4);
  EXPECT_EQ(raw.ratio_old, 1);
  EXPECT_EQ(raw.reason(),
            "move -74.75 %, looks like a 4:1 split that no corporate action explains");
  PriceStep known = step("400", "101");
  known.split_new = 4;
  const PriceMove adjusted = classify_move(known);
  EXPECT_EQ(adjusted.kind, PriceMoveKind::ordinary);
  EXPECT_EQ(adjusted.change_e8, 1'000'000);
}

TEST(PriceMove, UsesAndListsAMover) {
  EXPECT_EQ(kind_of("100", "110"), PriceMoveKind::ordinary) << "the border itself is no mover";
  const PriceMove mover = classify_move(step("100", "110.01"));
  EXPECT_EQ(mover.kind, PriceMoveKind::mover);
  EXPECT_FALSE(mover.is_held);
  EXPECT_EQ(mover.reason(), "move 10.01 %, used");
  PriceMoveOptions hold;
  hold.move_action = MoveAction::hold;
  EXPECT_EQ(classify_move(step("100", "110.01"), hold).kind, PriceMoveKind::held_move);
  EXPECT_TRUE(classify_move(step("100", "110.01"), hold).is_held);
}

TEST(PriceMove, RecognisesAShiftedDecimalPoint) {
  for (const auto& [current, fresh, old] :
       {std::tuple("10.02", 10, 1), std::tuple("1.01", 100, 1), std::tuple("995", 1, 10),
        std::tuple("10100", 1, 100)}) {
    const PriceMove move = classify_move(step("100", current));
    EXPECT_EQ(move.kind, PriceMoveKind::scale_error) << current;
    EXPECT_TRUE(move.is_held);
    EXPECT_EQ(move.ratio_new, fresh);
    EXPECT_EQ(move.ratio_old, old);
  }
}

TEST(PriceMove, ASecondSourceThatAgreesTurnsTheSlipIntoASplit) {
  PriceStep both = step("100", "10.02");
  both.second_source_e6 = e6("10.02");
  EXPECT_EQ(classify_move(both).kind, PriceMoveKind::suspected_split);
  EXPECT_TRUE(classify_move(both).is_held);
}

TEST(PriceMove, HoldsWhatASecondSourceContradicts) {
  PriceStep apart = step("100", "100.201");
  apart.second_source_e6 = e6("100");
  EXPECT_EQ(classify_move(apart).kind, PriceMoveKind::source_contradiction);
  EXPECT_TRUE(classify_move(apart).is_held);
  apart.current_e6 = e6("100.2");  // exactly 20 bp
  EXPECT_EQ(classify_move(apart).kind, PriceMoveKind::ordinary);
}

TEST(PriceMove, SuspectsReverseSplitsButNotARiseByHalf) {
  const PriceMove reverse = classify_move(step("1.00", "5.05"));
  EXPECT_EQ(reverse.kind, PriceMoveKind::suspected_split);
  EXPECT_EQ(reverse.ratio_new, 1);
  EXPECT_EQ(reverse.ratio_old, 5);
  EXPECT_EQ(kind_of("100", "150"), PriceMoveKind::mover);
  EXPECT_EQ(kind_of("100", "200.5"), PriceMoveKind::suspected_split);
}

TEST(PriceMove, HoldsAnActionThatThePriceDoesNotShow) {
  PriceStep wrong = step("400", "404");
  wrong.split_new = 4;
  const PriceMove move = classify_move(wrong);
  EXPECT_EQ(move.kind, PriceMoveKind::suspected_split);
  EXPECT_EQ(move.ratio_old, 4);
}

TEST(PriceMove, ASpinOffOnRecordLiftsTheSuspicion) {
  PriceStep hpq = step("26.96", "13.83");
  EXPECT_EQ(classify_move(hpq).kind, PriceMoveKind::suspected_split);
  hpq.distribution_e6 = e6("14.72");
  EXPECT_EQ(classify_move(hpq).kind, PriceMoveKind::mover);
}

TEST(PriceMove, LeavesPricesAloneThatAreNotPositive) {
  EXPECT_EQ(kind_of("0", "5"), PriceMoveKind::not_comparable);
  EXPECT_EQ(kind_of("5", "-37"), PriceMoveKind::not_comparable);
  EXPECT_EQ(name_of(PriceMoveKind::not_comparable), "not_comparable");
}

// The one ambiguity that no rule can remove, with its width.
TEST(PriceMove, CannotTellAHalvingFromASplit) {
  EXPECT_EQ(kind_of("100", "48"), PriceMoveKind::suspected_split);
  EXPECT_EQ(kind_of("100", "47.99"), PriceMoveKind::mover);
  EXPECT_EQ(kind_of("100", "52"), PriceMoveKind::suspected_split);
  EXPECT_EQ(kind_of("100", "52.01"), PriceMoveKind::mover);
  EXPECT_EQ(kind_of("100", "66.67"), PriceMoveKind::suspected_split);
  EXPECT_EQ(kind_of("100", "64.6"), PriceMoveKind::mover);
  EXPECT_EQ(kind_of("100", "68.7"), PriceMoveKind::mover);
}

// Every close of 64 symbols over six years.
class PriceMoveOverRealCloses : public testing::Test {
 protected:
  struct Seen {
    std::map<PriceMoveKind, int> kinds;
    std::set<std::string> held;
    std::map<std::string, PriceMove> moves;  // other than ordinary
  };
  static Seen walk(bool are_splits_known, bool are_distributions_known) {
    Seen seen;
    for (const auto& entry : std::filesystem::directory_iterator(shared_path("data/prices"))) {
      const auto rows = csv_rows(entry.path());
      for (std::size_t i = 2; i < rows.size(); ++i) {
        PriceStep s = step(rows[i - 1][4], rows[i][4]);
        if (are_splits_known) {
          s.split_old = 100'000'000;
          s.split_new = *base::parse_decimal_rounded(rows[i][8], 8);
        }
        if (are_distributions_known) s.distribution_e6 = e6(rows[i][7]);
        const PriceMove move = classify_move(s);
        ++seen.kinds[move.kind];
        if (move.kind == PriceMoveKind::ordinary) continue;
        const std::string name = entry.path().stem().string() + " " + rows[i][0];
        seen.moves.emplace(name, move);
        if (move.is_held) seen.held.insert(name);
      }
    }
    return seen;
  }
  const std::set<std::string> real_splits_ = {
      "AAPL 2020-08-31", "CMCSA 2017-02-21", "EW 2015-12-14",   "EW 2020-06-01",
      "FAST 2019-05-23", "NEE 2020-10-27",   "NFLX 2015-07-15", "NKE 2015-12-24",
      "SBUX 2015-04-09", "TSLA 2020-08-31",  "V 2015-03-19"};
};

TEST_F(PriceMoveOverRealCloses, HoldsNothingWhereTheActionsAreKnown) {
  WEALTHJOBS_NEEDS_SHARED("data/prices/AAPL.csv");
  const Seen seen = walk(true, true);
  EXPECT_TRUE(seen.held.empty()) << testing::PrintToString(seen.held);
  EXPECT_EQ(seen.kinds.at(PriceMoveKind::mover), 357);
  for (const std::string name : {"CRM 2020-08-26", "NVDA 2016-11-11", "FCX 2015-08-27",
                                 "FCX 2020-03-24", "HPQ 2015-11-02", "TSLA 2020-08-31"}) {
    ASSERT_TRUE(seen.moves.contains(name)) << name;
    EXPECT_EQ(seen.moves.at(name).kind, PriceMoveKind::mover) << name;
  }
  EXPECT_EQ(seen.moves.at("NVDA 2016-11-11").reason(), "move 29.81 %, used");
}

TEST_F(PriceMoveOverRealCloses, OnlyTheHpqSpinOffLooksLikeASplitWithoutItsDistribution) {
  WEALTHJOBS_NEEDS_SHARED("data/prices/AAPL.csv");
  EXPECT_EQ(walk(true, false).held, std::set<std::string>{"HPQ 2015-11-02"});
}

TEST_F(PriceMoveOverRealCloses, SuspectsEveryRealSplitAndNothingElseWhereTheyAreUnknown) {
  WEALTHJOBS_NEEDS_SHARED("data/prices/AAPL.csv");
  const Seen seen = walk(false, true);
  EXPECT_EQ(seen.held, real_splits_);
  for (const std::string& name : real_splits_) {
    EXPECT_EQ(seen.moves.at(name).kind, PriceMoveKind::suspected_split) << name;
  }
  EXPECT_EQ(seen.moves.at("NFLX 2015-07-15").ratio_new, 7);
  EXPECT_EQ(seen.moves.at("EW 2020-06-01").ratio_new, 3);
  EXPECT_EQ(seen.kinds.at(PriceMoveKind::mover), 356);  // TSLA 2020-08-31 is held instead
}

}  // namespace
}  // namespace wealthjobs::finance
