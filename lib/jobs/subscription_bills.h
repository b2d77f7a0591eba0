// What subscriptions owe on a day: invoices that are due and not made, payment requests, payments
// to post, and rows that cannot be billed (domain job 4).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "finance/fees/subscription_invoice.h"
#include "finance/ledger/posting.h"
#include "store/findings.h"
#include "store/subscriptions.h"

namespace wealthjobs::jobs {

struct BillingOptions {
  base::Date day;          // periods that have begun on it are due
  base::Date posting_day;  // the first open day from it on
  int due_days = 7;
  finance::DunningPolicy dunning;
};

// One subscription: its terms by date, and what has been billed, asked for and answered so far.
struct SubscriptionFile {
  std::vector<store::SubscriptionRow> terms;
  std::vector<store::SubscriptionInvoiceRow> invoices;
  std::vector<store::PaymentAttemptRow> attempts;
  std::vector<store::PaymentResultRow> results;
};

struct SubscriptionBills {
  std::vector<store::SubscriptionInvoiceRow> invoices;
  std::vector<store::PaymentAttemptRow> attempts;
  std::vector<finance::Posting> postings;  // of the invoices, then of payments received
  std::vector<store::QuarantineRow> quarantine;
  std::vector<store::Finding> findings;
};

// `is_account_currency`: whether the client keeps an account in the currency of the terms.
SubscriptionBills bills_of(const SubscriptionFile& file, const BillingOptions& options,
                           bool is_account_currency);

// sub|S1|2026-01-31 and subpay|S1|2026-01-31
std::string invoice_key(const std::string& subscription_id, base::Date period_from);
std::string payment_key(const std::string& subscription_id, base::Date period_from);

}  // namespace wealthjobs::jobs
