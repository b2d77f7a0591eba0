#include <algorithm>

#include "interest_book.h"
#include "store/doctor.h"
#include "store/dump.h"

namespace wealthjobs::jobs::testing {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* mini_days[] = {"2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08"};

// The mini book of part VII with its interest: 2.00 % on settled cash, ACT/365F.
struct MiniInterest : ::testing::Test {
  MiniInterest() {
    scratch.config.jobs["settle_trades"] = {{"confirm_mode", "custodian", {}}};
    scratch.saver("P1");
    scratch.tiers({{}});
    scratch.instrument("BHP");
    scratch.price("BHP", "2026-04-02", "42.50");
    scratch.price("BHP", "2026-04-07", "42.80");
    scratch.price("BHP", "2026-04-08", "43.10");
    scratch.add(Buy{.id = "T1",
                    .date = "2026-04-02",
                    .quantity = "150",
                    .price = "42.3150",
                    .commission = "6.35",
                    .tax = "0.64"});
    scratch.add(Delivered{"D1", "T1", "2026-04-08", "100", "4236.16"});
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  }
  InterestBookFixture scratch;
};

TEST_F(MiniInterest, PostsTheInterestColumnOfTheRuleBook) {
  for (const char* date : mini_days) scratch.night(date);
  EXPECT_EQ(scratch.interest_lines(), (Lines{
                                          "2026-04-01 int|P1|2026-04-01 1220 +110, 4010 -110",
                                          "2026-04-02 int|P1|2026-04-02 1220 +109, 4010 -109",
                                          "2026-04-07 int|P1|2026-04-07 1220 +548, 4010 -548",
                                          "2026-04-08 int|P1|2026-04-08 1220 +87, 4010 -87",
                                      }));
  EXPECT_EQ(scratch.text("SELECT accrual_date, balance_minor, num_cum, den, business_date, version "
                         "FROM v_interest_accrual WHERE accrual_date IN ('2026-04-01', "
                         "'2026-04-02', '2026-04-05', '2026-04-07', '2026-04-08')"),
            "2026-04-01|2000000|40000000000|365000000|2026-04-01|1\n"
            "2026-04-02|2000000|80000000000|365000000|2026-04-02|1\n"
            "2026-04-05|2000000|200000000000|365000000|2026-04-07|1\n"
            "2026-04-07|2000000|280000000000|365000000|2026-04-07|1\n"
            "2026-04-08|1576384|311527680000|365000000|2026-04-08|1\n");
  EXPECT_EQ(scratch.count("v_interest_accrual"), 8);  // no calendar gap
}

// GAV of the table, which is nav before the run's own interest; nav without the fee that another
// job accrues.
TEST_F(MiniInterest, GavIsBeforeTheRunsOwnInterestAndNavBehindIt) {
  const struct {
    const char* date;
    std::int64_t gav;
    std::int64_t interest;
    std::int64_t receivable;
  } table[] = {{"2026-04-01", 2'000'000, 110, 110},
               {"2026-04-02", 2'000'000 + 637'500 - 635'424 + 110, 109, 219},
               {"2026-04-07", 2'000'000 + 642'000 - 635'424 + 219, 548, 767},
               {"2026-04-08", 1'576'384 + 646'500 - 211'808 + 767, 87, 854}};
  for (const auto& row : table) {
    scratch.night(row.date);
    const store::PortfolioNav nav = scratch.nav(row.date);
    EXPECT_EQ(nav.gav_minor, row.gav) << row.date;
    EXPECT_EQ(nav.nav_minor, row.gav + row.interest) << row.date;
    EXPECT_EQ(nav.accrued_minor, row.receivable) << row.date;
    const auto cash = store::load_cash_values(scratch.book, day(row.date));
    ASSERT_EQ(cash.size(), 1U);
    EXPECT_EQ(cash[0].receivable_minor, row.receivable) << row.date;
    EXPECT_EQ(cash[0].value_minor, nav.nav_minor - nav.securities_minor) << row.date;
    const auto posted = store::load_interest_posted(scratch.book, day(row.date));
    ASSERT_EQ(posted.size(), 1U);
    EXPECT_EQ(posted[0].base_minor, row.interest);
  }
  EXPECT_TRUE(store::check_book(scratch.book).empty());
}

TEST_F(MiniInterest, RunningAgainReusesAndRevaluingStaysRight) {
  scratch.night("2026-04-01");
  scratch.evening("2026-04-02");
  const std::string before = store::dump_sha256(scratch.book);
  const store::PortfolioNav nav = scratch.nav("2026-04-02");
  EXPECT_TRUE(scratch.run("accrue_interest", "2026-04-02", {.force = true}).is_reused);
  EXPECT_EQ(store::dump_sha256(scratch.book), before);
  // value_portfolios alone, with another parameter: it reads balances that hold today's interest
  const Execution valued =
      scratch.run("value_portfolios", "2026-04-02", {.with = {{"keep_days", 500, {}}}});
  EXPECT_EQ(valued.status, ExitStatus::ok) << valued.why;
  EXPECT_FALSE(valued.is_reused);
  EXPECT_EQ(scratch.nav("2026-04-02"), nav);
  const Execution other =
      scratch.run("accrue_interest", "2026-04-02", {.with = {{"max_catchup_days", 9, {}}}});
  EXPECT_EQ(other.status, ExitStatus::ok) << other.why;
  EXPECT_FALSE(other.is_reused);
  EXPECT_EQ(scratch.nav("2026-04-02"), nav);
  EXPECT_EQ(scratch.interest_lines().size(), 2U);
  EXPECT_EQ(scratch.count("interest_accrual"), 2);
}

TEST_F(MiniInterest, AForcedRunOfAClosedDayPostsNothing) {
  for (const char* date : mini_days) scratch.night(date);
  const std::string before = store::dump_sha256(scratch.book);
  for (const char* date : mini_days) {
    const Execution again = scratch.run("accrue_interest", date, {.force = true});
    EXPECT_TRUE(again.is_reused) << date << ": " << again.why;
  }
  EXPECT_EQ(store::dump_sha256(scratch.book), before);
}

// A deposit of the open day that came after its interest: 65 naming it, and with --restate a
// reversal and the right amount: 30,000.00 x 2 % / 365 = 1.6438, with 1.0959 before it 2.7397.
TEST_F(MiniInterest, AChangedOpenDayNeedsRestate) {
  scratch.night("2026-04-01");
  scratch.evening("2026-04-02");
  scratch.add(Flow{"C2", "2026-04-02", "10000.00"});
  const Execution refused = scratch.evening("2026-04-02", {.force = true});
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_EQ(refused.why, "input_changed: what the day rests on would undo int|P1|2026-04-02");
  EXPECT_EQ(scratch.interest_lines().size(), 2U);

  const Execution restated = scratch.evening("2026-04-02", {.force = true, .restate = true});
  EXPECT_EQ(restated.status, ExitStatus::ok) << restated.why;
  EXPECT_EQ(scratch.interest_lines(), (Lines{
                                          "2026-04-01 int|P1|2026-04-01 1220 +110, 4010 -110",
                                          "2026-04-02 int|P1|2026-04-02 1220 +109, 4010 -109",
                                          "2026-04-02 int|P1|2026-04-02|x0 1220 -109, 4010 +109",
                                          "2026-04-02 int|P1|2026-04-02|r1 1220 +164, 4010 -164",
                                      }));
  EXPECT_EQ(scratch.nav("2026-04-02").gav_minor, 3'000'000 + 637'500 - 635'424 + 110);
  EXPECT_EQ(scratch.nav("2026-04-02").nav_minor, 3'000'000 + 637'500 - 635'424 + 274);
  EXPECT_EQ(scratch.text("SELECT version, balance_minor, num_cum FROM interest_accrual "
                         "WHERE run_day = 20545"),
            "1|2000000|80000000000\n2|3000000|100000000000\n");
  EXPECT_TRUE(scratch.run("accrue_interest", "2026-04-02", {.force = true}).is_reused);
  scratch.close("2026-04-02");
  scratch.night("2026-04-07");
  EXPECT_EQ(scratch.interest_lines().back(), "2026-04-07 int|P1|2026-04-07 1220 +822, 4010 -822");
  EXPECT_TRUE(store::check_book(scratch.book).empty());
}

// 10,000.00 dated 2 April, known on the 8th: six days x 0.5479 as an adjustment on the 8th, and the
// sum is what it would have been.
TEST_F(MiniInterest, ABackValuedDepositIsAdjustedInTheOpenDay) {
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07"}) scratch.night(date);
  scratch.add(Flow{"C2", "2026-04-02", "10000.00"});
  scratch.night("2026-04-08");
  const Lines lines = scratch.interest_lines();
  EXPECT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[3], "2026-04-08 intadj|P1|2026-04-08 1220 +329, 4010 -329");
  // 311,527,680,000 + 7 x 20,000,000,000 over 365,000,000 is 1,237.06; 110 + 109 + 548 + 329 before
  EXPECT_EQ(lines[4], "2026-04-08 int|P1|2026-04-08 1220 +141, 4010 -141");
  EXPECT_EQ(scratch.balance(1220), 1'237);
  EXPECT_EQ(scratch.text("SELECT accrual_date, balance_minor, version FROM v_interest_accrual "
                         "WHERE accrual_date BETWEEN '2026-04-01' AND '2026-04-02'"),
            "2026-04-01|2000000|1\n2026-04-02|3000000|2\n");
  EXPECT_EQ(scratch.count("interest_accrual"), 8 + 6);  // what was known before stays
  // an undisturbed day goes on from there
  EXPECT_TRUE(scratch.run("accrue_interest", "2026-04-08", {.force = true}).is_reused);
}

// A rate known late works like a back-valued entry: 3 % from 4 April, known on the 8th. Four days
// at 1 % more of 20,000.00: 2.19.
TEST_F(MiniInterest, ABackDatedRateIsAdjusted) {
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07"}) scratch.night(date);
  scratch.tiers({{.from = "2026-04-04", .rate_ppm = 30'000}});
  scratch.night("2026-04-08");
  const Lines lines = scratch.interest_lines();
  EXPECT_EQ(lines[3], "2026-04-08 intadj|P1|2026-04-08 1220 +219, 4010 -219");
  EXPECT_EQ(lines[4], "2026-04-08 int|P1|2026-04-08 1220 +130, 4010 -130");
  const Execution sealed = scratch.run("accrue_interest", "2026-04-07", {.force = true});
  EXPECT_EQ(sealed.status, ExitStatus::gate_blocked);
  EXPECT_TRUE(sealed.why.starts_with("input_changed: interest schedule S1 of 2026-04-04"))
      << sealed.why;
}

struct Interest : ::testing::Test {
  InterestBookFixture scratch;
};

TEST_F(Interest, SaysThatNoPortfolioHasASchedule) {
  scratch.saver("P1", nullptr);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  const Execution done = scratch.evening("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_EQ(done.why, "no portfolio has an interest schedule");
  EXPECT_EQ(scratch.count("interest_accrual"), 0);
  EXPECT_EQ(scratch.nav("2026-04-01").nav_minor, 2'000'000);
}

TEST_F(Interest, TheCustodianCreditsByItself) {
  scratch.saver("P1");
  scratch.tiers({{.rate_ppm = 0, .source = finance::InterestSource::custodian}});
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  EXPECT_EQ(scratch.evening("2026-04-01").why, "every interest schedule is left to the custodian");
  EXPECT_TRUE(scratch.interest_lines().empty());
}

// Friday 2026-05-29 is the last business day of May. 36,500.00 at 2 % earn 2.00 a day: the run
// accrues Friday to Sunday and credits the four days since Thursday with 10 % withheld.
TEST_F(Interest, AMonthEndOnAFridayAccruesTheWeekendAndCredits) {
  scratch.saver("P1", "S1", "AUD", "2026-05-28");
  scratch.tiers({{.wht_ppm = 100'000}});
  scratch.add(Flow{"C1", "2026-05-28", "36500.00"});
  scratch.night("2026-05-28");
  scratch.night("2026-05-29");
  EXPECT_EQ(scratch.interest_lines(),
            (Lines{
                "2026-05-28 int|P1|2026-05-28 1220 +200, 4010 -200",
                "2026-05-29 int|P1|2026-05-29 1220 +600, 4010 -600",
                "2026-05-29 intcr|P1|2026-05 1000 +720, 5030 +80, 1220 -800",
            }));
  const store::PortfolioNav nav = scratch.nav("2026-05-29");
  EXPECT_EQ(nav.gav_minor, 3'650'200);
  EXPECT_EQ(nav.nav_minor, 3'650'720);
  EXPECT_EQ(nav.cash_minor, 3'650'720);
  EXPECT_EQ(nav.accrued_minor, 0);
  EXPECT_EQ(scratch.text("SELECT portfolio_id, value_date, business_date, amount_minor, "
                         "withheld_minor, net_minor, carry_num FROM v_interest_credit"),
            "P1|2026-05-31|2026-05-29|800|80|720|0\n");
  EXPECT_EQ(scratch.text("SELECT kind, action_id, pay_date, gross_minor, net_minor FROM v_income"),
            "interest|intcr|P1|2026-05|2026-05-29|800|720\n");
  scratch.night("2026-06-01");  // the credit earns from 1 June
  EXPECT_EQ(scratch.text("SELECT accrual_date, balance_minor FROM v_interest_accrual "
                         "WHERE accrual_date > '2026-05-29'"),
            "2026-05-30|3650000\n2026-05-31|3650000\n2026-06-01|3650720\n");
  EXPECT_EQ(scratch.interest_lines().back(), "2026-06-01 int|P1|2026-06-01 1220 +200, 4010 -200");
  EXPECT_TRUE(store::check_book(scratch.book).empty());
}

// A payment dated Sunday the 31st belongs to Monday's run, which takes Sunday's 2.00 back.
TEST_F(Interest, AFactOfTheWeekendBehindAMonthEndIsAdjustedOnMonday) {
  scratch.saver("P1", "S1", "AUD", "2026-05-28");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-05-28", "36500.00"});
  scratch.add(Flow{"C2", "2026-05-31", "-36500.00"});
  for (const char* date : {"2026-05-28", "2026-05-29", "2026-06-01"}) scratch.night(date);
  const Lines lines = scratch.interest_lines();
  ASSERT_EQ(lines.size(), 4U);  // 8.00 of cash earn 0.0004 on 1 June: no entry
  EXPECT_EQ(lines[2], "2026-05-29 intcr|P1|2026-05 1000 +800, 1220 -800");
  EXPECT_EQ(lines[3], "2026-06-01 intadj|P1|2026-06-01 1220 -200, 4010 +200");
  EXPECT_EQ(scratch.balance(1220), -200);
}

// 29 February 2024 is a Thursday and a month end: one day of 2 % on 36,600.00 by ACT/ACT ISDA is
// 732.00 / 366 = 2.00; by ACT/365F it would be 2.0055.
TEST_F(Interest, ALeapDayIsADay) {
  scratch.config.jobs["accrue_interest"] = {{"day_count", "ACT/ACT ISDA", {}}};
  scratch.saver("P1", "S1", "AUD", "2024-02-28");
  scratch.tiers({{.from = "2024-01-01"}});
  scratch.add(Flow{"C1", "2024-02-28", "36600.00"});
  scratch.night("2024-02-28");
  scratch.night("2024-02-29");
  EXPECT_EQ(scratch.interest_lines(), (Lines{
                                          "2024-02-28 int|P1|2024-02-28 1220 +200, 4010 -200",
                                          "2024-02-29 int|P1|2024-02-29 1220 +200, 4010 -200",
                                          "2024-02-29 intcr|P1|2024-02 1000 +400, 1220 -400",
                                      }));
  EXPECT_EQ(scratch.text("SELECT den FROM v_interest_accrual LIMIT 1"), "133590000000\n");
}

// A portfolio in AUD with JPY beside it: 1,000,000 yen at 0.10 % earn 2.7397 yen a day; the first
// day posts 3 yen, worth 0.03 AUD at 0.01. Its keys carry the currency.
TEST_F(Interest, AYenBalanceHasItsOwnKeysAndIsConverted) {
  scratch.saver("P1");
  scratch.tiers({{}, {.rate_ppm = 1'000, .currency = "JPY"}});
  scratch.rate("JPY", "AUD", "2026-04-01", "0.01");
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "10000.00", .currency = "JPY"});
  scratch.night("2026-04-01");
  scratch.night("2026-04-02");
  EXPECT_EQ(scratch.interest_lines(), (Lines{
                                          "2026-04-01 int|P1|2026-04-01 1220 +110, 4010 -110",
                                          "2026-04-01 int|P1|2026-04-01|JPY 1220 +3, 4010 -3",
                                          "2026-04-02 int|P1|2026-04-02 1220 +109, 4010 -109",
                                          "2026-04-02 int|P1|2026-04-02|JPY 1220 +2, 4010 -2",
                                      }));
  const store::PortfolioNav nav = scratch.nav("2026-04-01");
  EXPECT_EQ(nav.gav_minor, 2'000'000 + 1'000'000);
  EXPECT_EQ(nav.nav_minor, nav.gav_minor + 110 + 3);
  const auto posted = store::load_interest_posted(scratch.book, day("2026-04-01"));
  ASSERT_EQ(posted.size(), 2U);
  EXPECT_EQ(posted[1].currency.code(), "JPY");
  EXPECT_EQ(posted[1].receivable_minor, 3);
  EXPECT_EQ(posted[1].base_minor, 3);
}

// 1,000.00 overdrawn at 12 %: 120.00 a year, 0.3288 a day; over Easter 5 days and two before it.
TEST_F(Interest, NegativeCashOwesByTheDebitTiers) {
  scratch.saver("P1");
  scratch.tiers({{}, {.rate_ppm = 120'000, .side = finance::InterestSide::debit}});
  scratch.add(Flow{"C1", "2026-04-01", "-1000.00"});
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07"}) scratch.night(date);
  EXPECT_EQ(scratch.interest_lines(), (Lines{
                                          "2026-04-01 int|P1|2026-04-01 1220 -33, 4010 +33",
                                          "2026-04-02 int|P1|2026-04-02 1220 -33, 4010 +33",
                                          "2026-04-07 int|P1|2026-04-07 1220 -164, 4010 +164",
                                      }));
  EXPECT_EQ(scratch.nav("2026-04-07").nav_minor, -100'000 - 230);
}

// One portfolio's schedule is missing: it is held, the others go on; when the schedule comes, the
// days it lost are caught up.
TEST_F(Interest, AMissingRateHoldsOnePortfolio) {
  scratch.saver("P1");
  scratch.saver("P2", "S2");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "20000.00", .portfolio = "P2"});
  const Execution done = scratch.evening("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_EQ(done.why, "interest of 1 portfolio: 1.10 AUD accrued, 1 hold");
  EXPECT_EQ(scratch.text("SELECT portfolio_id, reason, detail FROM v_hold"),
            "P2|no_interest_rate|interest schedule S2 has no rate in AUD on 2026-04-01\n");
  EXPECT_EQ(scratch.text("SELECT kind, severity, portfolio_id FROM v_finding "
                         "WHERE job = 'accrue_interest'"),
            "no_interest_rate|critical|P2\n");
  EXPECT_EQ(scratch.run("close_ledger", "2026-04-01").status, ExitStatus::gate_blocked);
  scratch.config.jobs["close_ledger"] = {{"max_held", 1, {}}};
  scratch.close("2026-04-01");

  scratch.tiers({{.schedule = "S2", .rate_ppm = 40'000}});
  scratch.night("2026-04-02");
  EXPECT_EQ(scratch.interest_lines(), (Lines{
                                          "2026-04-01 int|P1|2026-04-01 1220 +110, 4010 -110",
                                          "2026-04-02 int|P1|2026-04-02 1220 +109, 4010 -109",
                                          "2026-04-02 int|P2|2026-04-02 1220 +438, 4010 -438",
                                      }));
  EXPECT_EQ(scratch.count("hold WHERE released_by IS NULL AND day > 20544"), 0);
}

TEST_F(Interest, AHoldOfTheOpenDayEndsWithItsFault) {
  scratch.saver("P1");
  scratch.saver("P2", "S2");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "20000.00", .portfolio = "P2"});
  scratch.evening("2026-04-01");
  EXPECT_EQ(scratch.count("hold"), 1);
  scratch.tiers({{.schedule = "S2", .rate_ppm = 40'000}});
  const Execution again = scratch.run("accrue_interest", "2026-04-01", {.force = true});
  EXPECT_EQ(again.status, ExitStatus::ok) << again.why;
  EXPECT_EQ(scratch.count("hold"), 0);
  EXPECT_EQ(scratch.interest_lines().size(), 2U);
  EXPECT_EQ(scratch.nav("2026-04-01", "P2").nav_minor, 2'000'219);
  scratch.close("2026-04-01");
}

TEST_F(Interest, NoRateForAnybodyIsAGate) {
  scratch.saver("P1", "S9");
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  const Execution refused = scratch.evening("2026-04-01");
  EXPECT_EQ(refused.status, ExitStatus::config);
  EXPECT_EQ(refused.why, "interest schedule S9 has no rate in AUD on 2026-04-01");
  EXPECT_EQ(scratch.count("interest_start"), 0);
  EXPECT_EQ(scratch.count("finding WHERE job = 'accrue_interest'"), 1);
  scratch.tiers({{.schedule = "S9"}});
  EXPECT_EQ(scratch.run("accrue_interest", "2026-04-01").status, ExitStatus::ok);
}

// A book that closed for two weeks without the job: more days are missing than it may catch up.
TEST_F(Interest, TooManyMissingDaysAreAGate) {
  scratch.saver("P1");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  scratch.night("2026-04-01");
  for (const char* date : {"2026-04-02", "2026-04-07", "2026-04-08", "2026-04-09"}) {
    scratch.cob(date);
  }
  const Execution refused = scratch.evening("2026-04-10");
  EXPECT_EQ(refused.status, ExitStatus::gate_blocked);
  EXPECT_EQ(refused.why, "8 days after 2026-04-01 are not accrued in AUD; max_catchup_days is 7");
  const Execution caught_up =
      scratch.run("accrue_interest", "2026-04-10", {.with = {{"max_catchup_days", 8, {}}}});
  EXPECT_EQ(caught_up.status, ExitStatus::ok) << caught_up.why;
  EXPECT_EQ(scratch.interest_lines().back(), "2026-04-10 int|P1|2026-04-10 1220 +986, 4010 -986");
}

// A month end that was missed: March and April stand apart, March is credited, April earns on it.
TEST_F(Interest, CatchingUpOverAMonthEndKeepsTheMonthsApart) {
  scratch.saver("P1", "S1", "AUD", "2026-03-30");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-03-30", "36500.00"});
  scratch.night("2026-03-30");
  scratch.cob("2026-03-31");
  EXPECT_EQ(scratch.evening("2026-04-01").status, ExitStatus::ok);
  EXPECT_EQ(scratch.interest_lines(),
            (Lines{
                "2026-03-30 int|P1|2026-03-30 1220 +200, 4010 -200",
                "2026-04-01 int|P1|2026-04-01|2026-03 1220 +200, 4010 -200",
                "2026-04-01 intcr|P1|2026-03 1000 +400, 1220 -400",
                "2026-04-01 int|P1|2026-04-01 1220 +200, 4010 -200",
            }));
  EXPECT_EQ(scratch.text("SELECT balance_minor FROM v_interest_accrual "
                         "WHERE accrual_date = '2026-04-01'"),
            "3650400\n");
  // working the open day again finds the same
  const Execution other =
      scratch.run("accrue_interest", "2026-04-01", {.with = {{"max_catchup_days", 9, {}}}});
  EXPECT_EQ(other.status, ExitStatus::ok) << other.why;
  EXPECT_EQ(scratch.interest_lines().size(), 4U);
  EXPECT_EQ(scratch.count("interest_accrual"), 3);
}

// The book starts on a Monday: interest starts there, not on the weekend before it; a portfolio
// that begins on a later Saturday earns from Saturday.
TEST_F(Interest, StartsOnTheFirstDayOfTheBookAndOnTheInception) {
  scratch.saver("P1");
  scratch.saver("P2", "S1", "AUD", "2026-04-18");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-04-09", "36500.00"});
  scratch.add(Flow{.id = "C2", .date = "2026-04-18", .amount = "36500.00", .portfolio = "P2"});
  for (const char* date :
       {"2026-04-13", "2026-04-14", "2026-04-15", "2026-04-16", "2026-04-17", "2026-04-20"}) {
    scratch.night(date);
  }
  EXPECT_EQ(scratch.text("SELECT portfolio_id, min(accrual_date), count(*) "
                         "FROM v_interest_accrual GROUP BY portfolio_id"),
            "P1|2026-04-13|8\nP2|2026-04-18|3\n");
}

TEST_F(Interest, AnAccountThatClosesIsCreditedAtOnce) {
  scratch.saver("P1", "S1", "AUD", "2026-04-01", "2026-04-08");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-04-01", "36500.00"});
  scratch.add(Flow{"C2", "2026-04-08", "-36500.00"});
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08", "2026-04-09"}) {
    scratch.night(date);
  }
  EXPECT_EQ(scratch.interest_lines().back(), "2026-04-08 intcr|P1|2026-04 1000 +1400, 1220 -1400");
  EXPECT_EQ(scratch.count("v_interest_accrual"), 8);
}

// Only 1010 earns: what lies on 1000 does not, and the credit goes to 1010.
TEST_F(Interest, TheBaseAccountsAreAParameter) {
  scratch.config.jobs["accrue_interest"] = {{"accounts", std::vector<std::string>{"1010"}, {}}};
  scratch.saver("P1");
  scratch.tiers({{}});
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  EXPECT_EQ(scratch.evening("2026-04-01").why, "interest of 0 portfolios");
  scratch.config.jobs["accrue_interest"] = {{"accounts", std::vector<std::string>{"1100"}, {}}};
  const Execution refused = scratch.run("accrue_interest", "2026-04-01");
  EXPECT_EQ(refused.status, ExitStatus::config);
  EXPECT_EQ(refused.why, "[jobs.accrue_interest] accounts: 1100 cannot stand here");
}

// Settlement looks at the past again when a late fact comes: the interest that was credited is part
// of the cash it decides by. 100.20 buys what 100.00 could not.
TEST_F(Interest, AReplayOfSettlementKnowsCreditedInterest) {
  scratch.saver("P1", "S1", "AUD", "2026-03-31");
  scratch.tiers({{.rate_ppm = 730'000}});  // 0.20 a day on 100.00
  scratch.instrument("BHP");
  scratch.price("BHP", "2026-04-01", "10.02");
  scratch.add(Flow{"C1", "2026-03-31", "100.00"});
  scratch.add(Buy{.id = "T1",
                  .date = "2026-04-01",
                  .quantity = "10",
                  .price = "10.02",
                  .settle_date = "2026-04-01"});
  scratch.night("2026-03-31");
  scratch.night("2026-04-01");
  EXPECT_EQ(scratch.balance(1000), 0);
  const std::size_t entries = scratch.journal().size();
  scratch.add(Buy{.id = "T2",
                  .date = "2026-04-01",
                  .quantity = "1",
                  .price = "10.02",
                  .settle_date = "2026-04-30"});  // late, and settled later
  scratch.price("BHP", "2026-04-02", "10.02");
  scratch.night("2026-04-02");
  const Lines lines = scratch.journal();
  for (std::size_t i = entries; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].find("|x0"), std::string::npos) << lines[i];
  }
}

// Taken on at the close of 1 April with 12.34 earned and 0.56 of a cent not posted yet: 36,500.00
// at 2 % earn 2.00 a day; 1,234.56 + 200 rounds to 1,435, of which 1,234 stand already.
TEST_F(Interest, GoesOnFromWhatWasTakenOn) {
  scratch.saver("P1");
  scratch.tiers({{}});
  scratch.take_on("P1", "2026-04-01", 3'650'000, 1'234, {56, 100});
  scratch.night("2026-04-01");
  EXPECT_TRUE(scratch.interest_lines().empty());
  scratch.night("2026-04-02");
  EXPECT_EQ(scratch.interest_lines(), (Lines{"2026-04-02 int|P1|2026-04-02 1220 +201, 4010 -201"}));
  EXPECT_EQ(scratch.balance(1220), 1'435);
  EXPECT_EQ(scratch.text("SELECT accrual_date, balance_minor, version FROM v_interest_accrual"),
            "2026-04-02|3650000|1\n");
  for (const char* date :
       {"2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10", "2026-04-13", "2026-04-14",
        "2026-04-15", "2026-04-16", "2026-04-17", "2026-04-20", "2026-04-21", "2026-04-22",
        "2026-04-23", "2026-04-24", "2026-04-27", "2026-04-28", "2026-04-29", "2026-04-30"}) {
    scratch.night(date);
  }
  // 29 days and the opening: 58.00 + 12.3456
  EXPECT_EQ(scratch.interest_lines().back(), "2026-04-30 intcr|P1|2026-04 1000 +7035, 1220 -7035");
}

// portfolio_terms.csv takes the schedule away from 4 April on.
TEST_F(Interest, FollowsDatedTerms) {
  scratch.saver("P1");
  scratch.tiers({{}});
  scratch.agree("P1", "2026-04-04", "none");
  scratch.add(Flow{"C1", "2026-04-01", "36500.00"});
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07"}) scratch.night(date);
  EXPECT_EQ(scratch.interest_lines().back(), "2026-04-07 int|P1|2026-04-07 1220 +200, 4010 -200");
  EXPECT_EQ(scratch.balance(1220), 600);
  scratch.agree("P1", "2026-04-06", "S1");  // known late
  scratch.night("2026-04-08");
  EXPECT_EQ(scratch.interest_lines().at(3), "2026-04-08 intadj|P1|2026-04-08 1220 +400, 4010 -400");
  EXPECT_EQ(scratch.balance(1220), 1'200);
}

TEST_F(Interest, OrderOfArrivalChangesNothing) {
  std::vector<std::string> dumps;
  for (const int turn : {0, 1}) {
    InterestBookFixture book;
    for (const char* id : {"A", "B", "C"}) book.saver(id, id[0] == 'B' ? "S2" : "S1");
    std::vector<Tier> tiers{{.upto_minor = 500'000, .side = finance::InterestSide::credit},
                            {.rate_ppm = 35'000},
                            {.schedule = "S2", .rate_ppm = 15'000}};
    std::vector<std::pair<const char*, const char*>> flows{
        {"A", "7000.00"}, {"B", "8234.56"}, {"C", "123.45"}, {"A", "0.07"}};
    if (turn == 1) {
      std::ranges::reverse(tiers);
      std::ranges::reverse(flows);
    }
    book.tiers(tiers);
    for (const auto& [portfolio, amount] : flows) {
      book.add(Flow{.id = (std::string(portfolio) + amount).c_str(),
                    .date = "2026-04-01",
                    .amount = amount,
                    .portfolio = portfolio});
    }
    for (const char* date : {"2026-04-01", "2026-04-02"}) book.night(date);
    std::string text;
    for (const std::string& line : book.interest_lines()) text += line + "\n";
    dumps.push_back(text + book.text("SELECT * FROM v_interest_accrual ORDER BY 1, 2") +
                    store::load_close(book.book, day("2026-04-02"))->hash);
  }
  EXPECT_EQ(dumps[0], dumps[1]);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
