#include "jobs/cash_revaluation.h"

#include <gtest/gtest.h>

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using finance::Account;

const Currency aud = Currency::of("AUD");
const Currency usd = Currency::of("USD");

finance::FxRates usd_at(std::int64_t rate_e8) {
  const std::vector<finance::FxQuote> quotes = {{usd, aud, base::Date(0), rate_e8, "rba"}};
  return *finance::FxRates::build(quotes);
}

store::PortfolioNav nav_before() {
  store::PortfolioNav nav;
  nav.day = base::Date(20'544);
  nav.portfolio = finance::PortfolioNo{1};
  nav.currency = aud;
  nav.securities_minor = 642'000;
  nav.gav_minor = 2'006'795;
  nav.nav_minor = 2'006'795;
  nav.external_flow_minor = 5;
  nav.pack_no = 3;
  return nav;
}

// The mini book on 2026-04-07, its interest of 5.48 and its fees included.
TEST(CashRevaluation, ValuesCashFromItsBalancesAndKeepsTheRest) {
  const std::vector<store::HeldBalance> balances{
      {Account::cash, aud, 2'000'000},          {Account::payable_settlement, aud, -635'424},
      {Account::receivable_interest, aud, 767}, {Account::payable_fees_mgmt, aud, -384},
      {Account::securities_cost, aud, 635'424}, {Account::client_capital, aud, -2'000'000}};
  const auto revalued = revalued_cash(nav_before(), {}, balances, {}).value();
  EXPECT_EQ(revalued.nav.nav_minor, 2'006'959);  // 20,069.59 of the rule book
  EXPECT_EQ(revalued.nav.gav_minor, 2'006'795);
  EXPECT_EQ(revalued.nav.cash_minor, 2'000'000 - 635'424);
  EXPECT_EQ(revalued.nav.accrued_minor, 767 - 384);
  EXPECT_EQ(revalued.nav.external_flow_minor, 5);
  ASSERT_EQ(revalued.cash.size(), 1U);
  EXPECT_EQ(revalued.cash[0].settled_minor, 2'000'000);
  EXPECT_EQ(revalued.cash[0].pending_minor, -635'424);
  EXPECT_EQ(revalued.cash[0].receivable_minor, 767);
  EXPECT_EQ(revalued.cash[0].fees_minor, -384);
  EXPECT_EQ(revalued.cash[0].value_minor, 2'006'959 - 642'000);
}

TEST(CashRevaluation, KeepsTheRowsOfCurrenciesThatHaveRunDry) {
  store::CashValueRow known;
  known.currency = usd;
  known.settled_minor = 9;
  const std::vector<store::CashValueRow> rows{known};
  const std::vector<store::HeldBalance> balances{{Account::cash, aud, 100}};
  const auto revalued = revalued_cash(nav_before(), rows, balances, {}).value();
  ASSERT_EQ(revalued.cash.size(), 2U);
  EXPECT_EQ(revalued.cash[1].currency, usd);
  EXPECT_EQ(revalued.cash[1].settled_minor, 0);
  EXPECT_EQ(revalued.cash[1].day, nav_before().day);
}

TEST(CashRevaluation, ConvertsALineOnceAndNamesAMissingRate) {
  const std::vector<store::HeldBalance> balances{{Account::cash, usd, 31'020}};
  const auto revalued = revalued_cash(nav_before(), {}, balances, usd_at(152'340'000)).value();
  EXPECT_EQ(revalued.cash[0].value_minor, 47'256);
  EXPECT_EQ(revalued.nav.nav_minor, 642'000 + 47'256);
  EXPECT_EQ(revalued_cash(nav_before(), {}, balances, {}).error(), usd);
}

}  // namespace
}  // namespace wealthjobs::jobs
