#include "jobs/subscription_bills.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/json_document.h"
#include "base/sha256.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::Account;

finance::Posting entry(std::string key, Date date, base::Currency currency,
                       const std::vector<std::pair<Account, std::int64_t>>& amounts) {
  finance::Posting posting;
  posting.cause_key = std::move(key);
  posting.portfolio = finance::the_firm;
  posting.date = date;
  for (const auto& [account, amount_minor] : amounts) {
    if (amount_minor == 0) continue;
    finance::PostingLine line;
    line.account = account;
    line.portfolio = finance::the_firm;
    line.currency = currency;
    line.amount_minor = amount_minor;
    posting.lines.push_back(line);
  }
  WEALTHJOBS_CHECK(finance::is_balanced(posting));
  return posting;
}

class Biller {
 public:
  Biller(const SubscriptionFile& file, const BillingOptions& options, bool is_account_currency)
      : file_(file),
        options_(options),
        is_account_currency_(is_account_currency),
        id_(file.terms.front().id),
        start_(file.terms.front().from),
        anchor_day_(file.terms.front().anchor_day != 0 ? file.terms.front().anchor_day
                                                       : start_.ymd().day) {}

  SubscriptionBills bills() {
    make_invoices();
    ask_for_payment();
    post_payments();
    return std::move(bills_);
  }

 private:
  void make_invoices() {
    const std::optional<Date> end = end_of_billing();
    std::int64_t carried_minor = 0;
    for (int k = 0;; ++k) {
      const finance::BillingPeriod period = finance::billing_period(start_, anchor_day_, k);
      if (period.from > options_.day || (end && period.from >= *end)) return;
      if (const auto* made = find_invoice(period.from)) {
        carried_minor = made->invoice.carried_minor;
        continue;
      }
      const store::SubscriptionRow& terms = terms_on(period.from);
      const auto changes = unbilled_changes(period);
      if (!changes || !terms.price_minor) return set_aside(terms, period, "no_price");
      if (!is_account_currency_) return set_aside(terms, period, "currency_mismatch");
      carried_minor = add_invoice(
          terms, finance::subscription_invoice(period, rule_terms(terms), *changes, carried_minor));
    }
  }

  // The day from which on nothing is billed: cancelled by the client, or unpaid for too long.
  [[nodiscard]] std::optional<Date> end_of_billing() const {
    std::optional<Date> end;
    for (const store::SubscriptionRow& row : file_.terms) {
      if (row.cancel_date && (!end || *row.cancel_date < *end)) end = row.cancel_date;
    }
    for (const store::SubscriptionInvoiceRow& row : file_.invoices) {
      const Date last = row.due + options_.dunning.cancel_after;
      const bool is_settled = row.invoice.total_minor == 0 || is_paid_by(row, last);
      if (!is_settled && last <= options_.day && (!end || last < *end)) end = last;
    }
    return end;
  }

  [[nodiscard]] const store::SubscriptionInvoiceRow* find_invoice(Date period_from) const {
    const auto at = std::ranges::find_if(
        file_.invoices, [&](const auto& row) { return row.invoice.period.from == period_from; });
    return at == file_.invoices.end() ? nullptr : &*at;
  }

  [[nodiscard]] const store::SubscriptionRow& terms_on(Date day) const {
    const auto after =
        std::ranges::upper_bound(file_.terms, day, {}, &store::SubscriptionRow::from);
    WEALTHJOBS_CHECK(after != file_.terms.begin());
    return *(after - 1);
  }

  static finance::SubscriptionTerms rule_terms(const store::SubscriptionRow& row) {
    return {row.from, row.plan_id, row.price_minor.value_or(0), row.is_tax_inclusive, row.gst_bps};
  }

  [[nodiscard]] bool is_billed(Date day_of_change) const {
    const auto has_line = [&](const store::SubscriptionInvoiceRow& row) {
      return std::ranges::any_of(row.invoice.lines, [&](const finance::InvoiceLine& line) {
        return line.kind == finance::InvoiceLineKind::charge && line.from == day_of_change;
      });
    };
    return std::ranges::any_of(file_.invoices, has_line) ||
           std::ranges::any_of(bills_.invoices, has_line);
  }

  // Changes inside periods before this one that no invoice has; nothing where a price is missing.
  [[nodiscard]] std::optional<std::vector<finance::PlanChange>> unbilled_changes(
      const finance::BillingPeriod& period) const {
    std::vector<finance::PlanChange> changes;
    for (std::size_t i = 1; i < file_.terms.size(); ++i) {
      const store::SubscriptionRow& after = file_.terms[i];
      if (after.from >= period.from) break;
      int k = 0;
      finance::BillingPeriod in = finance::billing_period(start_, anchor_day_, k);
      while (in.until <= after.from) in = finance::billing_period(start_, anchor_day_, ++k);
      if (in.from == after.from || is_billed(after.from)) continue;
      const store::SubscriptionRow& before = file_.terms[i - 1];
      if (!before.price_minor || !after.price_minor) return std::nullopt;
      changes.push_back({in, rule_terms(before), rule_terms(after)});
    }
    return changes;
  }

  std::int64_t add_invoice(const store::SubscriptionRow& terms,
                           finance::SubscriptionInvoice invoice) {
    store::SubscriptionInvoiceRow row;
    row.subscription_id = id_;
    row.currency = terms.currency;
    row.is_late = invoice.period.until <= options_.day;
    row.due = (row.is_late ? options_.day : invoice.period.from) + options_.due_days;
    row.business_date = options_.posting_day;
    if (invoice.total_minor != 0) {
      row.source_key = invoice_key(id_, invoice.period.from);
      bills_.postings.push_back(
          entry(row.source_key, invoice.period.from, terms.currency,
                {{Account::payable_subscription, invoice.total_minor},
                 {Account::income_subscription, invoice.gst_minor - invoice.total_minor},
                 {Account::payable_gst, -invoice.gst_minor}}));
    }
    row.invoice = std::move(invoice);
    bills_.invoices.push_back(row);
    return row.invoice.carried_minor;
  }

  void set_aside(const store::SubscriptionRow& terms, const finance::BillingPeriod& period,
                 const char* reason) {
    store::QuarantineRow row;
    row.job = "subscription_billing";
    row.day = options_.day;
    row.source = "subscription " + id_;
    row.row_key = invoice_key(id_, period.from);
    row.reason = reason;
    row.payload_json = base::json_line({{"subscription_id", id_},
                                        {"client_id", terms.client_id},
                                        {"plan_id", terms.plan_id},
                                        {"currency", terms.currency.code()},
                                        {"period_from", period.from.iso()}});
    bills_.quarantine.push_back(std::move(row));
  }

  [[nodiscard]] const store::PaymentResultRow* payment_of(Date period_from) const {
    const auto at = std::ranges::find_if(file_.results, [&](const store::PaymentResultRow& row) {
      return row.is_paid && row.period_from == period_from;
    });
    return at == file_.results.end() ? nullptr : &*at;
  }

  [[nodiscard]] bool is_paid_by(const store::SubscriptionInvoiceRow& row, Date day) const {
    const auto* const payment = payment_of(row.invoice.period.from);
    return payment != nullptr && payment->day <= day;
  }

  void ask_for_payment() {
    for (const auto& row : file_.invoices) ask_for(row);
    for (const auto& row : bills_.invoices) ask_for(row);
  }

  void ask_for(const store::SubscriptionInvoiceRow& row) {
    if (row.invoice.total_minor == 0) return;
    const Date period_from = row.invoice.period.from;
    const finance::Dunning dunning =
        finance::dunning_on(options_.day, row.due, is_paid_by(row, options_.day), options_.dunning);
    for (int n = 1; n <= dunning.attempts; ++n) {
      const bool is_asked = std::ranges::any_of(file_.attempts, [&](const auto& attempt) {
        return attempt.period_from == period_from && attempt.attempt == n;
      });
      if (is_asked) continue;
      const int late = n == 1 ? 0 : options_.dunning.retry_days[static_cast<std::size_t>(n - 2)];
      bills_.attempts.push_back(
          {id_, period_from, n, row.due + late, row.invoice.total_minor,
           base::sha256_hex(invoice_key(id_, period_from) + "|" + std::to_string(n))});
    }
    using enum finance::DunningState;
    if (dunning.state == past_due || dunning.state == suspended || dunning.state == cancelled) {
      bills_.findings.push_back({options_.day, "subscription_billing",
                                 std::string(finance::name_of(dunning.state)),
                                 store::Severity::warn, finance::the_firm, finance::no_instrument,
                                 "subscription " + id_ + ": the invoice of " + period_from.iso() +
                                     ", due " + row.due.iso() + ", is not paid"});
    }
  }

  void post_payments() {
    for (const auto& row : file_.invoices) post_payment(row);
    for (const auto& row : bills_.invoices) post_payment(row);
  }

  void post_payment(const store::SubscriptionInvoiceRow& row) {
    const std::int64_t total = row.invoice.total_minor;
    const auto* const payment = payment_of(row.invoice.period.from);
    if (payment == nullptr || total == 0) return;
    bills_.postings.push_back(
        entry(payment_key(id_, row.invoice.period.from), payment->day, row.currency,
              {{Account::cash_cma, total}, {Account::payable_subscription, -total}}));
  }

  const SubscriptionFile& file_;
  const BillingOptions& options_;
  bool is_account_currency_;
  const std::string& id_;
  Date start_;
  int anchor_day_;
  SubscriptionBills bills_;
};

}  // namespace

std::string invoice_key(const std::string& subscription_id, Date period_from) {
  return "sub|" + subscription_id + "|" + period_from.iso();
}

std::string payment_key(const std::string& subscription_id, Date period_from) {
  return "subpay|" + subscription_id + "|" + period_from.iso();
}

SubscriptionBills bills_of(const SubscriptionFile& file, const BillingOptions& options,
                           bool is_account_currency) {
  WEALTHJOBS_CHECK(!file.terms.empty());
  return Biller(file, options, is_account_currency).bills();
}

}  // namespace wealthjobs::jobs
