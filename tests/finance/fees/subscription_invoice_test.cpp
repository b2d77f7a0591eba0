#include "finance/fees/subscription_invoice.h"

#include <gtest/gtest.h>

#include <random>

namespace wealthjobs::finance {
namespace {

using base::Date;

SubscriptionTerms plan(Date from, const char* id, std::int64_t price_minor) {
  return {from, id, price_minor, true, 1'000};
}

// Domain job 4: 31 Jan -> 28 Feb -> 31 Mar, never drifting to 28.
TEST(BillingPeriod, KeepsTheAnchorDayAndClampsItInEachMonth) {
  const Date start = Date::from(2026, 1, 31);
  EXPECT_EQ(billing_period(start, 31, 0), (BillingPeriod{start, Date::from(2026, 2, 28)}));
  EXPECT_EQ(billing_period(start, 31, 1).until, Date::from(2026, 3, 31));
  EXPECT_EQ(billing_period(start, 31, 2).until, Date::from(2026, 4, 30));
  EXPECT_EQ(billing_period(start, 31, 12).from, Date::from(2027, 1, 31));
  EXPECT_EQ(billing_period(Date::from(2024, 1, 30), 30, 1).from, Date::from(2024, 2, 29));
}

TEST(BillingPeriod, BeginsShortWhereTheStartIsNotTheAnchor) {
  const Date start = Date::from(2026, 1, 10);
  EXPECT_EQ(billing_period(start, 15, 0), (BillingPeriod{start, Date::from(2026, 1, 15)}));
  EXPECT_EQ(billing_period(start, 15, 1).until, Date::from(2026, 2, 15));
  EXPECT_EQ(billing_period(start, 5, 0), (BillingPeriod{start, Date::from(2026, 2, 5)}));
}

TEST(BillingPeriod, HasNeitherGapNorOverlap) {
  for (int anchor = 1; anchor <= 31; ++anchor) {
    for (int day = 0; day < 31; ++day) {
      const Date start = Date::from(2027, 12, 1) + day;
      for (int k = 0; k < 15; ++k) {
        const BillingPeriod period = billing_period(start, anchor, k);
        ASSERT_LT(period.from, period.until) << start.iso() << " " << anchor << " " << k;
        ASSERT_EQ(period.until, billing_period(start, anchor, k + 1).from);
      }
    }
  }
}

// Domain job 4's worked example, as the change lines of an invoice.
TEST(SubscriptionInvoice, ProratesAChangeOfPlan) {
  const BillingPeriod april{Date::from(2026, 4, 1), Date::from(2026, 5, 1)};
  const BillingPeriod may{Date::from(2026, 5, 1), Date::from(2026, 6, 1)};
  const PlanChange change{april, plan(april.from, "basic", 29'90),
                          plan(Date::from(2026, 4, 11), "plus", 59'90)};
  const auto invoice = subscription_invoice(may, plan(may.from, "plus", 0), {&change, 1}, 0);
  ASSERT_EQ(invoice.lines.size(), 3U);
  EXPECT_EQ(invoice.lines[0].amount_minor, -19'93);
  EXPECT_EQ(invoice.lines[1].amount_minor, 39'93);
  EXPECT_EQ(invoice.total_minor, 20'00);
  EXPECT_EQ(invoice.gst_minor, 1'82);
}

TEST(SubscriptionInvoice, AddsExclusiveTaxOnTop) {
  const BillingPeriod may{Date::from(2026, 5, 1), Date::from(2026, 6, 1)};
  SubscriptionTerms terms = plan(may.from, "plus", 59'95);
  EXPECT_EQ(subscription_invoice(may, terms, {}, 0).gst_minor, 5'45);
  terms.is_tax_inclusive = false;
  const auto invoice = subscription_invoice(may, terms, {}, 0);
  EXPECT_EQ(invoice.gst_minor, 6'00);  // 5.995 rounds up
  EXPECT_EQ(invoice.total_minor, 65'95);
}

TEST(SubscriptionInvoice, CarriesACreditForwardInsteadOfANegativeInvoice) {
  const BillingPeriod april{Date::from(2026, 4, 1), Date::from(2026, 5, 1)};
  const BillingPeriod may{Date::from(2026, 5, 1), Date::from(2026, 6, 1)};
  const PlanChange down{april, plan(april.from, "plus", 59'90),
                        plan(Date::from(2026, 4, 2), "free", 0)};
  const auto first = subscription_invoice(may, plan(may.from, "free", 0), {&down, 1}, 0);
  EXPECT_EQ(first.total_minor, 0);
  EXPECT_EQ(first.gst_minor, 0);
  EXPECT_EQ(first.carried_minor, -57'90);
  const BillingPeriod june{may.until, Date::from(2026, 7, 1)};
  const auto second =
      subscription_invoice(june, plan(june.from, "plus", 59'90), {}, first.carried_minor);
  EXPECT_EQ(second.total_minor, 2'00);
  EXPECT_EQ(second.carried_minor, 0);
}

// Domain job 4: lines sum to the total; credits never exceed what was billed for the period.
TEST(SubscriptionInvoice, SumsItsLinesAndNeverCreditsMoreThanWasBilled) {
  std::mt19937_64 dice(4);
  const auto roll = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  for (int n = 0; n < 2'000; ++n) {
    const BillingPeriod before =
        billing_period(Date::from(2026, 1, 1) + roll(700), 1 + roll(31), 1 + roll(4));
    const BillingPeriod period{before.until, before.until + 30};
    SubscriptionTerms terms = plan(before.from, "a", roll(100'000));
    const std::int64_t billed = terms.price_minor;
    std::vector<PlanChange> changes;
    SubscriptionTerms after = terms;
    after.from = before.from + 1 + roll(before.days() - 1);
    after.price_minor = roll(100'000);
    changes.push_back({before, terms, after});
    const auto invoice = subscription_invoice(period, after, changes, -roll(1'000));
    std::int64_t sum = 0;
    for (const InvoiceLine& line : invoice.lines) sum += line.amount_minor;
    ASSERT_EQ(sum, invoice.total_minor);
    ASSERT_GE(invoice.total_minor, 0);
    ASSERT_LE(invoice.carried_minor, 0);
    for (const InvoiceLine& line : invoice.lines) {
      if (line.kind == InvoiceLineKind::credit) {
        ASSERT_LE(-line.amount_minor, billed);
      }
    }
  }
}

// Domain job 4: attempts at days 0, 1, 3, 5, 7; past_due; suspended at 14; cancelled at 30.
TEST(Dunning, AsksAgainAndThenGivesUpInSteps) {
  const DunningPolicy policy{{1, 3, 5, 7}, 14, 30};
  const Date due = Date::from(2026, 5, 8);
  const auto on = [&](int day) { return dunning_on(due + day, due, false, policy); };
  EXPECT_EQ(on(-1), (Dunning{DunningState::open, 0}));
  EXPECT_EQ(on(0), (Dunning{DunningState::retrying, 1}));
  EXPECT_EQ(on(1), (Dunning{DunningState::retrying, 2}));
  EXPECT_EQ(on(4), (Dunning{DunningState::retrying, 3}));
  EXPECT_EQ(on(7), (Dunning{DunningState::retrying, 5}));
  EXPECT_EQ(on(8), (Dunning{DunningState::past_due, 5}));
  EXPECT_EQ(on(13).state, DunningState::past_due);
  EXPECT_EQ(on(14).state, DunningState::suspended);
  EXPECT_EQ(on(30).state, DunningState::cancelled);
  EXPECT_EQ(dunning_on(due + 40, due, true, policy).state, DunningState::paid);
  EXPECT_EQ(name_of(on(8).state), "past_due");
}

}  // namespace
}  // namespace wealthjobs::finance
