#include "jobs/posted_effects.h"

#include "finance/fees/fee_charge.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

using finance::Account;

finance::Posting fee(const ScratchBook& scratch, std::int64_t amount_minor) {
  return finance::accrual_posting(
      "fee_mgmt|P1|2026-04-01",
      {scratch.master.portfolio_no("P1").value(), base::Currency::of("AUD"), day("2026-04-01"),
       finance::FeeKind::management},
      {amount_minor, 0, 0});
}

Effects post(ScratchBook& scratch, std::int64_t amount_minor, KeyStyle style) {
  const PostedEffects posted(scratch.book, "accrue_fees", day("2026-04-01"));
  const Effects effects = posted.compare(scratch.master.portfolio_no("P1").value(),
                                         {fee(scratch, amount_minor)}, style);
  scratch.write([&](auto& transaction) {
    store::JournalWriter journal(transaction, scratch.master,
                                 {"accrue_fees", day("2026-04-01"), {}});
    write_effects(journal, effects);
    journal.flush();
  });
  return effects;
}

TEST(PostedEffects, TheSameAgainPostsNothing) {
  ScratchBook scratch;
  scratch.portfolio("P1");
  EXPECT_EQ(post(scratch, 5, KeyStyle::versions).postings.size(), 1U);
  EXPECT_TRUE(post(scratch, 5, KeyStyle::versions).empty());
  EXPECT_EQ(scratch.journal(),
            std::vector<std::string>{"2026-04-01 fee_mgmt|P1|2026-04-01|v1 5000 +5, 2100 -5"});
}

TEST(PostedEffects, AnotherAmountReversesAndCountsVersions) {
  ScratchBook scratch;
  scratch.portfolio("P1");
  post(scratch, 5, KeyStyle::versions);
  const Effects changed = post(scratch, 7, KeyStyle::versions);
  EXPECT_EQ(changed.moved_minor(Account::expense_fees_mgmt, base::Currency::of("AUD")), 2);
  post(scratch, 0, KeyStyle::versions);  // nothing wanted any more
  post(scratch, 9, KeyStyle::versions);
  std::vector<std::string> keys;
  for (const std::string& line : scratch.journal()) {
    keys.push_back(line.substr(line.find("|2026-04-01") + 11, 3));
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"|v1", "|x0", "|v2", "|x1", "|v3"}));
  const PostedEffects posted(scratch.book, "accrue_fees", day("2026-04-01"));
  EXPECT_EQ(posted.standing_minor(scratch.master.portfolio_no("P1").value(), "fee_",
                                  Account::payable_fees_mgmt),
            -9);
}

TEST(PostedEffects, PlainKeysAreThoseOfTheLedger) {
  ScratchBook scratch;
  scratch.portfolio("P1");
  EXPECT_EQ(post(scratch, 5, KeyStyle::plain).postings[0].source_key, "fee_mgmt|P1|2026-04-01");
  EXPECT_EQ(post(scratch, 6, KeyStyle::plain).postings[0].source_key, "fee_mgmt|P1|2026-04-01|r1");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
