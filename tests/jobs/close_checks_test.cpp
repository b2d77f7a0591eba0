#include "jobs/close_checks.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CloseChecks : ::testing::Test {
  CloseChecks() {
    make_mini_book(scratch);
    scratch.portfolio("P2");
    scratch.add(Flow{"C1", "2026-04-01", "100"});
    scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "900", .portfolio = "P2"});
    scratch.work("2026-04-02");
  }
  void hold(finance::PortfolioNo portfolio) {
    scratch.write([&](auto& transaction) {
      save_holds(transaction, std::vector<store::Hold>{
                                  {day("2026-04-02"), portfolio, "why", "text", {}, {}, 0}});
    });
  }
  auto held(std::int64_t max_held, std::int64_t max_bps) {
    return check_holds(scratch.book, scratch.master, day("2026-04-02"), {max_held, max_bps});
  }
  ScratchBook scratch;
};

TEST_F(CloseChecks, SoundDayPassesAllOfThem) {
  const auto ledger = store::load_day_ledger(scratch.book, day("2026-04-02"));
  EXPECT_FALSE(check_balances(scratch.book, ledger, 0));
  EXPECT_FALSE(check_entry_chain(scratch.book, scratch.master, 0));
  EXPECT_FALSE(check_ties(scratch.book, scratch.master));
  EXPECT_FALSE(check_required_jobs(scratch.book, day("2026-04-02"), {"settle_trades"}));
  EXPECT_FALSE(held(0, 0));
}

TEST_F(CloseChecks, MissingJobIsNamed) {
  const auto refusal =
      check_required_jobs(scratch.book, day("2026-04-02"), {"settle_trades", "reconcile_ledger"});
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->why, "reconcile_ledger has not succeeded for 2026-04-02");
  EXPECT_TRUE(refusal->can_override);
}

TEST_F(CloseChecks, HoldsCountByNumberAndByNav) {
  hold(finance::PortfolioNo{1});  // a tenth of nav
  EXPECT_TRUE(held(0, 10'000));
  EXPECT_FALSE(held(1, 10'000));
  EXPECT_FALSE(held(1, 1'000));
  EXPECT_TRUE(held(1, 999));
  hold(finance::PortfolioNo{2});
  EXPECT_TRUE(held(1, 10'000));
  EXPECT_FALSE(held(2, 10'000));
}

TEST_F(CloseChecks, ReleasedHoldDoesNotCount) {
  hold(finance::PortfolioNo{1});
  scratch.write([&](auto& transaction) {
    EXPECT_EQ(save_release(transaction, finance::PortfolioNo{1}, day("2026-04-02"), "fiona", "ok"),
              1);
  });
  EXPECT_FALSE(held(0, 0));
}

TEST_F(CloseChecks, ImbalanceCanNeverBeOverridden) {
  store::DayLedger ledger = store::load_day_ledger(scratch.book, day("2026-04-02"));
  ledger.trial_balance[0].balance_minor += 5;
  const auto refusal = check_balances(scratch.book, ledger, 0);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, ExitStatus::internal);
  EXPECT_FALSE(refusal->can_override);
  EXPECT_EQ(refusal->why, "the trial balance is off by 5 minor units of AUD");
}

TEST(CloseChecksOfSuspense, MoreThanAllowedBlocks) {
  ScratchBook scratch;
  scratch.config.jobs["settle_trades"] = {{"confirm_mode", "custodian", {}}};
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "1000"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "10", .price = "42"});
  scratch.add(Delivered{"D1", "T1", "2026-04-07", "10", "420.02"});
  scratch.work("2026-04-07");
  const auto ledger = store::load_day_ledger(scratch.book, day("2026-04-07"));
  const auto refusal = check_balances(scratch.book, ledger, 0);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->why, "suspense holds 0.02 AUD");
  EXPECT_TRUE(refusal->can_override);
  EXPECT_FALSE(check_balances(scratch.book, ledger, 2));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
