#include "jobs/own_movements.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(OwnMovements, TakesOutWhatLaterJobsOfTheDayPosted) {
  FeeBook scratch;
  scratch.schedule(flat_fee(365'000));
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  scratch.fee_cob("2026-04-01");
  const auto fees_seen = [&](const char* date) {
    const OwnMovements own(scratch.book, day(date));
    std::int64_t fees = 0;
    store::for_each_holding(scratch.book, [&](const store::PortfolioHoldings& holdings) {
      for (const store::HeldBalance& at : own.taken_out_of(holdings).balances) {
        if (at.account == finance::Account::payable_fees_mgmt) fees += at.amount_minor;
      }
    });
    return fees;
  };
  EXPECT_EQ(fees_seen("2026-04-01"), 0);
  EXPECT_EQ(fees_seen("2026-04-02"), -100);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
