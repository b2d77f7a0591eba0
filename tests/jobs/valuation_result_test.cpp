#include "jobs/valuation_result.h"

#include "base/json_document.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(ValuationResult, NamesTheTotalOfEachCurrency) {
  std::vector<store::PortfolioNav> navs(3);
  navs[0].currency = navs[2].currency = base::Currency::of("AUD");
  navs[1].currency = base::Currency::of("USD");
  navs[0].nav_minor = 2'011'491;
  navs[1].nav_minor = 100'000;
  navs[2].nav_minor = 9;
  EXPECT_EQ(totals_text(navs), "20,115.00 AUD, 1,000.00 USD");
  EXPECT_EQ(totals_text({}), "");
}

TEST(ValuationResult, StandsInTheStep) {
  ScratchBook scratch;
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "1000"});
  scratch.cob("2026-04-02");
  scratch.work("2026-04-07");
  const base::Json result = base::Json::parse(scratch.step().result_json);
  EXPECT_EQ(result["portfolios_valued"], 1);
  EXPECT_EQ(result["total_value_minor"]["AUD"], 100'000);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
