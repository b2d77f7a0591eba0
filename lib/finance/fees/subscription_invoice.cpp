#include "finance/fees/subscription_invoice.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

constexpr std::int64_t whole_bps = 10'000;

base::Date anchor_in_month(base::Date start, int anchor_day, int months) {
  const base::Date month = start.first_of_month().plus_months(months);
  return std::min(month + (anchor_day - 1), month.last_of_month());
}

// What the rest of a period from the day of the change on costs at a price.
std::int64_t rest_of(const PlanChange& change, std::int64_t price_minor) {
  return base::multiply_divide(price_minor, change.period.until - change.after.from,
                               change.period.days(), base::Rounding::half_up);
}

}  // namespace

BillingPeriod billing_period(base::Date start, int anchor_day, int k) {
  WEALTHJOBS_CHECK(anchor_day >= 1 && anchor_day <= 31 && k >= 0);
  // a start before this month's anchor begins a short first period
  const int first = anchor_in_month(start, anchor_day, 0) > start ? 0 : 1;
  const base::Date until = anchor_in_month(start, anchor_day, first + k);
  return {k == 0 ? start : anchor_in_month(start, anchor_day, first + k - 1), until};
}

SubscriptionInvoice subscription_invoice(const BillingPeriod& period,
                                         const SubscriptionTerms& terms,
                                         std::span<const PlanChange> changes,
                                         std::int64_t brought_minor) {
  WEALTHJOBS_CHECK(brought_minor <= 0);
  SubscriptionInvoice invoice;
  invoice.period = period;
  std::vector<InvoiceLine>& lines = invoice.lines;
  if (brought_minor != 0) {
    lines.push_back(
        {InvoiceLineKind::brought_forward, "", period.from, period.from, brought_minor});
  }
  for (const PlanChange& change : changes) {
    const base::Date day = change.after.from;
    WEALTHJOBS_CHECK(change.period.from < day && day < change.period.until);
    lines.push_back({InvoiceLineKind::credit, change.before.plan_id, day, change.period.until,
                     -rest_of(change, change.before.price_minor)});
    lines.push_back({InvoiceLineKind::charge, change.after.plan_id, day, change.period.until,
                     rest_of(change, change.after.price_minor)});
  }
  lines.push_back(
      {InvoiceLineKind::plan, terms.plan_id, period.from, period.until, terms.price_minor});
  std::int64_t total = 0;
  for (const InvoiceLine& line : lines) total = base::add_checked(total, line.amount_minor);
  if (total < 0) {
    invoice.carried_minor = total;
    lines.push_back({InvoiceLineKind::carried_forward, "", period.until, period.until, -total});
    total = 0;
  }
  const std::int64_t whole = terms.is_tax_inclusive ? whole_bps + terms.gst_bps : whole_bps;
  invoice.gst_minor = base::multiply_divide(total, terms.gst_bps, whole, base::Rounding::half_up);
  invoice.total_minor =
      terms.is_tax_inclusive ? total : base::add_checked(total, invoice.gst_minor);
  return invoice;
}

Dunning dunning_on(base::Date day, base::Date due, bool is_paid, const DunningPolicy& policy) {
  if (is_paid) return {DunningState::paid, 0};
  const std::int32_t late = day - due;
  if (late < 0) return {};
  const auto asked = std::ranges::upper_bound(policy.retry_days, late) - policy.retry_days.begin();
  const int last = policy.retry_days.empty() ? 0 : policy.retry_days.back();
  const DunningState state = late >= policy.cancel_after    ? DunningState::cancelled
                             : late >= policy.suspend_after ? DunningState::suspended
                             : late > last                  ? DunningState::past_due
                                                            : DunningState::retrying;
  return {state, 1 + static_cast<int>(asked)};
}

std::string_view name_of(InvoiceLineKind kind) {
  constexpr std::array<std::string_view, 5> names{"plan", "credit", "charge", "brought_forward",
                                                  "carried_forward"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(DunningState state) {
  constexpr std::array<std::string_view, 6> names{"open",      "retrying",  "past_due",
                                                  "suspended", "cancelled", "paid"};
  return names.at(static_cast<std::size_t>(state));
}

}  // namespace wealthjobs::finance
