#include "jobs/portfolio_valuation.h"

#include "jobs/book_calendars.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

const base::Currency aud = base::Currency::of("AUD");
const base::Currency usd = base::Currency::of("USD");
constexpr finance::PortfolioNo p1{1};

struct PortfolioValues : ::testing::Test {
  PortfolioValues() {
    make_mini_book(scratch);
    scratch.instrument("ABC", "USD");
    pack.header.day = day("2026-04-08");
    pack.prices = {{finance::InstrumentNo{1}, day("2026-04-08"), e6("43.10"), aud, "asx"}};
    pack.rates = {{usd, aud, day("2026-04-08"), 152'340'000, "rba"}};
  }
  // 150 BHP and cash, and what the test adds.
  PortfolioValuation& valued(std::vector<store::HeldBalance> balances,
                             std::vector<store::HeldPosition> positions) {
    prices.emplace(scratch.master, pack, calendars, finance::StalenessOptions{},
                   std::set<finance::InstrumentNo>{});
    valuation.emplace(PortfolioValuation::Inputs{
        &scratch.master,
        &pack,
        &*prices,
        day("2026-04-08"),
        {},
        {},
        {},
        {},
        &accounts.emplace(scratch.book, scratch.master, day("2026-04-08"))});
    valuation->value({p1, positions, balances});
    return *valuation;
  }
  ScratchBook scratch;
  finance::Calendars calendars = load_calendars(scratch.book);
  store::Pack pack;
  std::optional<DayPrices> prices;
  std::optional<AccountDays> accounts;
  std::optional<PortfolioValuation> valuation;
};

const store::HeldPosition bhp_150{finance::InstrumentNo{1}, 150'000'000, 100'000'000, 635'424,
                                  635'424};

TEST_F(PortfolioValues, NavIsCashSecuritiesAndWhatIsOwed) {
  const auto& done = valued({{finance::Account::cash, aud, 1'576'384},
                             {finance::Account::payable_settlement, aud, -211'808}},
                            {bhp_150});
  ASSERT_EQ(done.navs.size(), 1U);
  EXPECT_EQ(done.navs[0].nav_minor, 2'011'076);
  EXPECT_EQ(done.navs[0].securities_minor, 646'500);
  ASSERT_EQ(done.cash.size(), 1U);
  EXPECT_EQ(done.cash[0].settled_minor, 1'576'384);
  EXPECT_EQ(done.cash[0].pending_minor, -211'808);
  EXPECT_TRUE(done.findings.empty());
}

TEST_F(PortfolioValues, ForeignCashIsConvertedOnce) {
  const auto& done = valued({{finance::Account::cash, usd, 31'020}}, {});
  EXPECT_EQ(done.navs[0].nav_minor, 47'256);
}

TEST_F(PortfolioValues, PartOfAPortfolioIsNotItsValue) {
  const auto& done = valued({{finance::Account::cash, aud, 100}},
                            {bhp_150, {finance::InstrumentNo{2}, 1'000'000, 0, 10, 15}});
  EXPECT_TRUE(done.navs.empty());
  EXPECT_TRUE(done.positions.empty());
  EXPECT_TRUE(done.cash.empty());
  ASSERT_EQ(done.holds.size(), 1U);
  EXPECT_EQ(done.holds[0].detail, "ABC is held and has no price at all");
}

TEST_F(PortfolioValues, MissingRateIsNamed) {
  pack.rates.clear();
  const auto& done = valued({{finance::Account::cash, usd, 100}}, {});
  EXPECT_TRUE(done.is_any_rate_missing());
  EXPECT_TRUE(done.navs.empty());
}

TEST_F(PortfolioValues, NegativeCashIsListed) {
  const auto& done = valued({{finance::Account::cash, aud, -5'000}}, {});
  ASSERT_EQ(done.findings.size(), 1U);
  EXPECT_EQ(done.findings[0].text, "P1: settled cash -50.00 AUD");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
