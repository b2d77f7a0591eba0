// Tables of subscriptions: terms and payment results as imported, invoices and payment requests as
// billed. All of it is append-only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/fees/subscription_invoice.h"
#include "store/master.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct SubscriptionRow {
  std::string id;
  base::Date from;
  std::string client_id;
  std::string plan_id;
  base::Currency currency;
  std::optional<std::int64_t> price_minor;  // none: the plan has no price in force
  int anchor_day = 0;                       // 0: the day of the first row
  std::optional<base::Date> cancel_date;
  bool is_tax_inclusive = true;
  std::int64_t gst_bps = 0;
  bool operator==(const SubscriptionRow&) const = default;
};
SaveCounts save_subscriptions(WriteTransaction& write, std::span<const SubscriptionRow> rows);
// Rows dated on or before `day`, by (id, from).
std::vector<SubscriptionRow> load_subscriptions(Database& book, base::Date day);

struct PaymentResultRow {
  std::string subscription_id;
  base::Date period_from;
  int attempt = 0;
  base::Date day;
  bool is_paid = false;
  bool operator==(const PaymentResultRow&) const = default;
};
SaveCounts save_payment_results(WriteTransaction& write, std::span<const PaymentResultRow> rows);
// Dated on or before `day`, by (subscription, period, attempt).
std::vector<PaymentResultRow> load_payment_results(Database& book, base::Date day);

struct SubscriptionInvoiceRow {
  std::string subscription_id;
  finance::SubscriptionInvoice invoice;
  base::Date due;
  base::Currency currency;
  bool is_late = false;
  std::string source_key;  // empty where nothing is due
  base::Date business_date;
};
void save_subscription_invoice(WriteTransaction& write, const SubscriptionInvoiceRow& row);
// All of them with their lines, by (subscription, period).
std::vector<SubscriptionInvoiceRow> load_subscription_invoices(Database& book);

struct PaymentAttemptRow {
  std::string subscription_id;
  base::Date period_from;
  int attempt = 0;
  base::Date day;
  std::int64_t amount_minor = 0;
  std::string idem;  // SHA-256(invoice|attempt): a collector sees a repeated request by it
  bool operator==(const PaymentAttemptRow&) const = default;
};
void save_payment_attempt(WriteTransaction& write, const PaymentAttemptRow& row);
std::vector<PaymentAttemptRow> load_payment_attempts(Database& book);

}  // namespace wealthjobs::store
