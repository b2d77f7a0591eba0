// subscription_billing: invoices of plans that clients have ordered from the firm itself, requests
// for payment, and what was paid (domain job 4).
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"
#include "jobs/definitions.h"
#include "jobs/subscription_bills.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

std::string fingerprint(const JobContext& context) {
  std::string text;
  const Date day = context.request.business_date;
  for (const store::SubscriptionRow& row : store::load_subscriptions(context.book, day)) {
    text += row.id + "|" + row.from.iso() + "|" + row.plan_id + "|" + row.currency.code() + "|" +
            (row.price_minor ? std::to_string(*row.price_minor) : "") + "|" +
            (row.cancel_date ? row.cancel_date->iso() : "") + "|" + std::to_string(row.gst_bps) +
            "\n";
  }
  for (const store::PaymentResultRow& row : store::load_payment_results(context.book, day)) {
    text += row.subscription_id + "|" + row.period_from.iso() + "|" + std::to_string(row.attempt) +
            (row.is_paid ? "|paid\n" : "|failed\n");
  }
  return base::sha256_hex(text);
}

std::map<std::string, SubscriptionFile> load_files(store::Database& book, Date day) {
  std::map<std::string, SubscriptionFile> files;
  for (auto& row : store::load_subscriptions(book, day)) files[row.id].terms.push_back(row);
  const auto add = [&](auto rows, auto member) {
    for (auto& row : rows) {
      const auto found = files.find(row.subscription_id);
      if (found != files.end()) (found->second.*member).push_back(std::move(row));
    }
  };
  add(store::load_subscription_invoices(book), &SubscriptionFile::invoices);
  add(store::load_payment_attempts(book), &SubscriptionFile::attempts);
  add(store::load_payment_results(book, day), &SubscriptionFile::results);
  return files;
}

// Where the client keeps portfolios: one of them is in the currency of the latest terms.
bool has_account(const store::Master& master, const store::SubscriptionRow& terms) {
  bool has_portfolio = false;
  for (const store::PortfolioRow& portfolio : master.portfolios()) {
    if (portfolio.client_id != terms.client_id) continue;
    if (portfolio.base_currency == terms.currency) return true;
    has_portfolio = true;
  }
  return !has_portfolio;
}

// A closed day takes no entry: the first open one does.
Date posting_day(JobContext& context, std::optional<Date> last_closed) {
  const Date day = context.request.business_date;
  if (!last_closed || day > *last_closed) return day;
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(
      calendar_named(calendars, context.request.config->calendar.primary));
  return finance::next_business_day(primary, *last_closed);
}

BillingOptions options_of(JobContext& context, std::optional<Date> last_closed) {
  const Parameters& parameters = context.request.parameters;
  BillingOptions options;
  options.day = context.request.business_date;
  options.posting_day = posting_day(context, last_closed);
  options.due_days = static_cast<int>(parameters.integer("due_days"));
  options.dunning.suspend_after = static_cast<int>(parameters.integer("suspend_after"));
  options.dunning.cancel_after = static_cast<int>(parameters.integer("cancel_after"));
  for (const std::int64_t days : parameters.integers("retry_days")) {
    options.dunning.retry_days.push_back(static_cast<int>(days));
  }
  std::ranges::sort(options.dunning.retry_days);
  return options;
}

struct Totals {
  std::map<base::Currency, std::int64_t> billed_minor;
  long long invoices = 0, late = 0, requests = 0, payments = 0, waiting = 0;
};

std::string summary(const Totals& totals, std::size_t subscriptions) {
  if (subscriptions == 0) return "no client has a subscription";
  std::string text = base::counted("invoice", totals.invoices);
  for (const auto& [currency, minor] : totals.billed_minor) {
    text += ", " + base::format_money(minor, currency) + " " + currency.code();
  }
  if (totals.late > 0) text += ", " + std::to_string(totals.late) + " of them late";
  text += ", " + base::counted("payment request", totals.requests);
  text += ", " + base::counted("payment", totals.payments);
  if (totals.waiting > 0) text += ", " + std::to_string(totals.waiting) + " in quarantine";
  return text;
}

void write_bills(JobWrite& write, const store::Master& master, const SubscriptionBills& bills,
                 const store::JournalOptions& options, Date day) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  for (const auto& row : bills.invoices) store::save_subscription_invoice(transaction, row);
  for (const auto& row : bills.attempts) store::save_payment_attempt(transaction, row);
  store::JournalWriter journal(transaction, master, options);
  for (const finance::Posting& posting : bills.postings) journal.post(posting);
  journal.flush();
  store::save_quarantine(transaction, bills.quarantine);
  store::save_findings(transaction, day, "subscription_billing", bills.findings);
}

template <class Rows>
void append(Rows& to, Rows& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const auto files = load_files(context.book, day);
  const auto master = std::make_shared<store::Master>(store::Master::load(context.book));
  const auto last_close = store::load_last_close(context.book);
  const std::optional<Date> last_closed =
      last_close ? std::optional(last_close->day) : std::nullopt;
  const BillingOptions options = options_of(context, last_closed);

  // compute
  const auto bills = std::make_shared<SubscriptionBills>();
  Totals totals;
  for (const auto& [id, file] : files) {
    SubscriptionBills own = bills_of(file, options, has_account(*master, file.terms.back()));
    std::erase_if(own.postings, [&](const finance::Posting& posting) {
      return store::load_entry(context.book, posting.cause_key).has_value();
    });
    for (const store::SubscriptionInvoiceRow& row : own.invoices) {
      totals.billed_minor[row.currency] += row.invoice.total_minor;
      totals.late += row.is_late ? 1 : 0;
    }
    totals.payments += std::ranges::count_if(own.postings, [](const finance::Posting& posting) {
      return posting.cause_key.starts_with("subpay|");
    });
    append(bills->invoices, own.invoices);
    append(bills->attempts, own.attempts);
    append(bills->postings, own.postings);
    append(bills->quarantine, own.quarantine);
    append(bills->findings, own.findings);
  }
  totals.invoices = static_cast<long long>(bills->invoices.size());
  totals.requests = static_cast<long long>(bills->attempts.size());
  totals.waiting = static_cast<long long>(bills->quarantine.size());

  // write
  JobResult result;
  result.why = summary(totals, files.size());
  result.rows_read = static_cast<std::int64_t>(files.size());
  result.rows_written = static_cast<std::int64_t>(bills->invoices.size() + bills->attempts.size() +
                                                  bills->postings.size());
  result.result_json = base::json_line({{"invoices", totals.invoices},
                                        {"late", totals.late},
                                        {"payment_requests", totals.requests},
                                        {"payments", totals.payments},
                                        {"quarantined", totals.waiting}});
  result.write = [=, journal = store::JournalOptions{"subscription_billing", options.posting_day,
                                                     last_closed}](JobWrite& write) {
    write_bills(write, *master, *bills, journal, day);
  };
  return result;
}

}  // namespace

JobDefinition subscription_billing() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "subscription_billing";
  job.summary = "invoice the plans of clients, ask for payment, post what was paid";
  job.posts = true;
  job.may_follow_close = true;
  job.rerun = Rerun::repeat;
  job.parameters = {
      {.key = "due_days",
       .unit = "days",
       .min = 0,
       .max = 365,
       .default_value = 7,
       .meaning = "an invoice is due so long after its period begins"},
      {.key = "suspend_after",
       .unit = "days",
       .min = 1,
       .max = 365,
       .default_value = 14,
       .meaning = "unpaid for so long after the due date: suspended"},
      {.key = "cancel_after",
       .unit = "days",
       .min = 1,
       .max = 3650,
       .default_value = 30,
       .meaning = "unpaid for so long: cancelled, nothing is billed from then on"},
      {.key = "retry_days",
       .type = ParameterType::integer_list,
       .unit = "days",
       .min = 1,
       .max = 365,
       .default_value = std::vector<std::int64_t>{1, 3, 5, 7},
       .meaning = "payment is asked for again so long after the due date"},
  };
  job.reads = "subscription subscription_invoice payment_attempt payment_result portfolio";
  job.writes =
      "subscription_invoice subscription_invoice_line payment_attempt journal_entry "
      "journal_line balance quarantine finding";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
