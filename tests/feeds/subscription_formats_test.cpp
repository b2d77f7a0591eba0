#include <gtest/gtest.h>

#include "feeds/subscription_rows.h"
#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using base::Date;

TEST(SubscriptionFormat, ReadsOptionalColumnsAndDefaults) {
  const BookFolder book = parsed("subscriptions.csv",
                                 "subscription_id,from_date,client_id,plan_id,currency,price,"
                                 "anchor_day,cancel_date,tax_inclusive,gst_bps\n"
                                 "S1,2026-01-31,C1,basic,AUD,29.90,,,,1000\n"
                                 "S1,2026-02-10,C1,plus,AUD,59.90,31,2026-06-30,no,\n"
                                 "S2,2026-01-01,C2,lost,JPY,,,,,\n");
  ASSERT_EQ(book.subscriptions.size(), 3U) << only_fault(book);
  EXPECT_EQ(book.subscriptions[0].price_minor, 29'90);
  EXPECT_EQ(book.subscriptions[0].anchor_day, 0);
  EXPECT_TRUE(book.subscriptions[0].is_tax_inclusive);
  EXPECT_EQ(book.subscriptions[0].gst_bps, 1'000);
  EXPECT_EQ(book.subscriptions[1].anchor_day, 31);
  EXPECT_EQ(book.subscriptions[1].cancel_date, Date::from(2026, 6, 30));
  EXPECT_FALSE(book.subscriptions[1].is_tax_inclusive);
  EXPECT_EQ(book.subscriptions[2].price_minor, std::nullopt);
}

TEST(SubscriptionFormat, GivesEachFaultItsReason) {
  const auto fault = [](const std::string& row) {
    return only_fault(parsed("subscriptions.csv",
                             "subscription_id,from_date,client_id,plan_id,currency,price,"
                             "anchor_day,tax_inclusive,gst_bps\n" +
                                 row + "\n"));
  };
  EXPECT_EQ(fault("S1,2026-01-32,C1,basic,AUD,1,,,"), "bad_date@from_date");
  EXPECT_EQ(fault("S1,2026-01-31,C1,basic,AUD,1.001,,,"), "scale_overflow@price");
  EXPECT_EQ(fault("S1,2026-01-31,C1,basic,AUD,-1,,,"), "out_of_range@price");
  EXPECT_EQ(fault("S1,2026-01-31,C1,basic,AUD,1,32,,"), "out_of_range@anchor_day");
  EXPECT_EQ(fault("S1,2026-01-31,C1,basic,AUD,1,,maybe,"), "unknown_kind@tax_inclusive");
  EXPECT_EQ(fault("S1,2026-01-31,C1,basic,AUD,1,,,10001"), "out_of_range@gst_bps");
}

TEST(SubscriptionPaymentFormat, ReadsResultsAndRefusesOthers) {
  const std::string header = "subscription_id,period_start,attempt,date,result\n";
  const BookFolder book =
      parsed("subscription_payments.csv", header +
                                              "S1,2026-01-31,1,2026-02-07,failed\n"
                                              "S1,2026-01-31,2,2026-02-08,paid\n");
  ASSERT_EQ(book.subscription_payments.size(), 2U) << only_fault(book);
  EXPECT_EQ(book.subscription_payments[0].result, PaymentResult::failed);
  EXPECT_EQ(book.subscription_payments[1].attempt, 2);
  EXPECT_EQ(name_of(book.subscription_payments[1].result), "paid");
  EXPECT_EQ(
      only_fault(parsed("subscription_payments.csv", header + "S1,2026-01-31,0,2026-02-07,paid\n")),
      "out_of_range@attempt");
  EXPECT_EQ(
      only_fault(parsed("subscription_payments.csv", header + "S1,2026-01-31,1,2026-02-07,lost\n")),
      "unknown_kind@result");
}

}  // namespace
}  // namespace wealthjobs::feeds
