// accrue_fees over real days: the fee columns of the mini book, weekends, month ends, holds.
#include "fee_book.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

// Domain part VII with the interest of the page paid in as cash that day: gross asset values are
// 20,000.00; 20,021.86; 20,067.95; 20,118.43 less that interest, so only postings are compared with
// a fee computed by hand from the values that stand.
TEST(AccrueFees, WeekendsTakeTheLastValue) {
  FeeBook scratch;
  make_mini_book(scratch);
  scratch.schedule(flat_fee(10'000));
  scratch.fee_portfolio("P2");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "20000.00", .portfolio = "P2"});
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07"}) scratch.fee_cob(date);
  EXPECT_EQ(scratch.lines_with("fee_mgmt"),
            "2026-04-01 fee_mgmt|P2|2026-04-01|v1 5000 +55, 2100 -55\n"
            "2026-04-02 fee_mgmt|P2|2026-04-02|v1 5000 +55, 2100 -55\n"
            "2026-04-07 fee_mgmt|P2|2026-04-07|v1 5000 +274, 2100 -274\n");
  const auto rows = store::load_fee_accruals(scratch.book, scratch.no("P2"), day("2026-04-01"),
                                             day("2026-04-30"));
  ASSERT_EQ(rows.size(), 7U);
  EXPECT_EQ(rows[5].day, day("2026-04-06"));
  EXPECT_EQ(rows[5].run_day, day("2026-04-07"));
  EXPECT_TRUE(rows.back().sum.num == 140'000'000'000);
  EXPECT_EQ(scratch.nav("2026-04-07", "P2").nav_minor, 2'000'000 - 384);
  EXPECT_EQ(scratch.nav("2026-04-07", "P2").gav_minor, 2'000'000);
  EXPECT_EQ(scratch.nav("2026-04-07", "P2").accrued_minor, -384);
}

TEST(AccrueFees, NoScheduleAccruesNothingAndSaysSo) {
  FeeBook scratch;
  make_mini_book(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.work("2026-04-01");
  const Execution done = scratch.fees("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_EQ(done.why, "0 entries, 1 portfolio without a fee schedule");
  EXPECT_EQ(scratch.nav("2026-04-01").nav_minor, 2'000'000);
}

// April 2026 ends on a Thursday, May on a Sunday: the run of Friday the 29th covers it.
TEST(AccrueFees, AMonthEndOnASundayBelongsToFriday) {
  FeeBook scratch;
  scratch.schedule(flat_fee(36'500));
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-05-28", .amount = "100000.00"});  // 10.00 a day
  scratch.fee_cob("2026-05-28");
  scratch.fee_cob("2026-05-29");
  scratch.fee_cob("2026-06-01");
  EXPECT_EQ(scratch.lines_with("fee_mgmt"),
            "2026-05-28 fee_mgmt|P1|2026-05-28|v1 5000 +1000, 2100 -1000\n"
            "2026-05-29 fee_mgmt|P1|2026-05-29|v1 5000 +3000, 2100 -3000\n"
            "2026-06-01 fee_mgmt|P1|2026-06-01|v1 5000 +1000, 2100 -1000\n");
}

// Domain job 3: GST 863.01 -> 86.30 on 1,250,000.00 for the 30 days of April.
TEST(AccrueFees, AMonthOfTheRuleBookWithItsTax) {
  FeeBook scratch;
  finance::FeeSchedule schedule = flat_fee(0);
  schedule.tiers = {{50'000'000, 10'000}, {100'000'000, 8'000}, {std::nullopt, 6'000}};
  schedule.tax = {1000, 0};
  scratch.schedule(schedule);
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1250000.00"});
  scratch.fee_days("2026-04-01", "2026-04-30");
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_mgmt), -86'301);
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_gst), -8'630);
  const std::int64_t nav = scratch.nav("2026-04-30").nav_minor;
  EXPECT_EQ(nav, 125'000'000 - 86'301 - 8'630);

  // the charge moves it to cash and leaves nav as it is, but for the new day's own fee
  scratch.fee_cob("2026-05-01", true);
  EXPECT_EQ(scratch.lines_with("fee_charge"),
            "2026-05-01 fee_charge|P1|2026-04 2100 +86301, 2120 +8630, 1000 -94931\n");
  const auto after = scratch.nav("2026-05-01");
  EXPECT_EQ(after.cash_minor, 125'000'000 - 94'931);
  EXPECT_EQ(after.nav_minor, nav + after.accrued_minor);
}

TEST(AccrueFees, TheSecondRunPostsNothing) {
  FeeBook scratch;
  scratch.schedule(flat_fee(10'000));
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "20000.00"});
  scratch.fee_cob("2026-04-01", false, false);
  const auto journal = scratch.journal();
  const auto nav = scratch.nav("2026-04-01");
  EXPECT_TRUE(scratch.fees("2026-04-01", {.force = true}).is_reused);
  // the valuation runs again and must not see the fee; the fee follows it
  scratch.config.jobs["value_portfolios"] = {{"keep_days", std::int64_t{401}, {}}};
  scratch.work("2026-04-01");
  EXPECT_EQ(scratch.nav("2026-04-01").gav_minor, nav.gav_minor);
  EXPECT_EQ(scratch.fees("2026-04-01").status, ExitStatus::ok);
  EXPECT_EQ(scratch.nav("2026-04-01"), nav);
}

TEST(AccrueFees, AnotherValueNeedsRestateAndReplacesTheEntry) {
  FeeBook scratch;
  make_mini_book(scratch);
  scratch.schedule(flat_fee(365'000));
  scratch.fee_portfolio("P2");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00", .portfolio = "P2"});
  scratch.fee_cob("2026-04-01", false, false);
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "1000.00", .portfolio = "P2"});
  scratch.work("2026-04-01");
  EXPECT_EQ(scratch.nav("2026-04-01", "P2").gav_minor, 200'000);
  const Execution refused = scratch.fees("2026-04-01");
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_NE(refused.why.find("would undo fee_mgmt|P2|2026-04-01"), std::string::npos);
  EXPECT_EQ(scratch.fees("2026-04-01", {.restate = true}).status, ExitStatus::ok);
  EXPECT_EQ(scratch.lines_with("fee_mgmt"),
            "2026-04-01 fee_mgmt|P2|2026-04-01|v1 5000 +100, 2100 -100\n"
            "2026-04-01 fee_mgmt|P2|2026-04-01|x0 5000 -100, 2100 +100\n"
            "2026-04-01 fee_mgmt|P2|2026-04-01|v2 5000 +200, 2100 -200\n");
  EXPECT_EQ(scratch.nav("2026-04-01", "P2").nav_minor, 200'000 - 200);
}

TEST(AccrueFees, AFaultyScheduleHoldsItsPortfolioOnly) {
  FeeBook scratch;
  scratch.schedule(flat_fee(365'000));
  scratch.fee_portfolio("P1");
  scratch.fee_portfolio("P2", "NONE");
  scratch.fee_portfolio("P3", "FEE", nullptr, "USD");
  scratch.rate("AUD", "USD", "2026-04-01", "0.65");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  scratch.work("2026-04-01");
  EXPECT_EQ(scratch.fees("2026-04-01").status, ExitStatus::ok);
  const auto holds = store::load_holds(scratch.book, day("2026-04-01"));
  ASSERT_EQ(holds.size(), 2U);
  EXPECT_EQ(holds[0].reason, "fee_schedule");
  EXPECT_NE(holds[0].detail.find("NONE"), std::string::npos);
  EXPECT_NE(holds[1].detail.find("is in AUD, P3 in USD"), std::string::npos);
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_mgmt), -100);
}

TEST(AccrueFees, ALongGapHoldsUntilItIsRestated) {
  FeeBook scratch;
  scratch.schedule(flat_fee(365'000));
  scratch.fee_portfolio("P1");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  scratch.fee_cob("2026-04-01");
  scratch.fee_cob("2026-04-02");
  const Ask short_reach{.with = {{"max_catchup_days", std::int64_t{4}, {}}}};
  scratch.work("2026-04-07");  // five days after Thursday
  EXPECT_EQ(scratch.fees("2026-04-07", short_reach).status, ExitStatus::ok);
  ASSERT_EQ(store::load_holds(scratch.book, day("2026-04-07")).size(), 1U);
  EXPECT_EQ(store::load_holds(scratch.book, day("2026-04-07"))[0].reason, "fee_gap");
  Ask restated = short_reach;
  restated.restate = restated.force = true;
  scratch.work("2026-04-07", {});
  EXPECT_EQ(scratch.fees("2026-04-07").status, ExitStatus::ok);  // the default reaches ten days
  EXPECT_TRUE(store::load_holds(scratch.book, day("2026-04-07")).empty());
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_mgmt), -700);
}

TEST(AccrueFees, AHouseholdSharesItsTiers) {
  FeeBook scratch;
  finance::FeeSchedule schedule = flat_fee(0);
  schedule.scope = finance::FeeScope::household;
  schedule.tiers = {{100'000, 365'000}, {std::nullopt, 0}};  // only the first 1,000.00 costs
  scratch.schedule(schedule);
  scratch.fee_portfolio("P1", "FEE", "SMITH");
  scratch.fee_portfolio("P2", "FEE", "SMITH");
  scratch.fee_portfolio("P3", "FEE", "JONES");
  for (const char* id : {"P1", "P2", "P3"}) {
    scratch.add(Flow{.id = id,
                     .date = "2026-04-01",
                     .amount = id == std::string("P1") ? "3000.00" : "1000.00",
                     .portfolio = id});
  }
  scratch.fee_cob("2026-04-01");
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_mgmt), -75);
  EXPECT_EQ(scratch.balance("P2", finance::Account::payable_fees_mgmt), -25);
  EXPECT_EQ(scratch.balance("P3", finance::Account::payable_fees_mgmt), -100);
}

TEST(AccrueFees, NeedsAValuedDay) {
  FeeBook scratch;
  scratch.fee_portfolio("P1");
  const Execution done = scratch.fees("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::gate_blocked);
  EXPECT_EQ(done.why, "2026-04-01 is not valued");
}

// 1,000.00 a day at 100 % of 365,000.00 in a leap year's February, ACT/ACT ISDA.
TEST(AccrueFees, ALeapDayIsADay) {
  FeeBook scratch;
  finance::FeeSchedule schedule = flat_fee(366'000);
  schedule.day_count = finance::FeeDayCount::act_act_isda;
  scratch.schedule(schedule);
  scratch.fee_portfolio("P1", "FEE", nullptr, "AUD", nullptr, "2024-02-01");
  scratch.add(Flow{.id = "C1", .date = "2024-02-28", .amount = "1000.00"});
  scratch.fee_cob("2024-02-28");
  scratch.fee_cob("2024-02-29");
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_mgmt), -200);
}

// Yen have no minor unit: 1,000,000 JPY at 3.65 % are 100 a day.
TEST(AccrueFees, YenAreWholeNumbers) {
  FeeBook scratch;
  finance::FeeSchedule schedule = flat_fee(36'500);
  schedule.currency = base::Currency::of("JPY");
  scratch.schedule(schedule);
  scratch.fee_portfolio("P1", "FEE", nullptr, "JPY");
  scratch.add(Flow{.id = "C1",
                   .date = "2026-04-01",
                   .amount = "10000.00",
                   .portfolio = "P1",
                   .currency = "JPY"});
  scratch.fee_cob("2026-04-01");
  EXPECT_EQ(scratch.balance("P1", finance::Account::payable_fees_mgmt), -100);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
