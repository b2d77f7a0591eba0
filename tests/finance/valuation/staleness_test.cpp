#include "finance/valuation/staleness.h"

#include <limits>

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

TEST(Staleness, NamesEveryAge) {
  EXPECT_EQ(staleness_of(0, false), Staleness::fresh);
  EXPECT_EQ(staleness_of(1, false), Staleness::warn);
  EXPECT_EQ(staleness_of(1, true), Staleness::late_market);
  EXPECT_EQ(staleness_of(2, true), Staleness::warn);
  EXPECT_EQ(staleness_of(3, false), Staleness::warn);
  EXPECT_EQ(staleness_of(4, false), Staleness::overdue);
  EXPECT_EQ(staleness_of(5, false), Staleness::overdue);
  EXPECT_EQ(staleness_of(6, false), Staleness::stale);
  EXPECT_EQ(name_of(Staleness::late_market), "late_market");
}

TEST(Staleness, ExactlyTwoPercentPasses) {
  EXPECT_FALSE(gates_for_stale_value(200'00, 10'000'00));
  EXPECT_TRUE(gates_for_stale_value(200'01, 10'000'00));
  EXPECT_TRUE(gates_for_stale_value(-200'01, 10'000'00)) << "a short position counts as well";
  EXPECT_FALSE(gates_for_stale_value(0, 0));
  EXPECT_TRUE(gates_for_stale_value(1, 0));
  EXPECT_TRUE(gates_for_stale_value(1, -5));
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_TRUE(gates_for_stale_value(most, most));
}

TEST(Staleness, FlagsAPriceThatDoesNotMove) {
  const std::vector<std::int64_t> flat = {9, 10, 10, 10, 10, 10};
  EXPECT_TRUE(is_unchanged(flat));
  const std::vector<std::int64_t> moved = {10, 10, 10, 10, 11};
  EXPECT_FALSE(is_unchanged(moved));
  const std::vector<std::int64_t> young = {10, 10, 10, 10};
  EXPECT_FALSE(is_unchanged(young));
}

TEST(Staleness, TakesTheHaircutInsideTheOneRounding) {
  const UnitPrice price = unit_price(43'105'000, 1, base::Currency::of("AUD"));
  EXPECT_EQ(haircut_value_minor(150'000'000, price, 0), local_value_minor(150'000'000, price));
  EXPECT_EQ(haircut_value_minor(150'000'000, price, 10'000), 0);
  // 1 x 43.105 x 0.70 = 30.1735; rounding the value first would give 43.10 x 0.70 = 30.17 too, but
  // 3 x 43.105 = 129.315 -> 129.32 x 0.75 = 96.99, exactly it is 96.98625
  EXPECT_EQ(haircut_value_minor(1'000'000, price, 3'000), 30'17);
  EXPECT_EQ(haircut_value_minor(3'000'000, price, 2'500), 96'99);
  EXPECT_EQ(haircut_value_minor(9'000'000'000'000, price, 5'000), 193'972'500'00);
}

}  // namespace
}  // namespace wealthjobs::finance
