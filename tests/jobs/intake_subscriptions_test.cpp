#include "jobs/intake_subscriptions.h"

#include <gtest/gtest.h>

namespace wealthjobs::jobs {
namespace {

using base::Date;

TEST(IntakeSubscriptions, KeepsEveryColumn) {
  feeds::BookFolder folder;
  feeds::SubscriptionRow row;
  row.subscription_id = "S1";
  row.from_date = Date::from(2026, 1, 31);
  row.client_id = "C1";
  row.plan_id = "basic";
  row.currency = base::Currency::of("AUD");
  row.price_minor = 29'90;
  row.anchor_day = 31;
  row.cancel_date = Date::from(2026, 6, 30);
  row.is_tax_inclusive = false;
  row.gst_bps = 1'000;
  folder.subscriptions.push_back(row);
  const auto rows = subscription_rows(folder);
  ASSERT_EQ(rows.size(), 1U);
  const store::SubscriptionRow expected{"S1", row.from_date,   "C1",  "basic", row.currency, 29'90,
                                        31,   row.cancel_date, false, 1'000};
  EXPECT_EQ(rows[0], expected);
}

TEST(IntakeSubscriptions, TellsPaidFromFailed) {
  feeds::BookFolder folder;
  folder.subscription_payments.push_back(
      {{}, "S1", Date::from(2026, 1, 31), 2, Date::from(2026, 2, 8), feeds::PaymentResult::paid});
  folder.subscription_payments.push_back(
      {{}, "S1", Date::from(2026, 1, 31), 1, Date::from(2026, 2, 7), feeds::PaymentResult::failed});
  const auto rows = payment_result_rows(folder);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(rows[0].is_paid);
  EXPECT_EQ(rows[0].attempt, 2);
  EXPECT_FALSE(rows[1].is_paid);
}

}  // namespace
}  // namespace wealthjobs::jobs
