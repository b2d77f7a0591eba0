// accrue_fees over real days: the fee columns of the mini book, weekends, month ends, holds.
#include "fee_book.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

// Domain part VII: the interest of the page, posted between valuation and fees.
void post_interest(FeeBook& scratch, const char* date, std::int64_t amount_minor) {
  finance::Posting posting;
  posting.cause_key = std::string("int|P1|") + date;
  posting.portfolio = scratch.no("P1");
  posting.date = day(date);
  finance::PostingLine line;
  line.portfolio = posting.portfolio;
  line.currency = base::Currency::of("AUD");
  line.account = finance::Account::receivable_interest;
  line.amount_minor = amount_minor;
  posting.lines.push_back(line);
  line.account = finance::Account::income_interest;
  line.amount_minor = -amount_minor;
  posting.lines.push_back(line);
  scratch.write([&](auto& transaction) {
    store::JournalOptions options{"accrue_interest", day(date), {}};
    if (const auto close = store::load_last_close(scratch.book)) options.last_closed = close->day;
    store::JournalWriter journal(transaction, scratch.master, options);
    journal.post(posting);
    journal.flush();
  });
}

TEST(AccrueFees, TheMiniBookOfTheRuleBookToItsLastHash) {
  FeeBook scratch;
  scratch.config.jobs["settle_trades"] = {{"confirm_mode", "custodian", {}}};
  scratch.schedule(flat_fee(10'000));
  scratch.fee_portfolio("P1", "FEE", nullptr, "AUD", nullptr, "2026-04-01");
  scratch.instrument("BHP");
  scratch.price("BHP", "2026-04-02", "42.50");
  scratch.price("BHP", "2026-04-07", "42.80");
  scratch.price("BHP", "2026-04-08", "43.10");
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Buy{.id = "T1",
                  .date = "2026-04-02",
                  .quantity = "150",
                  .price = "42.3150",
                  .commission = "6.35",
                  .tax = "0.64"});
  scratch.add(Delivered{"D1", "T1", "2026-04-08", "100", "4236.16"});
  struct Row {
    const char* date;
    const char* gav;
    std::int64_t interest;
    const char* nav;
    std::int64_t cum_num;
    const char* hash;
  };
  const Row rows[] = {{"2026-04-01", "20000.00", 110, "20000.55", 20'000'000'000,
                       "aeeadb5d9707505965eca1cb722f1d3015bc70e3b156e0ef4f75eaa2024f31b6"},
                      {"2026-04-02", "20021.86", 109, "20021.85", 40'021'860'000,
                       "73cfcea5331dedd2690e5687be1bde69a4980e4366ef145008b3e5cc9593b3f9"},
                      {"2026-04-07", "20067.95", 548, "20069.59", 140'177'250'000,
                       "86ef023ae124c08affeaa45b41469d98972c31bb6b5e9a2a06cd577bfdda9b15"},
                      {"2026-04-08", "20118.43", 87, "20114.91", 160'295'680'000,
                       "6f222cce53b982f4520d5cddd262722c1ed17d58b3f138d0de26d03c2eb038bc"}};
  for (const Row& row : rows) {
    scratch.work(row.date);
    post_interest(scratch, row.date, row.interest);
    ASSERT_EQ(scratch.fees(row.date).status, ExitStatus::ok);
    ASSERT_EQ(scratch.run("close_ledger", row.date).status, ExitStatus::ok);
    EXPECT_EQ(scratch.nav(row.date).gav_minor, cents(row.gav)) << row.date;
    EXPECT_EQ(scratch.nav(row.date).nav_minor, cents(row.nav)) << row.date;
    const auto last =
        store::load_last_fee_accrual(scratch.book, scratch.no("P1"), day(row.date) + 1);
    EXPECT_TRUE(last->sum.num == row.cum_num) << row.date;
    EXPECT_EQ(store::load_close(scratch.book, day(row.date))->hash, row.hash);
  }
  EXPECT_EQ(scratch.lines_with("fee_mgmt"),
            "2026-04-01 fee_mgmt|P1|2026-04-01|v1 5000 +55, 2100 -55\n"
            "2026-04-02 fee_mgmt|P1|2026-04-02|v1 5000 +55, 2100 -55\n"
            "2026-04-07 fee_mgmt|P1|2026-04-07|v1 5000 +274, 2100 -274\n"
            "2026-04-08 fee_mgmt|P1|2026-04-08|v1 5000 +55, 2100 -55\n");
  EXPECT_EQ(scratch.trial_balance("2026-04-08"),
            "1000-CASH|AUD|1576384\n1100-SECURITIES-COST|AUD|635424\n"
            "1220-RECEIVABLE-INTEREST|AUD|854\n2000-PAYABLE-SETTLEMENT|AUD|-211808\n"
            "2100-PAYABLE-FEES-MGMT|AUD|-439\n3000-CLIENT-CAPITAL|AUD|-2000000\n"
            "4010-INCOME-INTEREST|AUD|-854\n5000-EXPENSE-FEES-MGMT|AUD|439\n");
}

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
