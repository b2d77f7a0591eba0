#include "store/subscriptions.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

struct Subscriptions : testing::Test, BookFixture {
  static SubscriptionRow terms(const char* plan, base::Date from) {
    SubscriptionRow row;
    row.id = "S1";
    row.from = from;
    row.client_id = "C-P1";
    row.plan_id = plan;
    row.currency = aud();
    row.price_minor = 29'90;
    row.gst_bps = 1'000;
    return row;
  }
  SaveCounts save(const std::vector<SubscriptionRow>& rows) {
    SaveCounts counts;
    write([&](WriteTransaction& w) { counts = save_subscriptions(w, rows); });
    return counts;
  }
  static SubscriptionInvoiceRow january() {
    SubscriptionInvoiceRow row;
    row.subscription_id = "S1";
    row.invoice.period = {day(2026, 1, 31), day(2026, 2, 28)};
    row.invoice.lines = {{finance::InvoiceLineKind::plan, "basic", row.invoice.period.from,
                          row.invoice.period.until, 29'90}};
    row.invoice.total_minor = 29'90;
    row.invoice.gst_minor = 2'72;
    row.due = day(2026, 2, 7);
    row.currency = aud();
    row.source_key = "sub|S1|2026-01-31";
    row.business_date = day(2026, 2, 2);
    return row;
  }
};

TEST_F(Subscriptions, ComeBackByIdAndDateAsFarAsTheDayGoes) {
  const auto first = terms("basic", day(2026, 1, 31));
  auto second = terms("plus", day(2026, 2, 10));
  second.price_minor.reset();
  second.cancel_date = day(2026, 6, 30);
  EXPECT_EQ(save({second, first}).added, 2);
  EXPECT_EQ(load_subscriptions(book, day(2026, 2, 9)), (std::vector{first}));
  EXPECT_EQ(load_subscriptions(book, day(2026, 2, 10)), (std::vector{first, second}));
}

TEST_F(Subscriptions, KnowADuplicateAndReportOtherContent) {
  save({terms("basic", day(2026, 1, 31))});
  const SaveCounts again =
      save({terms("basic", day(2026, 1, 31)), terms("plus", day(2026, 1, 31))});
  EXPECT_EQ(again.duplicate, 1);
  EXPECT_EQ(again.conflicts, std::vector<std::size_t>{1});
}

TEST_F(Subscriptions, InvoicesComeBackWithTheirLines) {
  write([&](WriteTransaction& w) {
    save_subscriptions(w, std::vector{terms("basic", day(2026, 1, 31))});
    save_subscription_invoice(w, january());
  });
  const auto rows = load_subscription_invoices(book);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].invoice.lines, january().invoice.lines);
  EXPECT_EQ(rows[0].invoice.gst_minor, 2'72);
  EXPECT_EQ(rows[0].source_key, "sub|S1|2026-01-31");
  Cursor view = book.query(
      "SELECT client_id, period_from, due_date, is_paid, attempts FROM v_subscription_invoice");
  ASSERT_TRUE(view.next());
  EXPECT_EQ(view.string(0), "C-P1");
  EXPECT_EQ(view.string(1), "2026-01-31");
  EXPECT_EQ(view.string(2), "2026-02-07");
  EXPECT_EQ(view.integer(3), 0);
  EXPECT_EQ(view.integer(4), 0);
}

TEST_F(Subscriptions, PaymentsAndTheirResultsComeBack) {
  const PaymentAttemptRow attempt{"S1", day(2026, 1, 31), 1, day(2026, 2, 7), 29'90, "abc"};
  const PaymentResultRow result{"S1", day(2026, 1, 31), 1, day(2026, 2, 8), true};
  SaveCounts counts;
  write([&](WriteTransaction& w) {
    save_payment_attempt(w, attempt);
    counts = save_payment_results(w, std::vector{result, result});
  });
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(counts.duplicate, 1);
  EXPECT_EQ(load_payment_attempts(book), std::vector{attempt});
  EXPECT_TRUE(load_payment_results(book, day(2026, 2, 7)).empty());
  EXPECT_EQ(load_payment_results(book, day(2026, 2, 8)), std::vector{result});
}

TEST_F(Subscriptions, CannotBeChangedOrReplaced) {
  write([&](WriteTransaction& w) {
    save_subscriptions(w, std::vector{terms("basic", day(2026, 1, 31))});
    save_subscription_invoice(w, january());
    save_payment_attempt(w, {"S1", day(2026, 1, 31), 1, day(2026, 2, 7), 29'90, "abc"});
    save_payment_results(
        w, std::vector{PaymentResultRow{"S1", day(2026, 1, 31), 1, day(2026, 2, 8), true}});
  });
  for (const std::string table :
       {"subscription", "subscription_invoice", "subscription_invoice_line", "payment_attempt",
        "payment_result"}) {
    write([&](WriteTransaction& w) {
      Database& at = w.database();
      EXPECT_THROW(at.run("UPDATE " + table + " SET known_rev = 0"), base::Error) << table;
      EXPECT_THROW(at.run("DELETE FROM " + table), base::Error) << table;
      EXPECT_THROW(at.run("INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table),
                   base::Error)
          << table;
    });
  }
}

}  // namespace
}  // namespace wealthjobs::store
