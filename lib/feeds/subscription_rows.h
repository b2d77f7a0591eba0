// Rows of subscriptions.csv and subscription_payments.csv: what a client has ordered from the firm
// itself, and what became of asking for payment.
//
//   A subscription starts with its first row; a later row of the same id is a change of plan
//   An empty price says that the plan has no price in force: its bill waits in quarantine
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/currency.h"
#include "base/date.h"
#include "feeds/row_format.h"
#include "feeds/source_line.h"

namespace wealthjobs::feeds {

struct SubscriptionRow {
  SourceLine place;
  std::string_view subscription_id;
  base::Date from_date;
  std::string_view client_id;
  std::string_view plan_id;
  base::Currency currency;
  std::optional<std::int64_t> price_minor;
  int anchor_day = 0;  // absent: the day of the first row's date
  std::optional<base::Date> cancel_date;
  bool is_tax_inclusive = true;
  std::int64_t gst_bps = 0;
  auto key() const { return std::tuple(subscription_id, from_date); }
  bool operator==(const SubscriptionRow&) const = default;
};

enum class PaymentResult { paid, failed };
std::string_view name_of(PaymentResult result);

struct SubscriptionPaymentRow {
  SourceLine place;
  std::string_view subscription_id;
  base::Date period_start;
  int attempt = 0;
  base::Date date;
  PaymentResult result = PaymentResult::paid;
  auto key() const { return std::tuple(subscription_id, period_start, attempt); }
  bool operator==(const SubscriptionPaymentRow&) const = default;
};

const RowFormat<SubscriptionRow>& subscription_format();
const RowFormat<SubscriptionPaymentRow>& subscription_payment_format();

}  // namespace wealthjobs::feeds
