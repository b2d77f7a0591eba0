#include "finance/ledger/lot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "finance/ledger/small_world.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;

Lot lot(const char* id, const char* date, const char* quantity, const char* cost) {
  Lot result;
  result.id = id;
  result.instrument = bhp;
  result.acquired_date = day(date);
  result.holding_start_date = result.acquired_date;
  result.currency = aud;
  result.quantity_e6 = e6(quantity);
  result.cost_minor = cents(cost);
  result.cost_base_minor = result.cost_minor;
  return result;
}

// 100 @ 50.00, 60 @ 48.00, 40 @ 61.00
std::vector<Lot> example() {
  return {lot("A", "2026-01-01", "100", "5000"), lot("B", "2026-01-02", "60", "2880"),
          lot("C", "2026-01-03", "40", "2440")};
}

std::int64_t cost_out(const LotReduction& reduction) {
  std::int64_t sum = 0;
  for (const LotTaking& taking : reduction.disposals) sum += taking.cost_minor;
  return sum;
}

std::int64_t gain_of(LotMethod method) {
  return cents("2750.00") - cost_out(lot_reduction(example(), e6("50"), method).value());
}

TEST(Lot, GainsWhatItsMethodSays) {
  EXPECT_EQ(gain_of(LotMethod::fifo), cents("250.00"));     // lot_fifo
  EXPECT_EQ(gain_of(LotMethod::hifo), cents("-190.00"));    // lot_hifo: 40 @ 61 and 10 @ 50
  EXPECT_EQ(gain_of(LotMethod::average), cents("170.00"));  // lot_avg
  EXPECT_EQ(gain_of(LotMethod::lifo), cents("-170.00"));    // 40 @ 61 and 10 @ 48
  EXPECT_EQ(gain_of(LotMethod::specific), cents("250.00"));
}

TEST(Lot, IsTakenByName) {
  const auto reduction = lot_reduction(example(), e6("50"), LotMethod::fifo, "B");
  EXPECT_EQ(cost_out(reduction.value()), cents("2400.00"));
  EXPECT_FALSE(lot_reduction(example(), e6("61"), LotMethod::fifo, "B").has_value());
  EXPECT_FALSE(lot_reduction(example(), e6("1"), LotMethod::fifo, "D").has_value());
}

TEST(Lot, DoesNotGiveMoreThanIsHeld) {
  for (const auto method : {LotMethod::fifo, LotMethod::lifo, LotMethod::hifo, LotMethod::average,
                            LotMethod::specific}) {
    EXPECT_FALSE(lot_reduction(example(), e6("200.000001"), method).has_value());
    EXPECT_TRUE(lot_reduction(example(), e6("200"), method).has_value());
  }
}

TEST(Lot, LeavesNoResidueWithTheLastReduction) {
  std::vector<Lot> lots{lot("A", "2026-01-01", "3", "100.00")};
  std::vector<std::int64_t> costs;
  for (int i = 0; i < 3; ++i) {
    const auto reduction = lot_reduction(lots, e6("1"), LotMethod::fifo).value();
    costs.push_back(cost_out(reduction));
    apply_reduction(lots, reduction);
  }
  EXPECT_THAT(costs, ElementsAre(3333, 3334, 3333));
  EXPECT_TRUE(lots.empty());
}

TEST(Lot, SharesThePoolWithAverageCost) {
  std::vector<Lot> lots = example();
  const auto reduction = lot_reduction(lots, e6("120"), LotMethod::average).value();
  EXPECT_EQ(cost_out(reduction), cents("6192.00"));  // 120 x 51.60
  apply_reduction(lots, reduction);
  ASSERT_EQ(lots.size(), 2U);
  EXPECT_EQ(lots[0].id, "B");
  EXPECT_EQ(lots[0].quantity_e6, e6("40"));
  EXPECT_EQ(lots[0].cost_minor, cents("2064.00"));
  EXPECT_EQ(lots[1].cost_minor, cents("2064.00"));
}

TEST(Lot, WithEqualUnitCostGoesOldestFirst) {
  const std::vector<Lot> lots{lot("A", "2026-01-01", "10", "100"),
                              lot("B", "2026-01-02", "20", "200")};
  const auto reduction = lot_reduction(lots, e6("5"), LotMethod::hifo).value();
  EXPECT_EQ(reduction.disposals.at(0).lot, 0U);
}

TEST(Lot, LetsOutExactlyTheCostThatCameIn) {
  std::mt19937 random(11);
  const auto number = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  for (int round = 0; round < 1500; ++round) {
    std::vector<Lot> lots;
    std::int64_t cost = 0;
    std::int64_t held = 0;
    const std::int64_t n = number(1, 6);
    for (std::int64_t i = 0; i < n; ++i) {
      lots.push_back(lot(std::to_string(i).c_str(), "2026-01-01", "1", "0"));
      lots.back().quantity_e6 = number(1, 50'000'000);
      lots.back().cost_minor = number(0, 1'000'000);
      lots.back().cost_base_minor = lots.back().cost_minor;
      cost += lots.back().cost_minor;
      held += lots.back().quantity_e6;
    }
    const auto method = static_cast<LotMethod>(number(0, 4));
    std::int64_t out = 0;
    while (held > 0) {
      const std::int64_t sold = std::min(held, number(1, 40'000'000));
      const auto reduction = lot_reduction(lots, sold, method).value();
      std::int64_t changed = 0;
      for (const LotTaking& change : reduction.changes) changed += change.cost_minor;
      ASSERT_EQ(changed, cost_out(reduction));
      out += cost_out(reduction);
      apply_reduction(lots, reduction);
      held -= sold;
    }
    ASSERT_EQ(out, cost);
    ASSERT_TRUE(lots.empty());
  }
}

TEST(Lot, ReadsTheMethodAsItWritesIt) {
  for (const auto method : {LotMethod::fifo, LotMethod::lifo, LotMethod::hifo, LotMethod::average,
                            LotMethod::specific}) {
    EXPECT_EQ(lot_method_from(name_of(method)), method);
  }
  EXPECT_EQ(lot_method_from("mintax"), std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::finance::testing
