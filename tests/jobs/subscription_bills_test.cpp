#include "jobs/subscription_bills.h"

#include <gtest/gtest.h>

namespace wealthjobs::jobs {
namespace {

using base::Date;

const Date april = Date::from(2026, 4, 1);

store::SubscriptionRow terms(const char* plan, Date from, std::optional<std::int64_t> price_minor) {
  store::SubscriptionRow row;
  row.id = "S1";
  row.from = from;
  row.client_id = "C1";
  row.plan_id = plan;
  row.currency = base::Currency::of("AUD");
  row.price_minor = price_minor;
  row.gst_bps = 1'000;
  return row;
}

BillingOptions on(Date day) {
  BillingOptions options;
  options.day = day;
  options.posting_day = day;
  options.dunning.retry_days = {1, 3, 5, 7};
  return options;
}

// Adds what was made to the file, as the next run finds it in the book.
SubscriptionBills billed(SubscriptionFile& file, Date day) {
  const SubscriptionBills bills = bills_of(file, on(day), true);
  file.invoices.insert(file.invoices.end(), bills.invoices.begin(), bills.invoices.end());
  file.attempts.insert(file.attempts.end(), bills.attempts.begin(), bills.attempts.end());
  return bills;
}

TEST(SubscriptionBills, BillEachPeriodOnce) {
  SubscriptionFile file{{terms("basic", april, 29'90)}, {}, {}, {}};
  const auto first = billed(file, april);
  ASSERT_EQ(first.invoices.size(), 1U);
  EXPECT_EQ(first.invoices[0].source_key, "sub|S1|2026-04-01");
  EXPECT_EQ(first.invoices[0].due, april + 7);
  ASSERT_EQ(first.postings.size(), 1U);
  const finance::Posting& posting = first.postings[0];
  ASSERT_EQ(posting.lines.size(), 3U);
  EXPECT_EQ(posting.lines[0].amount_minor, 29'90);   // 2130
  EXPECT_EQ(posting.lines[1].amount_minor, -27'18);  // 4500
  EXPECT_EQ(posting.lines[2].amount_minor, -2'72);   // 2120
  EXPECT_TRUE(billed(file, april + 5).invoices.empty());
  EXPECT_EQ(billed(file, Date::from(2026, 5, 1)).invoices.size(), 1U);
}

TEST(SubscriptionBills, MakeEveryMissedPeriodAndFlagItLate) {
  SubscriptionFile file{{terms("basic", april, 29'90)}, {}, {}, {}};
  const auto bills = billed(file, Date::from(2026, 6, 10));
  ASSERT_EQ(bills.invoices.size(), 3U);
  EXPECT_TRUE(bills.invoices[0].is_late);
  EXPECT_TRUE(bills.invoices[1].is_late);
  EXPECT_FALSE(bills.invoices[2].is_late);
  // what is billed late is due as long after its bill as any other
  EXPECT_EQ(bills.invoices[0].due, Date::from(2026, 6, 17));
  EXPECT_EQ(bills.invoices[2].due, Date::from(2026, 6, 8));
}

// Domain job 4: 29.90 -> 59.90 with 20 of 30 days left, on the next invoice, once.
TEST(SubscriptionBills, ProrateAChangeOnTheNextInvoiceOnce) {
  SubscriptionFile file{{terms("basic", april, 29'90)}, {}, {}, {}};
  billed(file, april);
  file.terms.push_back(terms("plus", Date::from(2026, 4, 11), 59'90));
  const auto may = billed(file, Date::from(2026, 5, 1));
  ASSERT_EQ(may.invoices.size(), 1U);
  EXPECT_EQ(may.invoices[0].invoice.total_minor, 59'90 + 20'00);
  file.results.push_back({"S1", april, 1, april + 8, true});
  file.results.push_back({"S1", Date::from(2026, 5, 1), 1, Date::from(2026, 5, 8), true});
  EXPECT_EQ(billed(file, Date::from(2026, 6, 1)).invoices.at(0).invoice.total_minor, 59'90);
}

TEST(SubscriptionBills, EndWhereTheClientCancels) {
  store::SubscriptionRow row = terms("basic", april, 29'90);
  row.cancel_date = Date::from(2026, 5, 1);
  SubscriptionFile file{{row}, {}, {}, {}};
  EXPECT_EQ(billed(file, Date::from(2026, 7, 1)).invoices.size(), 1U);
}

TEST(SubscriptionBills, AskAgainForWhatIsNotPaidAndThenEnd) {
  SubscriptionFile file{{terms("basic", april, 29'90)}, {}, {}, {}};
  EXPECT_TRUE(billed(file, april).attempts.empty());
  const Date due = april + 7;
  EXPECT_EQ(billed(file, due).attempts.size(), 1U);
  const auto later = billed(file, due + 6);
  ASSERT_EQ(later.attempts.size(), 3U);  // 2, 3, 4
  EXPECT_EQ(later.attempts[2].day, due + 5);
  EXPECT_EQ(later.attempts[0].idem.size(), 64U);
  EXPECT_TRUE(later.findings.empty());
  const auto suspended = billed(file, due + 14);
  EXPECT_EQ(suspended.findings.at(0).kind, "suspended");
  const auto ended = billed(file, due + 60);
  EXPECT_EQ(ended.findings.at(0).kind, "cancelled");
  // due 8 April + 30 days: nothing that begins from 8 May on is billed
  EXPECT_EQ(file.invoices.back().invoice.period.from, Date::from(2026, 5, 1));
}

TEST(SubscriptionBills, PostAPaymentOnceItIsReported) {
  SubscriptionFile file{{terms("basic", april, 29'90)}, {}, {}, {}};
  billed(file, april + 7);
  file.results.push_back({"S1", april, 1, april + 8, true});
  const auto bills = billed(file, april + 10);
  EXPECT_TRUE(bills.attempts.empty());
  ASSERT_EQ(bills.postings.size(), 1U);
  EXPECT_EQ(bills.postings[0].cause_key, "subpay|S1|2026-04-01");
  EXPECT_EQ(bills.postings[0].date, april + 8);
}

TEST(SubscriptionBills, SetAsideAPlanWithoutPriceAndAnotherCurrency) {
  const SubscriptionFile no_price{{terms("lost", april, std::nullopt)}, {}, {}, {}};
  const auto waiting = bills_of(no_price, on(april), true);
  ASSERT_EQ(waiting.quarantine.size(), 1U);
  EXPECT_EQ(waiting.quarantine[0].reason, "no_price");
  EXPECT_TRUE(waiting.invoices.empty());
  const SubscriptionFile foreign{{terms("basic", april, 29'90)}, {}, {}, {}};
  EXPECT_EQ(bills_of(foreign, on(april), false).quarantine.at(0).reason, "currency_mismatch");
}

}  // namespace
}  // namespace wealthjobs::jobs
