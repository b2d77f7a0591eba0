#include "store/subscriptions.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/check.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

std::vector<SubscriptionRow> subscriptions_of(Cursor at) {
  std::vector<SubscriptionRow> rows;
  while (at.next()) {
    SubscriptionRow row;
    row.id = at.string(0);
    row.from = at.date(1);
    row.client_id = at.string(2);
    row.plan_id = at.string(3);
    row.currency = at.currency(4);
    if (!at.is_null(5)) row.price_minor = at.integer(5);
    row.anchor_day = at.small(6);
    row.cancel_date = at.optional_date(7);
    row.is_tax_inclusive = at.integer(8) != 0;
    row.gst_bps = at.integer(9);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<PaymentResultRow> results_of(Cursor at) {
  std::vector<PaymentResultRow> rows;
  while (at.next()) {
    rows.push_back({at.string(0), at.date(1), at.small(2), at.date(3),
                    at.text(4) == std::string_view("paid")});
  }
  return rows;
}

// Known rows are told from new ones and from other content under a known key.
template <class Row, class Key, class Insert>
SaveCounts save_unknown(std::span<const Row> rows, std::vector<Row> stored, Key key,
                        Insert insert) {
  std::map<decltype(key(stored[0])), Row> known;
  for (Row& row : stored) known.emplace(key(row), std::move(row));
  SaveCounts counts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto [at, is_new] = known.emplace(key(rows[i]), rows[i]);
    if (is_new) {
      insert(rows[i]);
      ++counts.added;
    } else if (at->second == rows[i]) {
      ++counts.duplicate;
    } else {
      counts.conflicts.push_back(i);
    }
  }
  return counts;
}

constexpr std::string_view select_subscriptions =
    "SELECT subscription_id, from_day, client_id, plan_id, currency, price_minor, anchor_day, "
    "cancel_day, is_tax_inclusive, gst_bps FROM subscription WHERE from_day <= ? "
    "ORDER BY subscription_id, from_day";
constexpr std::string_view select_results =
    "SELECT subscription_id, period_from, attempt, day, result FROM payment_result "
    "WHERE day <= ? ORDER BY subscription_id, period_from, attempt";
const base::Date end_of_time = base::Date::from(9999, 12, 31);

finance::InvoiceLineKind line_kind_named(std::string_view name) {
  using enum finance::InvoiceLineKind;
  for (const auto kind : {plan, credit, charge, brought_forward, carried_forward}) {
    if (finance::name_of(kind) == name) return kind;
  }
  WEALTHJOBS_CHECK(false);
  return plan;
}

}  // namespace

SaveCounts save_subscriptions(WriteTransaction& write, std::span<const SubscriptionRow> rows) {
  Database& book = write.database();
  return save_unknown<SubscriptionRow>(
      rows, subscriptions_of(book.query(select_subscriptions, end_of_time)),
      [](const SubscriptionRow& row) { return std::pair(row.id, row.from); },
      [&](const SubscriptionRow& row) {
        book.run("INSERT INTO subscription VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row.id,
                 row.from, row.client_id, row.plan_id, row.currency, row.price_minor,
                 row.anchor_day, row.cancel_date, row.is_tax_inclusive ? 1 : 0, row.gst_bps,
                 write.revision());
      });
}

std::vector<SubscriptionRow> load_subscriptions(Database& book, base::Date day) {
  return subscriptions_of(book.query(select_subscriptions, day));
}

SaveCounts save_payment_results(WriteTransaction& write, std::span<const PaymentResultRow> rows) {
  Database& book = write.database();
  return save_unknown<PaymentResultRow>(
      rows, results_of(book.query(select_results, end_of_time)),
      [](const PaymentResultRow& row) {
        return std::tuple(row.subscription_id, row.period_from, row.attempt);
      },
      [&](const PaymentResultRow& row) {
        book.run("INSERT INTO payment_result VALUES (?, ?, ?, ?, ?, ?)", row.subscription_id,
                 row.period_from, row.attempt, row.day, row.is_paid ? "paid" : "failed",
                 write.revision());
      });
}

std::vector<PaymentResultRow> load_payment_results(Database& book, base::Date day) {
  return results_of(book.query(select_results, day));
}

void save_subscription_invoice(WriteTransaction& write, const SubscriptionInvoiceRow& row) {
  Database& book = write.database();
  const finance::SubscriptionInvoice& invoice = row.invoice;
  book.run("INSERT INTO subscription_invoice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           row.subscription_id, invoice.period.from, invoice.period.until, row.due, row.currency,
           invoice.total_minor, invoice.gst_minor, invoice.carried_minor, row.is_late ? 1 : 0,
           row.source_key, row.business_date, write.revision());
  std::int64_t n = 0;
  for (const finance::InvoiceLine& line : invoice.lines) {
    book.run("INSERT INTO subscription_invoice_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.subscription_id, invoice.period.from, ++n, finance::name_of(line.kind),
             line.plan_id, line.from, line.until, line.amount_minor, write.revision());
  }
}

std::vector<SubscriptionInvoiceRow> load_subscription_invoices(Database& book) {
  std::vector<SubscriptionInvoiceRow> rows;
  Cursor at = book.query(
      "SELECT subscription_id, period_from, period_until, due_day, currency, total_minor, "
      "gst_minor, carried_minor, is_late, source_key, business_date FROM subscription_invoice "
      "ORDER BY subscription_id, period_from");
  while (at.next()) {
    SubscriptionInvoiceRow row;
    row.subscription_id = at.string(0);
    row.invoice.period = {at.date(1), at.date(2)};
    row.due = at.date(3);
    row.currency = at.currency(4);
    row.invoice.total_minor = at.integer(5);
    row.invoice.gst_minor = at.integer(6);
    row.invoice.carried_minor = at.integer(7);
    row.is_late = at.integer(8) != 0;
    row.source_key = at.string(9);
    row.business_date = at.date(10);
    Cursor line = book.query(
        "SELECT kind, plan_id, from_day, until_day, amount_minor FROM subscription_invoice_line "
        "WHERE subscription_id = ? AND period_from = ? ORDER BY n",
        row.subscription_id, row.invoice.period.from);
    while (line.next()) {
      row.invoice.lines.push_back({line_kind_named(line.text(0)), line.string(1), line.date(2),
                                   line.date(3), line.integer(4)});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void save_payment_attempt(WriteTransaction& write, const PaymentAttemptRow& row) {
  write.database().run("INSERT INTO payment_attempt VALUES (?, ?, ?, ?, ?, ?, ?)",
                       row.subscription_id, row.period_from, row.attempt, row.day, row.amount_minor,
                       row.idem, write.revision());
}

std::vector<PaymentAttemptRow> load_payment_attempts(Database& book) {
  std::vector<PaymentAttemptRow> rows;
  Cursor at = book.query(
      "SELECT subscription_id, period_from, attempt, day, amount_minor, idem FROM "
      "payment_attempt ORDER BY subscription_id, period_from, attempt");
  while (at.next()) {
    rows.push_back(
        {at.string(0), at.date(1), at.small(2), at.date(3), at.integer(4), at.string(5)});
  }
  return rows;
}

}  // namespace wealthjobs::store
