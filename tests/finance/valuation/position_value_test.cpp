#include "finance/valuation/position_value.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "base/decimal.h"
#include "base/error.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Rounding;

const Currency aud = Currency::of("AUD");
const Currency usd = Currency::of("USD");
const Currency gbp = Currency::of("GBP");
const Currency jpy = Currency::of("JPY");
const Currency bhd = Currency::of("BHD");

FxConversion usd_to_aud(std::int64_t rate_e8) {
  const std::vector<FxQuote> quotes = {{usd, aud, base::Date(0), rate_e8, "rba"}};
  return *FxRates::build(quotes)->conversion(usd, aud);
}

TEST(PositionValue, GivesTheWorkedExample) {
  const UnitPrice bhp = unit_price(43'100'000, 1, aud);
  EXPECT_EQ(local_value_minor(150'000'000, bhp), 6'465'00);
  const UnitPrice aapl = unit_price(212'480'000, 1, usd);
  EXPECT_EQ(local_value_minor(40'000'000, aapl), 8'499'20);
  EXPECT_EQ(usd_to_aud(152'340'000).apply(8'499'20), 12'947'68);
  EXPECT_EQ(usd_to_aud(152'340'000).apply(310'20), 472'56);
}

TEST(PositionValue, SplitsTheGainIntoPriceAndFx) {
  const PositionValue value =
      value_position(40'000'000, unit_price(212'480'000, 1, usd), usd_to_aud(152'340'000),
                     {.local_minor = 8'000'00, .base_minor = 12'000'00});
  EXPECT_EQ(value, (PositionValue{.local_minor = 8'499'20,
                                  .base_minor = 12'947'68,
                                  .unrealised_minor = 947'68,
                                  .unrealised_price_minor = 748'80,
                                  .unrealised_fx_minor = 198'88}));
}

TEST(PositionValue, CallsAllGainPriceWhereNothingWasPaid) {
  const PositionValue value = value_position(10'000'000, unit_price(5'000'000, 1, usd),
                                             usd_to_aud(150'000'000), PositionCost{});
  EXPECT_EQ(value.unrealised_price_minor, 75'00);
  EXPECT_EQ(value.unrealised_fx_minor, 0);
}

TEST(PositionValue, DividesByThePriceFactor) {
  // 1,000 shares at 2,503.5 pence are 25,035.00 pounds
  EXPECT_EQ(local_value_minor(1'000'000'000, unit_price(2'503'500'000, 100, gbp)), 25'035'00);
  EXPECT_EQ(local_value_minor(100'000'000, unit_price(1'234'500'000, 1, jpy)), 123'450);
  EXPECT_EQ(local_value_minor(1'500'000, unit_price(1'000'500, 1, bhd)), 1'501);  // 1.50075 BHD
}

TEST(PositionValue, RoundsHalfToEven) {
  EXPECT_EQ(local_value_minor(500'000, unit_price(10'000, 1, usd)), 0);    // 0.005
  EXPECT_EQ(local_value_minor(1'500'000, unit_price(10'000, 1, usd)), 2);  // 0.015
  EXPECT_EQ(local_value_minor(-2'500'000, unit_price(10'000, 1, usd)), -2);
}

TEST(PositionValue, StaysExactBeyond64BitsAndGatesBeyondMoney) {
  const UnitPrice dear = unit_price(700'000'000'000, 1, usd);  // 700,000.00 a share
  EXPECT_EQ(local_value_minor(9'000'000'000'001, dear), 630'000'000'000'070);
  EXPECT_THROW(local_value_minor(std::numeric_limits<std::int64_t>::max(),
                                 unit_price(std::numeric_limits<std::int64_t>::max(), 1, usd)),
               base::Error);
}

TEST(PositionValue, PartsAddUpToTheTotal) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 2'000; ++i) {
    const auto number = [&](std::uint64_t limit) {
      return static_cast<std::int64_t>(random() % limit);
    };
    const PositionCost cost{number(1'000'000'000), number(1'000'000'000)};
    const PositionValue value = value_position(number(1'000'000'000'000) - 500'000'000'000,
                                               unit_price(number(1'000'000'000), 1, usd),
                                               usd_to_aud(number(1'000'000'000) + 1), cost);
    ASSERT_EQ(value.unrealised_price_minor + value.unrealised_fx_minor, value.unrealised_minor);
    ASSERT_EQ(value.unrealised_minor + cost.base_minor, value.base_minor);
  }
}

TEST(PositionValue, ManyAtOnceEqualOneByOne) {
  std::mt19937_64 random(4);
  const std::vector<UnitPrice> prices = {unit_price(212'480'000, 1, usd),
                                         unit_price(43'100'000, 1, aud),
                                         unit_price(900'000'000'000, 1, usd)};
  const std::vector<FxConversion> conversions = {FxConversion{}, usd_to_aud(152'340'000)};
  std::vector<PositionSlot> positions;
  for (int i = 0; i < 5'000; ++i) {
    positions.push_back({.slot = static_cast<std::int32_t>(random() % 3U),
                         .fx = static_cast<std::int32_t>(random() % 2U),
                         .qty_e6 = static_cast<std::int64_t>(random() % 100'000'000'000U)});
  }
  std::vector<std::int64_t> values(positions.size());
  const std::int64_t total = value_positions(positions, prices, conversions, values);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const PositionSlot& p = positions[i];
    const UnitPrice& price = prices[static_cast<std::size_t>(p.slot)];
    const std::int64_t local = base::divide_rounded(static_cast<base::int128>(p.qty_e6) * price.num,
                                                    price.den, Rounding::half_even);
    const std::int64_t base =
        p.fx == 0 ? local
                  : base::multiply_divide(local, 152'340'000, 100'000'000, Rounding::half_even);
    ASSERT_EQ(values[i], base);
    sum += base;
  }
  EXPECT_EQ(total, sum);
}

TEST(ReturnDecomposition, GivesTheWorkedExample) {
  const double local = 212.48 / 210.40 - 1;
  const double fx = 1.5234 / 1.5180 - 1;
  const ReturnParts parts = decompose_return(local, fx);
  EXPECT_NEAR(parts.local * 100, 0.988593, 5e-7);
  EXPECT_NEAR(parts.fx * 100, 0.355731, 5e-7);
  EXPECT_NEAR(parts.interaction * 100, 0.003517, 5e-7);
  EXPECT_NEAR(parts.base * 100, 1.347841, 5e-7);
  EXPECT_NEAR(parts.base, (212.48 * 1.5234) / (210.40 * 1.5180) - 1, 1e-15);
  EXPECT_EQ(parts.local + parts.fx + parts.interaction, parts.base);
}

}  // namespace
}  // namespace wealthjobs::finance
