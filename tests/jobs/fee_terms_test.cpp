#include "jobs/fee_terms.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(FeeTerms, FollowThePortfoliosSchedule) {
  FeeBook scratch;
  scratch.schedule(flat_fee(10'000));
  scratch.fee_portfolio("P1");
  scratch.fee_portfolio("P2", nullptr);
  const FeeTerms terms(scratch.book, scratch.master);
  ASSERT_NE(terms.management(scratch.no("P1"), day("2026-04-01")), nullptr);
  EXPECT_EQ(terms.management(scratch.no("P1"), day("2019-04-01")), nullptr);
  EXPECT_EQ(terms.performance(scratch.no("P1"), day("2026-04-01")), nullptr);
  EXPECT_EQ(terms.management(scratch.no("P2"), day("2026-04-01")), nullptr);
  EXPECT_EQ(terms.fault(scratch.no("P2"), day("2026-04-01")), std::nullopt);
  EXPECT_EQ(terms.household(scratch.no("P1")), "P1");
}

TEST(FeeTerms, NameWhyAScheduleCannotBeUsed) {
  FeeBook scratch;
  scratch.schedule(flat_fee(10'000));
  scratch.fee_portfolio("P1", "OTHER");
  scratch.fee_portfolio("P2", "FEE", nullptr, "USD");
  const FeeTerms terms(scratch.book, scratch.master);
  EXPECT_EQ(terms.fault(scratch.no("P1"), day("2026-04-01")),
            "fee schedule OTHER has no version in force on 2026-04-01");
  EXPECT_EQ(terms.fault(scratch.no("P2"), day("2026-04-01")),
            "fee schedule FEE is in AUD, P2 in USD");
}

TEST(FeeTerms, TheirTextChangesWithAnyRate) {
  FeeBook scratch;
  scratch.schedule(flat_fee(10'000));
  const std::string before = FeeTerms(scratch.book, scratch.master).text();
  scratch.schedule(performance_fee(200'000));
  EXPECT_NE(FeeTerms(scratch.book, scratch.master).text(), before);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
