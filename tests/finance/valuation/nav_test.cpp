#include "finance/valuation/nav.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/decimal.h"
#include "base/error.h"
#include "finance/valuation/position_value.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using testing::ElementsAre;

const Currency aud = Currency::of("AUD");
const Currency usd = Currency::of("USD");
const Currency jpy = Currency::of("JPY");

FxRates usd_at(std::int64_t rate_e8) {
  const std::vector<FxQuote> quotes = {{usd, aud, base::Date(0), rate_e8, "rba"}};
  return *FxRates::build(quotes);
}

Nav nav_of(const std::vector<NavBalance>& balances, const std::vector<std::int64_t>& securities,
           const FxRates& rates = {}) {
  return assemble_nav(aud, balances, securities, rates)->nav;
}

TEST(Nav, GivesTheWorkedExample) {
  const auto result =
      assemble_nav(aud, std::vector<NavBalance>{{1000, aud, 1'250'75}, {1000, usd, 310'20}},
                   std::vector<std::int64_t>{6'465'00, 12'947'68}, usd_at(152'340'000));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->nav.nav_minor, 21'135'99);
  EXPECT_EQ(result->nav.gav_minor, 21'135'99);
  EXPECT_EQ(result->nav.cash_minor, 1'723'31);
  EXPECT_EQ(result->nav.securities_minor, 19'412'68);
  EXPECT_THAT(result->lines, ElementsAre(NavLine{NavLineKind::cash, aud, 1'250'75, 1'250'75},
                                         NavLine{NavLineKind::cash, usd, 310'20, 472'56}));
}

// Part VII: gav from the balances before the run's own interest and fee, nav from those after.
TEST(Nav, GivesTheFourDaysOfTheMiniBook) {
  struct Day {
    std::int64_t cash, payable, market_value, interest_before, interest, fee_before, fee, gav, nav;
  };
  const std::vector<Day> days = {
      {20'000'00, 0, 0, 0, 1'10, 0, 55, 20'000'00, 20'000'55},
      {20'000'00, -6'354'24, 6'375'00, 1'10, 1'09, -55, 55, 20'021'86, 20'021'85},
      {20'000'00, -6'354'24, 6'420'00, 2'19, 5'48, -1'10, 2'74, 20'067'95, 20'069'59},
      {15'763'84, -2'118'08, 6'465'00, 7'67, 87, -3'84, 55, 20'118'43, 20'114'91}};
  for (const Day& d : days) {
    const Nav before = nav_of({{1000, aud, d.cash},
                               {1100, aud, 6'354'24},
                               {2000, aud, d.payable},
                               {1220, aud, d.interest_before},
                               {2100, aud, d.fee_before}},
                              {d.market_value});
    EXPECT_EQ(before.gav_minor, d.gav);
    const Nav after = nav_of({{1000, aud, d.cash},
                              {2000, aud, d.payable},
                              {1220, aud, d.interest_before + d.interest},
                              {2100, aud, d.fee_before - d.fee}},
                             {d.market_value});
    EXPECT_EQ(after.nav_minor, d.nav);
    EXPECT_EQ(after.cash_minor + after.securities_minor + after.accrued_minor, after.nav_minor);
  }
}

TEST(Nav, ReadsTheAccountsOfTheRuling) {
  for (const int account : {1000, 1010, 1200, 2000}) {
    EXPECT_EQ(nav_line_of(account), NavLineKind::cash);
  }
  for (const int account : {1210, 1220, 1230}) {
    EXPECT_EQ(nav_line_of(account), NavLineKind::receivable);
  }
  for (const int account : {2100, 2110, 2120}) {
    EXPECT_EQ(nav_line_of(account), NavLineKind::accrued_fee);
  }
  for (const int account : {1050, 1100, 1150, 1900, 2130, 2200, 3000, 4010, 5000, 9900}) {
    EXPECT_EQ(nav_line_of(account), std::nullopt);
  }
}

TEST(Nav, DoesNotCareHowCashSplitsIntoSettledAndPending) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 1'000; ++i) {
    const auto number = [&] {
      return static_cast<std::int64_t>(random() % 20'000'000U) - 10'000'000;
    };
    const FxRates rates = usd_at(static_cast<std::int64_t>(random() % 200'000'000U) + 50'000'000);
    const std::int64_t settled = number();
    const std::int64_t sold = number();
    const std::int64_t bought = number();
    const Nav pending =
        nav_of({{1000, usd, settled}, {1200, usd, sold}, {2000, usd, bought}}, {}, rates);
    const Nav paid = nav_of(
        {{2000, usd, 0}, {1010, usd, 7}, {1000, usd, settled + sold + bought - 7}}, {}, rates);
    ASSERT_EQ(pending, paid);
  }
}

TEST(Nav, DoesNotCareInWhichOrderBalancesCome) {
  const std::vector<NavBalance> there = {
      {1000, usd, 5}, {2100, aud, -3}, {1220, usd, 9}, {1000, aud, 100}, {1200, usd, 4}};
  const std::vector<NavBalance> back(there.rbegin(), there.rend());
  const FxRates rates = usd_at(150'000'000);
  const auto first = assemble_nav(aud, there, {}, rates);
  const auto second = assemble_nav(aud, back, {}, rates);
  EXPECT_EQ(first->nav, second->nav);
  EXPECT_EQ(first->lines, second->lines);
}

TEST(Nav, ChargingAnAccruedFeeLeavesItUnchanged) {
  const Nav accrued = nav_of({{1000, aud, 10'000'00}, {2100, aud, -28'77}, {2120, aud, -2'88}}, {});
  const Nav charged = nav_of({{1000, aud, 10'000'00 - 31'65}, {2100, aud, 0}, {2120, aud, 0}}, {});
  EXPECT_EQ(accrued.nav_minor, charged.nav_minor);
  EXPECT_EQ(accrued.fees_minor, -31'65);
}

TEST(Nav, NamesTheCurrencyThatHasNoRate) {
  const auto missing =
      assemble_nav(aud, std::vector<NavBalance>{{1000, jpy, 5}}, {}, usd_at(150'000'000));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error(), jpy);
  const auto emptied =
      assemble_nav(aud, std::vector<NavBalance>{{1000, jpy, 5}, {2000, jpy, -5}}, {}, FxRates());
  ASSERT_TRUE(emptied) << "a balance of zero needs no rate";
  EXPECT_EQ(emptied->nav.nav_minor, 0);
}

TEST(Nav, OneAssemblyServesManyPortfolios) {
  const FxRates rates = usd_at(150'000'000);
  NavAssembly assembly(rates);
  for (int i = 0; i < 3; ++i) {
    assembly.start(aud);
    assembly.add_balance(1000, aud, 100);
    assembly.add_balance(1000, usd, 100);
    assembly.add_security(50);
    EXPECT_EQ(assembly.finish()->nav_minor, 300);
    assembly.start(usd);
    assembly.add_balance(1220, aud, 75);
    EXPECT_EQ(assembly.finish()->nav_minor, 50);
    EXPECT_EQ(assembly.lines().size(), 1U);
    EXPECT_EQ(name_of(assembly.lines()[0].kind), "receivable");
  }
}

TEST(Nav, OverflowIsAnError) {
  const FxRates rates;
  NavAssembly assembly(rates);
  assembly.start(aud);
  assembly.add_security(9'000'000'000'000'000'000);
  EXPECT_THROW(assembly.add_security(9'000'000'000'000'000'000), base::Error);
}

// The six-year books: units from the reference ledger, closes and ECB rates from the data, against
// the reference nav, which does not round per line.
class NavOfTheRealBooks : public testing::TestWithParam<std::string_view> {
 protected:
  using Units = std::map<std::string, std::string>;  // instrument or currency -> decimal text
  static std::string last_on_or_before(const std::vector<std::vector<std::string>>& rows,
                                       const std::string& date, std::size_t column) {
    std::string value;
    for (const auto& row : rows) {
      if (row[0] <= date) value = row[column];
    }
    return value;
  }
  static FxRates ecb_on(const std::string& date) {
    auto rows = csv_rows(shared_path("data/fx/eurofxref-hist.csv"));
    const std::vector<std::string> header = rows[0];
    rows.erase(rows.begin());
    std::ranges::reverse(rows);
    std::vector<FxQuote> quotes;
    for (std::size_t column = 1; column + 1 < header.size(); ++column) {
      const std::string text = last_on_or_before(rows, date, column);
      const auto rate = base::parse_decimal(text, base::fx_scale);
      const auto currency = Currency::parse(header[column]);
      if (rate && currency) {
        quotes.push_back({Currency::of("EUR"), *currency, base::Date(0), *rate, "ecb"});
      }
    }
    return *FxRates::build(quotes);
  }
  static std::int64_t close_e6(const std::string& symbol, const std::string& date) {
    auto rows = csv_rows(shared_path("data/prices/" + symbol + ".csv"));
    rows.erase(rows.begin());
    return *base::parse_decimal(last_on_or_before(rows, date, 4), base::price_scale);
  }
  // Securities and cash of one date; the number of lines is what the tolerance counts.
  static Nav value(const Units& units, const std::string& date, Currency base_currency) {
    const FxRates rates = ecb_on(date);
    NavAssembly assembly(rates);
    assembly.start(base_currency);
    for (const auto& [name, amount] : units) {
      if (const auto currency = Currency::parse(name); currency && rates.has(*currency, usd)) {
        assembly.add_balance(1000, *currency, *base::parse_decimal(amount, currency->exponent()));
        continue;
      }
      const UnitPrice price = unit_price(close_e6(name, date), 1, usd);
      const std::int64_t qty_e6 = *base::parse_decimal(amount, base::quantity_scale);
      assembly.add_security(
          rates.conversion(usd, base_currency)->apply(local_value_minor(qty_e6, price)));
    }
    return *assembly.finish();
  }
};

TEST_P(NavOfTheRealBooks, AgreesWithTheReferenceToHalfAMinorUnitPerLine) {
  const std::string book(GetParam());
  const std::string stem = "data/ledgers/expected/" + book + "_2015_2020";
  WEALTHJOBS_NEEDS_SHARED(stem + ".balances.csv");
  std::map<std::string, Units> dates;
  for (const auto& row : csv_rows(shared_path(stem + ".balances.csv"))) {
    if (row[1].starts_with("Assets:")) dates[row[0]][row[2]] = row[3];
  }
  auto reference = csv_rows(shared_path(stem + ".daily_nav.csv"));
  const Currency base_currency = Currency::of(reference[0][1].substr(4));
  reference.erase(reference.begin());
  for (const auto& [date, units] : dates) {
    const auto expected = base::parse_decimal(last_on_or_before(reference, date, 1), 6);
    ASSERT_TRUE(expected) << date;
    const std::int64_t ours_e6 = value(units, date, base_currency).nav_minor * 10'000;
    const auto half_units_e6 = static_cast<std::int64_t>(units.size()) * 5'000;
    EXPECT_LE(std::abs(ours_e6 - *expected), half_units_e6) << date;
  }
  EXPECT_EQ(dates.size(), 8U);
}

INSTANTIATE_TEST_SUITE_P(TwoBooks, NavOfTheRealBooks, testing::Values("real_aud", "real_usd"));

}  // namespace
}  // namespace wealthjobs::finance
