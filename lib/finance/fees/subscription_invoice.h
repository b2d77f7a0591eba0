// Subscription invoices: what a client's plan costs for one period, and how payment is asked for.
//
//   Period     [anchor_k, anchor_k+1): the anchor day of the month, kept, and clamped in each month
//              (31 Jan, 28 Feb, 31 Mar: never drifting to 28); period 0 starts on the start date
//   Invoice    made on the period's first day: the plan's price, and for every change of plan since
//              the last invoice, on day t with r of n days of its period left,
//              credit old x r / n and charge new x r / n, each half-up
//   Tax        inclusive: total x bps / (10,000 + bps); exclusive: on top, total x bps / 10,000;
//              half-up, once on the invoice total, at the terms of the period's first day
//   Carried    an invoice whose lines add to less than zero is zero: the rest is a line of the next
//   Dunning    days are counted from the due date: payment is asked for on day 0 and on each of
//              retry_days; then past_due, suspended from `suspend_after`, cancelled from
//              `cancel_after`
//
//   Source     domain job 4; GST Act s 9-90 (half a cent rounds up)
//   Units      minor units of one currency; tax in basis points
//   Example    29.90 -> 59.90 with 20 of 30 days left: credit 19.93, charge 39.93, net 20.00, of
//              which GST of 10 % is 1.82
//   Not here   which periods have been invoiced: jobs/subscription_billing.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace wealthjobs::finance {

struct BillingPeriod {
  base::Date from;
  base::Date until;  // the first day of the next one
  [[nodiscard]] std::int32_t days() const { return until - from; }
  bool operator==(const BillingPeriod&) const = default;
};

// Period number k = 0, 1, 2 ... of a subscription that starts on `start`; anchor_day 1 .. 31.
BillingPeriod billing_period(base::Date start, int anchor_day, int k);

// What holds from a date on.
struct SubscriptionTerms {
  base::Date from;
  std::string plan_id;
  std::int64_t price_minor = 0;
  bool is_tax_inclusive = true;
  std::int64_t gst_bps = 0;
  bool operator==(const SubscriptionTerms&) const = default;
};

// A change of plan inside a period that is invoiced already.
struct PlanChange {
  BillingPeriod period;
  SubscriptionTerms before;
  SubscriptionTerms after;  // its `from` is the day of the change
};

enum class InvoiceLineKind { plan, credit, charge, brought_forward, carried_forward };
std::string_view name_of(InvoiceLineKind kind);  // "plan"

struct InvoiceLine {
  InvoiceLineKind kind{};
  std::string plan_id;  // empty where the line is of no plan
  base::Date from;
  base::Date until;
  std::int64_t amount_minor = 0;
  bool operator==(const InvoiceLine&) const = default;
};

struct SubscriptionInvoice {
  BillingPeriod period;
  std::vector<InvoiceLine> lines;  // add to total_minor less exclusive tax
  std::int64_t total_minor = 0;    // never negative; with tax
  std::int64_t gst_minor = 0;
  std::int64_t carried_minor = 0;  // credit left for the next invoice, never positive
};

// `brought_minor`: what the last invoice carried, never positive.
SubscriptionInvoice subscription_invoice(const BillingPeriod& period,
                                         const SubscriptionTerms& terms,
                                         std::span<const PlanChange> changes,
                                         std::int64_t brought_minor);

enum class DunningState { open, retrying, past_due, suspended, cancelled, paid };
std::string_view name_of(DunningState state);  // "past_due"

struct DunningPolicy {
  std::vector<int> retry_days;  // ascending, after the due date
  int suspend_after = 14;
  int cancel_after = 30;
};

struct Dunning {
  DunningState state = DunningState::open;
  int attempts = 0;  // asked for up to and on the day
  bool operator==(const Dunning&) const = default;
};
Dunning dunning_on(base::Date day, base::Date due, bool is_paid, const DunningPolicy& policy);

}  // namespace wealthjobs::finance
