#include "finance/ledger/lot_matching.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "base/decimal.h"
#include "base/int128.h"
#include "base/json_document.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {
namespace {

constexpr std::int64_t e6 = 1'000'000;
const base::Date first = base::Date::from(2020, 1, 1);

std::int64_t gain_of(const LotMatching& matching) {
  std::int64_t gain = 0;
  for (const LotMatch& match : matching.matches) gain += match.gain;
  return gain;
}

std::string text(std::int64_t amount, int scale) {
  return base::format_decimal_short(amount, scale);
}

std::string plain(const std::string& decimal) {  // "4234.55625", without trailing zeros
  return text(*base::parse_decimal(decimal, 12), 12);
}

std::vector<LotTrade> trades_of(const std::string& file) {
  std::vector<LotTrade> trades;
  for (const auto& row : csv_rows(shared_path("reference/analytics/" + file))) {
    if (row[0] == "date") continue;
    trades.push_back({*base::Date::parse(row[0]), row[1] == "SELL", *base::parse_decimal(row[2], 6),
                      *base::parse_decimal(row[3], 6), 0});
  }
  return trades;
}

void compare_sales(const LotMatching& got, const base::Json& expected) {
  std::size_t at = 0;
  for (const auto& sale : expected["sales"]) {
    std::int64_t cost = 0;
    std::int64_t proceeds = 0;
    for (const auto& lot : sale["matched_lots"]) {
      ASSERT_LT(at, got.matches.size());
      const LotMatch& match = got.matches[at++];
      EXPECT_EQ(match.disposed_date.iso(), sale["date"]);
      EXPECT_EQ(match.acquired_date.iso(), lot[0]);
      EXPECT_EQ(text(match.quantity_e6, 6), plain(lot[2]));
      const auto unit_cost = *base::parse_decimal(lot[1].get<std::string>(), 6);
      EXPECT_EQ(match.cost * base::power_of_ten(12 - got.scale), match.quantity_e6 * unit_cost);
      cost += match.cost;
      proceeds += match.proceeds;
    }
    EXPECT_EQ(text(cost, got.scale), plain(sale["cost"]));
    EXPECT_EQ(text(proceeds, got.scale), plain(sale["proceeds"]));
    EXPECT_EQ(text(proceeds - cost, got.scale), plain(sale["realised_gain"]));
  }
  EXPECT_EQ(at, got.matches.size());
  EXPECT_EQ(text(gain_of(got), got.scale), plain(expected["realised_total"]));
  std::int64_t open = 0;
  ASSERT_EQ(got.open_lots.size(), expected["open_lots"].size());
  for (std::size_t i = 0; i < got.open_lots.size(); ++i) {
    EXPECT_EQ(got.open_lots[i].acquired_date.iso(), expected["open_lots"][i][0]);
    EXPECT_EQ(text(got.open_lots[i].quantity_e6, 6), plain(expected["open_lots"][i][2]));
    open += got.open_lots[i].cost_minor;
  }
  EXPECT_EQ(text(open, got.scale), plain(expected["open_cost"]));
}

TEST(LotMatching, AgreesWithBeancountToTheLastDecimal) {
  WEALTHJOBS_NEEDS_SHARED("reference/analytics");
  std::ifstream file(shared_path("reference/analytics/lots.json"));
  const base::Json reference = base::Json::parse(file);
  int cases = 0;
  for (const auto& row : reference["cases"]) {
    SCOPED_TRACE(row["id"].get<std::string>());
    const auto trades = trades_of(row["file"]);
    compare_sales(*lot_matching(trades, LotMethod::fifo), row["expected"]["FIFO"]);
    compare_sales(*lot_matching(trades, LotMethod::lifo), row["expected"]["LIFO"]);
    const auto average = *lot_matching(trades, LotMethod::average);
    const auto& exact = row["expected"]["AVERAGE"];
    const double unit = static_cast<double>(base::power_of_ten(average.scale));
    EXPECT_NEAR(static_cast<double>(gain_of(average)) / unit, exact["realised_total"].get<double>(),
                1e-8);
    std::int64_t cost = 0;
    std::int64_t quantity_e6 = 0;
    for (const Lot& lot : average.open_lots) {
      cost += lot.cost_minor;
      quantity_e6 += lot.quantity_e6;
    }
    EXPECT_NEAR(static_cast<double>(cost) / unit, exact["open_cost"].get<double>(), 1e-8);
    EXPECT_EQ(static_cast<double>(quantity_e6) / e6, exact["open_quantity"].get<double>());
    ++cases;
  }
  EXPECT_EQ(cases, 6);
}

TEST(LotMatching, WorksTheExampleOfTheLotRule) {
  const std::vector<LotTrade> trades = {{first, false, 100 * e6, 50 * e6, 0},
                                        {first + 1, false, 60 * e6, 48 * e6, 0},
                                        {first + 2, false, 40 * e6, 61 * e6, 0},
                                        {first + 3, true, 50 * e6, 55 * e6, 0}};
  const std::map<LotMethod, std::string> gains = {
      {LotMethod::fifo, "250"}, {LotMethod::hifo, "-190"}, {LotMethod::average, "170"}};
  for (const auto& [method, gain] : gains) {
    const auto matching = lot_matching(trades, method);
    ASSERT_TRUE(matching);
    EXPECT_EQ(text(gain_of(*matching), matching->scale), gain);
  }
}

TEST(LotMatching, CommissionsRaiseCostAndLowerProceeds) {
  // by hand: 100 @ 10 + 5 cost 1005; half of it sold @ 12 - 3: 597 - 502.50
  const std::vector<LotTrade> trades = {{first, false, 100 * e6, 10 * e6, 5 * e6},
                                        {first + 1, true, 50 * e6, 12 * e6, 3 * e6}};
  const auto matching = lot_matching(trades, LotMethod::fifo);
  ASSERT_TRUE(matching);
  EXPECT_EQ(text(matching->matches[0].cost, matching->scale), "502.5");
  EXPECT_EQ(text(matching->matches[0].proceeds, matching->scale), "597");
  EXPECT_EQ(text(matching->matches[0].gain, matching->scale), "94.5");
  EXPECT_EQ(text(matching->open_lots[0].cost_minor, matching->scale), "502.5");
}

TEST(LotMatching, LargeAmountsKeepTheDecimalsThatFit) {
  const std::vector<LotTrade> trades = {{first, false, 40'000'000 * e6, 99'990'000, 0},
                                        {first + 1, true, 40'000'000 * e6, 100'000'000, 0}};
  const auto matching = lot_matching(trades, LotMethod::fifo);
  ASSERT_TRUE(matching);
  EXPECT_LT(matching->scale, 12);
  EXPECT_EQ(text(matching->matches[0].gain, matching->scale), "400000");
  const std::vector<LotTrade> beyond = {
      {first, false, std::int64_t{9} * 1'000'000'000'000 * e6, 9'000'000 * e6, 0}};
  EXPECT_TRUE(lot_matching(beyond, LotMethod::fifo).error().is_out_of_range);
}

TEST(LotMatching, MoreThanIsHeldCannotBeSold) {
  const std::vector<LotTrade> trades = {{first + 5, true, 11 * e6, e6, 0},
                                        {first, false, 10 * e6, e6, 0}};
  const auto matching = lot_matching(trades, LotMethod::fifo);
  ASSERT_FALSE(matching);
  EXPECT_EQ(matching.error().trade, 0U);
  EXPECT_FALSE(matching.error().is_out_of_range);
  EXPECT_EQ(matching.error().held_e6, 10 * e6);
}

// Cost of all lots out and still open = cost in; proceeds out = proceeds of the sales; any order of
// the days' rows.
TEST(LotMatching, ConservesCostAndProceedsInAnyOrderOfInput) {
  std::mt19937_64 random(10);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<LotTrade> trades;
    std::int64_t held = 0;
    base::int128 in = 0;
    base::int128 out = 0;
    for (int t = 0; t < 14; ++t) {
      LotTrade trade{first + t, held > 0 && random() % 2 == 0, 0,
                     static_cast<std::int64_t>(1 + random() % 90'000'000),
                     static_cast<std::int64_t>(random() % 5'000'000)};
      const auto most = static_cast<std::uint64_t>(trade.is_sale ? held : 900 * e6);
      trade.quantity_e6 = static_cast<std::int64_t>(1 + random() % most);
      held += trade.is_sale ? -trade.quantity_e6 : trade.quantity_e6;
      const auto notional = static_cast<base::int128>(trade.quantity_e6) * trade.price_e6;
      const auto commission = static_cast<base::int128>(trade.commission_e6) * e6;
      (trade.is_sale ? out : in) += trade.is_sale ? notional - commission : notional + commission;
      trades.push_back(trade);
    }
    const auto method = static_cast<LotMethod>(i % 4);
    const auto matching = lot_matching(trades, method);
    ASSERT_TRUE(matching);
    ASSERT_EQ(matching->scale, 12);
    base::int128 cost = 0;
    base::int128 proceeds = 0;
    for (const LotMatch& match : matching->matches) {
      cost += match.cost;
      proceeds += match.proceeds;
    }
    for (const Lot& lot : matching->open_lots) cost += lot.cost_minor;
    EXPECT_TRUE(cost == in);
    EXPECT_TRUE(proceeds == out);
    std::ranges::shuffle(trades, random);
    EXPECT_EQ(lot_matching(trades, method)->matches, matching->matches);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
