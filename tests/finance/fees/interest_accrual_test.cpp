#include "finance/fees/interest_accrual.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/error.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::int128;

Date day(const char* iso) { return Date::parse(iso).value(); }

InterestTerms flat(std::int64_t rate_ppm, DayCount day_count = DayCount::act_365f) {
  InterestTerms terms;
  terms.credit = {{std::nullopt, rate_ppm}};
  terms.day_count = day_count;
  return terms;
}

// One account from its first day on: run after run, as the job does.
struct Account365 {
  explicit Account365(InterestTerms agreed, const char* first)
      : terms(std::move(agreed)), accrued_through(day(first) - 1), first_day(day(first)) {
    dated = {{Date(-1'000'000), &terms}};
  }

  InterestOutcome accrue(const char* business_date, const char* through,
                         const char* from = nullptr) {
    InterestRun run;
    run.first = from == nullptr ? accrued_through + 1 : day(from);
    run.accrued_through = accrued_through;
    run.through = day(through);
    run.business_date = day(business_date);
    run.last_day = last_day;
    run.posted_minor = cum_at(accrued_through).rounded_minor();
    run.cum_before = cum_at(run.first - 1);
    run.credited_minor = credited;
    for (const BalanceMove& move : moves) {
      if (move.from_date < run.first) run.balance_minor += move.amount_minor;
    }
    run.moves = moves;
    run.terms = dated;
    run.credit_on = credit_on;
    run.min_credit_minor = min_credit_minor;
    InterestOutcome outcome = accrue_interest(run).value();
    std::erase_if(days, [&](const InterestDay& row) { return row.day >= run.first; });
    days.insert(days.end(), outcome.days.begin(), outcome.days.end());
    accrued_through = days.back().day;
    posted += outcome.adjustment_minor;
    for (const InterestSlice& slice : outcome.slices) posted += slice.amount_minor;
    for (const InterestCredit& credit : outcome.credits) {
      credited += credit.amount_minor;
      moves.push_back({credit.value_date + 1, credit.amount_minor - credit.withheld_minor});
    }
    return outcome;
  }
  [[nodiscard]] ExactInterest cum_at(Date date) const {
    ExactInterest cum;
    for (const InterestDay& row : days) {
      if (row.day <= date) cum = row.cum;
    }
    return cum;
  }
  [[nodiscard]] ExactInterest cum() const { return cum_at(accrued_through); }

  InterestTerms terms;
  std::vector<DatedInterestTerms> dated;
  std::vector<BalanceMove> moves;
  std::optional<Date> last_day;
  CreditOn credit_on = CreditOn::month_end;
  std::int64_t min_credit_minor = 1;
  Date accrued_through;
  Date first_day;
  std::vector<InterestDay> days;
  std::int64_t posted = 0;
  std::int64_t credited = 0;
};

TEST(InterestAccrual, WorkedExampleOfThirtyDays) {
  InterestTerms terms;
  terms.credit = {{5'000'000, 20'000}, {std::nullopt, 35'000}};
  Account365 account(terms, "2026-04-01");
  account.moves = {{day("2026-04-01"), 8'234'567}};
  const InterestOutcome month = account.accrue("2026-04-30", "2026-04-30");
  ASSERT_EQ(month.days.size(), 30U);
  EXPECT_EQ(month.days[0].added, (ExactInterest{213'209'845'000, 365'000'000}));
  EXPECT_EQ(month.days[29].cum, (ExactInterest{6'396'295'350'000, 365'000'000}));
  ASSERT_EQ(month.credits.size(), 1U);
  EXPECT_EQ(month.credits[0].amount_minor, 17'524);  // 175.24, not the 175.20 of rounded days
  EXPECT_EQ(month.credits[0].carry.num, int128{35'350'000});
  EXPECT_EQ(month.credits[0].value_date, day("2026-04-30"));
}

TEST(InterestAccrual, ActThreeSixtyPaysMore) {
  InterestTerms terms;
  terms.credit = {{5'000'000, 20'000}, {std::nullopt, 35'000}};
  terms.day_count = DayCount::act_360;
  Account365 account(terms, "2026-04-01");
  account.moves = {{day("2026-04-01"), 8'234'567}};
  EXPECT_EQ(account.accrue("2026-04-30", "2026-04-30").credits.at(0).amount_minor, 17'767);
}

// 10,000.00 Friday to Sunday and 15,000.00 on Monday at 2 %: 2.465753.
TEST(InterestAccrual, TheWeekendEarnsOnFridaysBalance) {
  Account365 account(flat(20'000), "2026-04-10");  // a Friday
  account.moves = {{day("2026-04-10"), 1'000'000}, {day("2026-04-13"), 500'000}};
  account.accrue("2026-04-10", "2026-04-10");
  const InterestOutcome monday = account.accrue("2026-04-13", "2026-04-13");
  ASSERT_EQ(monday.days.size(), 3U);
  EXPECT_EQ(monday.days[1].balance_minor, 1'000'000);
  EXPECT_EQ(monday.days[2].balance_minor, 1'500'000);
  EXPECT_EQ(
      base::divide_rounded(account.cum().num * 10'000, account.cum().den, base::Rounding::half_up),
      2'465'753);
  EXPECT_EQ(account.posted, 247);
}

// 10,000.00 at 4 % for the 366 days of 2024, ACT/365F: 401.095890.
TEST(InterestAccrual, ALeapYearHasThreeHundredAndSixtySixDays) {
  Account365 account(flat(40'000), "2024-01-01");
  account.moves = {{day("2024-01-01"), 1'000'000}};
  account.min_credit_minor = 1'000'000'000;  // nothing is credited: the balance stays
  account.accrue("2024-12-31", "2024-12-31");
  EXPECT_EQ(account.days.size(), 366U);
  EXPECT_EQ(
      base::divide_rounded(account.cum().num * 10'000, account.cum().den, base::Rounding::half_up),
      401'095'890);
  EXPECT_EQ(account.posted, 40'110);
}

// The interest column of the mini book: 20,000.00, then 15,763.84, at 2 %.
TEST(InterestAccrual, InterestColumnsOfTheMiniBook) {
  Account365 account(flat(20'000), "2026-04-01");
  account.moves = {{day("2026-04-01"), 2'000'000}, {day("2026-04-08"), -423'616}};
  const struct {
    const char* date;
    std::size_t days;
    std::int64_t posted;
    int128 cum;
  } table[] = {{"2026-04-01", 1, 110, 40'000'000'000},
               {"2026-04-02", 1, 109, 80'000'000'000},
               {"2026-04-07", 5, 548, 280'000'000'000},
               {"2026-04-08", 1, 87, 311'527'680'000}};
  for (const auto& row : table) {
    const InterestOutcome outcome = account.accrue(row.date, row.date);
    EXPECT_EQ(outcome.days.size(), row.days) << row.date;
    ASSERT_EQ(outcome.slices.size(), 1U);
    EXPECT_EQ(outcome.slices[0].amount_minor, row.posted) << row.date;
    EXPECT_EQ(account.cum(), (ExactInterest{row.cum, 365'000'000})) << row.date;
  }
}

// Friday 2026-05-29 is the last business day of May: it accrues Saturday 30 and Sunday 31 on its
// own balance and credits the month. 29 x 36,500.00 and the two days after it at 2 %: 31 x 2.00
// = 62.00.
TEST(InterestAccrual, AMonthThatEndsOnASundayIsCreditedOnFriday) {
  Account365 account(flat(20'000), "2026-05-01");
  account.moves = {{day("2026-05-01"), 3'650'000}};
  account.accrue("2026-05-28", "2026-05-28");
  // a payment dated Sunday is known already and must not count before Monday's run
  account.moves.push_back({day("2026-05-31"), -3'650'000});
  const InterestOutcome friday = account.accrue("2026-05-29", "2026-05-31");
  EXPECT_EQ(friday.days.size(), 3U);
  EXPECT_EQ(friday.days.back().balance_minor, 3'650'000);
  ASSERT_EQ(friday.credits.size(), 1U);
  EXPECT_EQ(friday.credits[0].amount_minor, 6'200);
  EXPECT_EQ(friday.credits[0].value_date, day("2026-05-31"));
  // Monday: Sunday earned nothing after all, which is 2.00 less; Monday's base is the credit alone
  const InterestOutcome monday = account.accrue("2026-06-01", "2026-06-01", "2026-05-31");
  EXPECT_EQ(monday.adjustment_minor, -200);
  EXPECT_EQ(monday.days.back().balance_minor, 6'200);
  EXPECT_TRUE(monday.credits.empty());
}

TEST(InterestAccrual, ACreditEarnsFromTheDayAfterItsValueDate) {
  Account365 account(flat(20'000), "2026-04-01");
  account.moves = {{day("2026-04-01"), 3'650'000}};
  account.accrue("2026-04-30", "2026-04-30");
  EXPECT_EQ(account.credited, 6'000);
  EXPECT_EQ(account.accrue("2026-05-01", "2026-05-01").days[0].balance_minor, 3'656'000);
}

// A run that was missed at the month end: March and April are two entries, March is credited now.
TEST(InterestAccrual, NoPostingSpansAMonth) {
  Account365 account(flat(20'000), "2026-03-30");
  account.moves = {{day("2026-03-30"), 3'650'000}};
  const InterestOutcome outcome = account.accrue("2026-04-02", "2026-04-02");
  ASSERT_EQ(outcome.slices.size(), 2U);
  EXPECT_EQ(outcome.slices[0].amount_minor, 400);
  EXPECT_EQ(outcome.slices[1].amount_minor, 400);
  ASSERT_EQ(outcome.credits.size(), 1U);
  EXPECT_EQ(outcome.credits[0].value_date, day("2026-03-31"));
  EXPECT_EQ(outcome.days[2].balance_minor, 3'650'400);  // 1 April earns on the credit
  const auto postings = interest_postings(
      {PortfolioNo{1}, "P1", base::Currency::of("AUD"), true, day("2026-04-02")}, outcome);
  ASSERT_EQ(postings.size(), 3U);
  EXPECT_EQ(postings[0].cause_key, "int|P1|2026-04-02|2026-03");
  EXPECT_EQ(postings[1].cause_key, "intcr|P1|2026-03");
  EXPECT_EQ(postings[2].cause_key, "int|P1|2026-04-02");
  for (const Posting& posting : postings) {
    EXPECT_TRUE(is_balanced(posting));
    EXPECT_EQ(posting.date, day("2026-04-02"));
  }
}

// JPY has no minor unit: 1,000,000 yen at 0.10 % earn 2.7397 yen a day, 85 yen in the 31 days of
// January: 31 x 1,000,000 x 1,000 / 365,000,000 = 84.93.
TEST(InterestAccrual, AYenAccountRoundsToWholeYen) {
  Account365 account(flat(1'000), "2024-01-01");
  account.moves = {{day("2024-01-01"), 1'000'000}};
  std::vector<std::int64_t> slices;
  for (const char* date : {"2024-01-04", "2024-01-05", "2024-01-09"}) {
    slices.push_back(account.accrue(date, date).slices.at(0).amount_minor);
  }
  EXPECT_EQ(slices, (std::vector<std::int64_t>{11, 3, 11}));  // 10.96, 13.70, 24.66
  EXPECT_EQ(account.accrue("2024-01-31", "2024-01-31").credits.at(0).amount_minor, 85);
}

// 2,000.00 overdrawn for 10 days of April; 9 % to 1,000 and 12 % above: 210.00 a year, 0.5753424 a
// day, 5.753424 for ten days. Nothing is withheld from what is owed.
TEST(InterestAccrual, AnOverdrawnAccountOwes) {
  InterestTerms terms = flat(20'000);
  terms.debit = {{100'000, 90'000}, {std::nullopt, 120'000}};
  terms.wht_ppm = 470'000;
  Account365 account(terms, "2026-04-01");
  account.moves = {{day("2026-04-01"), -200'000}, {day("2026-04-11"), 200'000}};
  const InterestOutcome outcome = account.accrue("2026-04-30", "2026-04-30");
  ASSERT_EQ(outcome.credits.size(), 1U);
  EXPECT_EQ(outcome.credits[0].amount_minor, -575);
  EXPECT_EQ(outcome.credits[0].withheld_minor, 0);
  const auto postings = interest_postings(
      {PortfolioNo{1}, "P1", base::Currency::of("USD"), false, day("2026-04-30")}, outcome);
  ASSERT_EQ(postings.size(), 2U);
  EXPECT_EQ(postings[0].cause_key, "int|P1|2026-04-30|USD");
  EXPECT_EQ(postings[0].lines[0].account, Account::receivable_interest);
  EXPECT_EQ(postings[0].lines[0].amount_minor, -575);
  EXPECT_EQ(postings[1].cause_key, "intcr|P1|2026-04|USD");
  EXPECT_EQ(postings[1].lines[0].account, Account::cash);
  EXPECT_EQ(postings[1].lines[0].amount_minor, -575);
}

// Half up on the credit: 47 % of 62.00 is 29.14; the client gets 32.86.
TEST(InterestAccrual, WithholdingIsTakenFromTheCredit) {
  InterestTerms terms = flat(20'000);
  terms.wht_ppm = 470'000;
  Account365 account(terms, "2026-05-01");
  account.moves = {{day("2026-05-01"), 3'650'000}};
  const InterestOutcome outcome = account.accrue("2026-05-29", "2026-05-31");
  EXPECT_EQ(outcome.credits.at(0).withheld_minor, 2'914);
  const auto postings = interest_postings(
      {PortfolioNo{1}, "P1", base::Currency::of("AUD"), true, day("2026-05-29"), Account::cash_cma},
      outcome);
  const Posting& credit = postings.at(1);
  ASSERT_EQ(credit.lines.size(), 3U);
  EXPECT_EQ(credit.lines[0].account, Account::cash_cma);
  EXPECT_EQ(credit.lines[0].amount_minor, 3'286);
  EXPECT_EQ(credit.lines[1].account, Account::expense_withholding_tax);
  EXPECT_EQ(credit.lines[1].amount_minor, 2'914);
  EXPECT_EQ(credit.lines[2].amount_minor, -6'200);
  EXPECT_EQ(account.accrue("2026-06-01", "2026-06-01").days[0].balance_minor, 3'653'286);
}

TEST(InterestAccrual, ARateAppliesFromItsDate) {
  const InterestTerms lower = flat(10'000);
  Account365 account(flat(20'000), "2026-04-01");
  account.moves = {{day("2026-04-01"), 3'650'000}};
  account.dated.push_back({day("2026-04-03"), &lower});
  account.accrue("2026-04-04", "2026-04-04");
  EXPECT_EQ(account.posted, 200 + 200 + 100 + 100);
  EXPECT_EQ(account.days[1].added.num, 2 * account.days[2].added.num);
}

// 10,000.00 that came on 2 April and were known on the 8th: five days of 0.5479 are posted as an
// adjustment, and the day itself is as if they had always been there.
TEST(InterestAccrual, ABackValuedEntryIsAdjusted) {
  Account365 late(flat(20'000), "2026-04-01");
  Account365 always = late;
  always.dated = {{Date(-1'000'000), &always.terms}};
  late.dated = {{Date(-1'000'000), &late.terms}};
  late.moves = always.moves = {{day("2026-04-01"), 2'000'000}};
  always.moves.push_back({day("2026-04-02"), 1'000'000});
  late.accrue("2026-04-07", "2026-04-07");
  always.accrue("2026-04-07", "2026-04-07");
  late.moves.push_back({day("2026-04-02"), 1'000'000});
  const InterestOutcome caught_up = late.accrue("2026-04-08", "2026-04-08", "2026-04-02");
  const InterestOutcome plain = always.accrue("2026-04-08", "2026-04-08");
  EXPECT_EQ(caught_up.adjustment_minor, 329);  // 6 days x 0.5479 = 3.2877
  EXPECT_EQ(caught_up.slices.at(0).amount_minor, plain.slices.at(0).amount_minor);
  EXPECT_EQ(late.posted, always.posted);
  EXPECT_EQ(late.cum(), always.cum());
  const auto postings = interest_postings(
      {PortfolioNo{1}, "P1", base::Currency::of("AUD"), true, day("2026-04-08")}, caught_up);
  EXPECT_EQ(postings.at(0).cause_key, "intadj|P1|2026-04-08");
  EXPECT_EQ(postings.at(0).kind, EntryKind::adjustment);
}

TEST(InterestAccrual, ASmallCreditWaits) {
  Account365 account(flat(20'000), "2026-04-01");
  account.moves = {{day("2026-04-01"), 36'500}};  // 0.02 a day
  account.min_credit_minor = 100;
  EXPECT_TRUE(account.accrue("2026-04-30", "2026-04-30").credits.empty());  // 0.60
  const InterestOutcome may = account.accrue("2026-05-29", "2026-05-31");
  EXPECT_EQ(may.credits.at(0).amount_minor, 122);  // 0.60 + 0.62
}

TEST(InterestAccrual, AQuarterCreditsThreeMonths) {
  Account365 account(flat(20'000), "2026-04-01");
  account.credit_on = CreditOn::quarter_end;
  account.moves = {{day("2026-04-01"), 3'650'000}};
  EXPECT_TRUE(account.accrue("2026-04-30", "2026-04-30").credits.empty());
  EXPECT_TRUE(account.accrue("2026-05-29", "2026-05-31").credits.empty());
  EXPECT_EQ(account.accrue("2026-06-30", "2026-06-30").credits.at(0).amount_minor, 18'200);
}

TEST(InterestAccrual, AnAccountThatClosesIsCreditedOnItsLastDay) {
  Account365 account(flat(20'000), "2026-04-01");
  account.moves = {{day("2026-04-01"), 3'650'000}, {day("2026-04-10"), -3'650'000}};
  account.last_day = day("2026-04-10");
  const InterestOutcome outcome = account.accrue("2026-04-13", "2026-04-13");
  EXPECT_EQ(outcome.days.size(), 10U);
  EXPECT_EQ(outcome.credits.at(0).amount_minor, 1'800);
  EXPECT_EQ(outcome.credits.at(0).value_date, day("2026-04-10"));
}

TEST(InterestAccrual, NamesTheDayThatHasNoRate) {
  const InterestTerms terms = flat(20'000);
  const std::vector<DatedInterestTerms> dated{{day("2026-04-03"), &terms}};
  InterestRun run;
  run.first = day("2026-04-01");
  run.accrued_through = day("2026-03-31");
  run.business_date = run.through = day("2026-04-07");
  run.terms = dated;
  EXPECT_TRUE(accrue_interest(run).has_value());  // no cash needs no rate
  run.balance_minor = 1;
  EXPECT_EQ(accrue_interest(run).error(), day("2026-04-01"));
  run.first = day("2026-04-03");
  run.accrued_through = day("2026-04-02");
  EXPECT_TRUE(accrue_interest(run).has_value());
}

TEST(InterestAccrual, WithoutTermsNothingAccrues) {
  const std::vector<DatedInterestTerms> dated{{day("2026-01-01"), nullptr}};
  InterestRun run;
  run.first = run.business_date = run.through = day("2026-04-01");
  run.accrued_through = day("2026-03-31");
  run.balance_minor = 5'000'000;
  run.terms = dated;
  const auto outcome = accrue_interest(run).value();
  EXPECT_EQ(outcome.days.at(0).cum.num, 0);
  EXPECT_TRUE(interest_postings({}, outcome).empty());
}

// credits x den + carry = sum of what was added, and 1220 = half_up(cum) - credited, for random
// balances, rates, day counts, run dates and back-valued moves; the order of moves never matters.
TEST(InterestAccrual, NothingIsLostInAThousandAccounts) {
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::int64_t low, std::int64_t high) {
      return std::uniform_int_distribution<std::int64_t>(low, high)(random);
    };
    InterestTerms terms;
    terms.credit = {{pick(1, 10'000'000), pick(0, 80'000)}, {std::nullopt, pick(0, 80'000)}};
    terms.debit = {{std::nullopt, pick(0, 200'000)}};
    terms.day_count = static_cast<DayCount>(pick(0, 5));
    terms.tier_mode = static_cast<InterestTierMode>(pick(0, 1));
    terms.wht_ppm = pick(0, 500'000);
    Account365 account(terms, "2023-11-15");
    account.dated = {{Date(-1'000'000), &account.terms}};
    account.moves = {{account.first_day, pick(-5'000'000, 50'000'000)}};
    Date at = account.first_day;
    for (int turn = 0; turn < 30; ++turn) {
      at = at + static_cast<std::int32_t>(pick(1, 6));
      const Date from = at - static_cast<std::int32_t>(pick(0, 9));
      std::string first;
      if (from > account.first_day) {
        account.moves.push_back({from, pick(-9'000'000, 9'000'000)});
        if (from <= account.accrued_through) first = from.iso();
      }
      std::ranges::shuffle(account.moves, random);
      const Date through = pick(0, 9) == 0 ? at.last_of_month() : at;
      if (through <= account.accrued_through) continue;
      account.accrue(at.iso().c_str(), through.iso().c_str(),
                     first.empty() ? nullptr : first.c_str());
    }
    ExactInterest sum;
    for (const InterestDay& row : account.days) sum = sum_of(sum, row.added);
    EXPECT_EQ(sum, account.cum()) << seed;
    EXPECT_EQ(account.posted, account.cum().rounded_minor()) << seed;
    const int128 carry = account.cum().num - int128{account.posted} * account.cum().den;
    EXPECT_LE(2 * (carry < 0 ? -carry : carry), account.cum().den) << seed;
    for (std::size_t i = 1; i < account.days.size(); ++i) {
      EXPECT_EQ(account.days[i].day, account.days[i - 1].day + 1) << seed;  // no calendar gap
    }
  }
}

// Run day by day or in one go, a month adds up to the same.
TEST(InterestAccrual, SlicesAddUpToTheMonth) {
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    std::mt19937 random(seed);
    Account365 daily(flat(std::uniform_int_distribution<std::int64_t>(1, 90'000)(random)),
                     "2026-04-01");
    daily.moves = {
        {day("2026-04-01"), std::uniform_int_distribution<std::int64_t>(1, 900'000'000)(random)}};
    Account365 whole = daily;
    daily.dated = {{Date(-1'000'000), &daily.terms}};
    whole.dated = {{Date(-1'000'000), &whole.terms}};
    for (Date at = day("2026-04-01"); at <= day("2026-04-30"); at = at + 1) {
      daily.accrue(at.iso().c_str(), at.iso().c_str());
    }
    whole.accrue("2026-04-30", "2026-04-30");
    EXPECT_EQ(daily.posted, whole.posted) << seed;
    EXPECT_EQ(daily.credited, whole.credited) << seed;
    EXPECT_EQ(daily.cum(), whole.cum()) << seed;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
