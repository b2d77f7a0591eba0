#include <gtest/gtest.h>

#include "scratch_book.h"
#include "store/subscriptions.h"

namespace wealthjobs::jobs {
namespace {

using testing::day;
using testing::ScratchBook;

struct SubscriptionBilling : ::testing::Test {
  void subscribe(const char* from, const char* plan, std::optional<std::int64_t> price_minor) {
    store::SubscriptionRow row;
    row.id = "S1";
    row.from = day(from);
    row.client_id = "C9";
    row.plan_id = plan;
    row.currency = base::Currency::of("AUD");
    row.price_minor = price_minor;
    row.gst_bps = 1'000;
    scratch.write([&](store::WriteTransaction& write) {
      EXPECT_EQ(store::save_subscriptions(write, std::vector{row}).added, 1);
    });
  }
  std::int64_t balance(int account) {
    store::Cursor at = scratch.book.query(
        "SELECT amount_minor FROM balance WHERE portfolio_no = 0 AND account = ?", account);
    return at.next() ? at.integer(0) : 0;
  }
  ScratchBook scratch;
};

TEST_F(SubscriptionBilling, PostsToTheFirmAndOnlyOnce) {
  subscribe("2026-04-01", "basic", 29'90);
  const auto first = scratch.run("subscription_billing", "2026-04-01");
  EXPECT_EQ(first.status, base::ExitStatus::ok) << first.why;
  EXPECT_EQ(first.why, "1 invoice, 29.90 AUD, 0 payment requests, 0 payments");
  EXPECT_EQ(balance(2130), 29'90);
  EXPECT_EQ(balance(4500), -27'18);
  EXPECT_EQ(balance(2120), -2'72);
  const auto again = scratch.run("subscription_billing", "2026-04-01");
  EXPECT_TRUE(again.is_reused);
  EXPECT_EQ(balance(2130), 29'90);
}

TEST_F(SubscriptionBilling, PostsWhatWasPaidAndSaysSoOnce) {
  subscribe("2026-04-01", "basic", 29'90);
  scratch.run("subscription_billing", "2026-04-08");
  scratch.write([&](store::WriteTransaction& write) {
    store::save_payment_results(write, std::vector{store::PaymentResultRow{
                                           "S1", day("2026-04-01"), 1, day("2026-04-09"), true}});
  });
  EXPECT_EQ(scratch.run("subscription_billing", "2026-04-09").why,
            "0 invoices, 0 payment requests, 1 payment");
  EXPECT_EQ(balance(2130), 0);
  EXPECT_EQ(balance(1010), 29'90);
  EXPECT_EQ(scratch.run("subscription_billing", "2026-04-10").why,
            "0 invoices, 0 payment requests, 0 payments");
  EXPECT_EQ(balance(1010), 29'90);
}

TEST_F(SubscriptionBilling, LeavesAPlanWithoutPriceInQuarantine) {
  subscribe("2026-04-01", "lost", std::nullopt);
  const auto done = scratch.run("subscription_billing", "2026-04-01");
  EXPECT_EQ(done.status, base::ExitStatus::ok);
  EXPECT_EQ(done.why, "0 invoices, 0 payment requests, 0 payments, 1 in quarantine");
  EXPECT_EQ(balance(2130), 0);
}

TEST_F(SubscriptionBilling, SaysThatThereIsNothingToBill) {
  EXPECT_EQ(scratch.run("subscription_billing", "2026-04-01").why, "no client has a subscription");
}

}  // namespace
}  // namespace wealthjobs::jobs
