#include "jobs/fee_day.h"

#include "fee_book.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(FeeDay, GoesOverPortfoliosAndHoldsTheFaultyOnes) {
  FeeBook scratch;
  scratch.schedule(flat_fee(365'000));
  scratch.fee_portfolio("P1");
  scratch.fee_portfolio("P2", "NONE");
  scratch.fee_portfolio("P3", nullptr);
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  scratch.work("2026-04-01");
  const base::Date on = day("2026-04-01");
  const FeeTerms terms(scratch.book, scratch.master);
  ManagementAccruals management(scratch.book, scratch.master, terms, {on, on, 10, false});
  const auto pack = store::load_current_pack(scratch.book, on);
  FeeDay fees(scratch.book, scratch.master, terms, management, *pack, {on, on, false});
  for (const finance::PortfolioNo no : scratch.master.portfolios_by_id()) fees.accrue(no);
  ASSERT_EQ(fees.portfolios.size(), 1U);
  EXPECT_EQ(fees.portfolios[0].nav.nav_minor, 99'900);
  EXPECT_EQ(fees.entries, 1);
  EXPECT_EQ(fees.without_schedule, 1);
  ASSERT_EQ(fees.holds.size(), 1U);
  EXPECT_EQ(fees.holds[0].reason, "fee_schedule");
  EXPECT_FALSE(fees.undone);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
