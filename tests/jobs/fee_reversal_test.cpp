#include "jobs/fee_reversal.h"

#include <map>

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

// The charge and its reversal are zero on every account (domain II.3).
TEST(FeeReversal, OriginalAndReversalAreZero) {
  FeeBook scratch;
  finance::FeeSchedule terms = flat_fee(365'000);
  terms.tax = {1000, 5000};
  scratch.schedule(terms);
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-04-29", .amount = "1000.00"});
  scratch.fee_days("2026-04-29", "2026-04-30");
  scratch.fee_cob("2026-05-01", true, false);
  const auto month = day("2026-04-01");
  const auto reversal =
      fee_reversal(scratch.book, scratch.master, scratch.config, scratch.no("P1"), month);
  ASSERT_TRUE(reversal);
  EXPECT_EQ(reversal->day, day("2026-05-01"));  // still open
  const auto before = scratch.nav("2026-05-01");
  scratch.write(
      [&](auto& transaction) { write_fee_reversal(transaction, scratch.master, *reversal); });
  std::map<finance::Account, std::int64_t> sums;
  store::for_each_entry(scratch.book, {}, [&](const store::JournalEntry& entry) {
    if (!entry.source_key.starts_with("fee_charge|")) return;
    for (const auto& line : entry.posting.lines) sums[line.account] += line.amount_minor;
  });
  EXPECT_EQ(sums.size(), 3U);
  for (const auto& [account, sum] : sums) EXPECT_EQ(sum, 0);
  EXPECT_EQ(scratch.nav("2026-05-01").nav_minor, before.nav_minor);
  EXPECT_EQ(scratch.nav("2026-05-01").cash_minor, 100'000);
}

TEST(FeeReversal, NeedsAChargeThatStands) {
  FeeBook scratch;
  scratch.fee_portfolio("P1");
  EXPECT_FALSE(fee_reversal(scratch.book, scratch.master, scratch.config, scratch.no("P1"),
                            day("2026-04-01")));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
