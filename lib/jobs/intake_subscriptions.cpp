#include "jobs/intake_subscriptions.h"

#include <string>

namespace wealthjobs::jobs {

std::vector<store::SubscriptionRow> subscription_rows(const feeds::BookFolder& folder) {
  std::vector<store::SubscriptionRow> rows;
  for (const feeds::SubscriptionRow& row : folder.subscriptions) {
    rows.push_back({std::string(row.subscription_id), row.from_date, std::string(row.client_id),
                    std::string(row.plan_id), row.currency, row.price_minor, row.anchor_day,
                    row.cancel_date, row.is_tax_inclusive, row.gst_bps});
  }
  return rows;
}

std::vector<store::PaymentResultRow> payment_result_rows(const feeds::BookFolder& folder) {
  std::vector<store::PaymentResultRow> rows;
  for (const feeds::SubscriptionPaymentRow& row : folder.subscription_payments) {
    rows.push_back({std::string(row.subscription_id), row.period_start, row.attempt, row.date,
                    row.result == feeds::PaymentResult::paid});
  }
  return rows;
}

}  // namespace wealthjobs::jobs
