#include "jobs/interest_result.h"

#include "interest_book.h"

namespace wealthjobs::jobs::testing {
namespace {

const base::Currency aud = base::Currency::of("AUD");
const base::Currency usd = base::Currency::of("USD");

finance::PostingLine line(finance::Account account, base::Currency currency, std::int64_t amount) {
  return {account, finance::PortfolioNo{1}, finance::no_instrument, currency, amount, {}, {}};
}

InterestWork sample_work() {
  InterestWork work;
  work.portfolio = finance::PortfolioNo{1};
  work.days_accrued = 3;
  finance::Posting accrued;
  accrued.cause_key = "int|P1|2026-04-30";
  accrued.lines = {line(finance::Account::receivable_interest, aud, 600),
                   line(finance::Account::income_interest, aud, -600)};
  finance::Posting credited;
  credited.cause_key = "intcr|P1|2026-04";
  credited.lines = {line(finance::Account::cash, aud, 5'400),
                    line(finance::Account::expense_withholding_tax, aud, 600),
                    line(finance::Account::receivable_interest, aud, -6'000)};
  work.wanted = {accrued, credited};
  work.credits["intcr|P1|2026-04"].currency = aud;
  work.credits["intcr|P1|2026-04"].amount_minor = 6'000;
  work.corrections.replacements = {{0, accrued.cause_key, accrued},
                                   {0, credited.cause_key, credited}};
  return work;
}

TEST(InterestResult, AddsUpByCurrencyAndSaysSo) {
  InterestResult result;
  add_work(result, sample_work());
  EXPECT_EQ(summary(result), "interest of 1 portfolio: 6.00 AUD accrued, 60.00 AUD credited");
  InterestWork held;
  held.hold = store::Hold{};
  add_work(result, std::move(held));
  EXPECT_EQ(summary(result),
            "interest of 1 portfolio: 6.00 AUD accrued, 60.00 AUD credited, 1 hold");
  EXPECT_EQ(result_json_of(result),
            "{\"portfolios_accrued\":1,\"portfolios_held\":1,\"days_accrued\":3,"
            "\"entries_posted\":2,\"entries_reversed\":0,\"interest_minor\":{\"AUD\":600},"
            "\"credited_minor\":{\"AUD\":6000}}");
}

TEST(InterestResult, NamesWhatWouldBeUndone) {
  InterestWork work = sample_work();
  work.corrections.reversals.push_back({7, "int|P1|2026-04-30|x0", work.wanted[0]});
  InterestResult result;
  add_work(result, std::move(work));
  EXPECT_EQ(result.undone, "int|P1|2026-04-30");
  EXPECT_EQ(summary(result),
            "interest of 1 portfolio: 6.00 AUD accrued, 60.00 AUD credited, 1 reversal");
}

// nav gains 5,400 of cash and loses 5,400 of receivable: the 600 that were withheld are gone, the
// 600 that were accrued have come.
TEST(InterestResult, ValuesWhatThePostingsDidToNav) {
  InterestBookFixture scratch;
  scratch.saver("P1");
  scratch.add(Flow{"C1", "2026-04-01", "1000.00"});
  scratch.work("2026-04-01");
  InterestResult result;
  add_work(result, sample_work());
  value_effects(scratch.book, scratch.master, day("2026-04-01"), result);
  ASSERT_EQ(result.effects.size(), 1U);
  ASSERT_EQ(result.effects[0].posted.size(), 1U);
  const store::InterestPosted& posted = result.effects[0].posted[0];
  EXPECT_EQ(posted.receivable_minor, -5'400);
  EXPECT_EQ(posted.cash_minor, 5'400);
  EXPECT_EQ(posted.base_minor, 0);
  ASSERT_TRUE(result.effects[0].revaluation);
  EXPECT_EQ(result.effects[0].revaluation->nav.cash_minor, 105'400);
  EXPECT_EQ(result.effects[0].revaluation->nav.nav_minor, 100'000);
}

TEST(InterestResult, NamesTheRateThatIsMissing) {
  InterestBookFixture scratch;
  scratch.saver("P1");
  scratch.work("2026-04-01");
  InterestWork work = sample_work();
  for (finance::Posting& posting : work.wanted) {
    for (finance::PostingLine& at : posting.lines) at.currency = usd;
  }
  work.corrections.replacements = {{0, "int|P1|2026-04-30", work.wanted[0]}};
  InterestResult result;
  add_work(result, std::move(work));
  value_effects(scratch.book, scratch.master, day("2026-04-01"), result);
  EXPECT_EQ(result.missing_rate, "USD/AUD");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
