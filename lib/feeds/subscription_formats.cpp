#include <array>

#include "feeds/subscription_rows.h"

namespace wealthjobs::feeds {
namespace {

constexpr std::int64_t whole_bps = 10'000;
constexpr std::int64_t last_day_of_month = 31;

namespace subscription {
enum Column : std::size_t {
  id,
  from_date,
  client_id,
  plan_id,
  currency,
  price,
  anchor_day,
  cancel_date,
  tax_inclusive,
  gst_bps
};
constexpr std::array columns{CsvColumn{"subscription_id", true, true},
                             CsvColumn{"from_date", true, true},
                             CsvColumn{"client_id"},
                             CsvColumn{"plan_id"},
                             CsvColumn{"currency"},
                             CsvColumn{"price"},
                             CsvColumn{"anchor_day", false},
                             CsvColumn{"cancel_date", false},
                             CsvColumn{"tax_inclusive", false},
                             CsvColumn{"gst_bps", false}};
}  // namespace subscription

std::optional<bool> yes_or_no(std::string_view text) {
  if (text == "yes") return true;
  if (text == "no") return false;
  return std::nullopt;
}

SubscriptionRow parse_subscription(RowFields& fields) {
  using namespace subscription;
  SubscriptionRow row;
  row.subscription_id = fields.id(id);
  row.from_date = fields.date(from_date);
  row.client_id = fields.id(client_id);
  row.plan_id = fields.id(plan_id);
  row.currency = fields.currency(currency);
  if (!fields.raw(price).empty()) {
    row.price_minor = fields.not_negative(price, row.currency.exponent(), "out_of_range");
  }
  if (!fields.raw(anchor_day).empty()) {
    const std::int64_t day = fields.positive(anchor_day, 0, "out_of_range");
    if (day > last_day_of_month) fields.refuse(anchor_day, "out_of_range");
    row.anchor_day = static_cast<int>(std::min(day, last_day_of_month));
  }
  row.cancel_date = fields.optional_date(cancel_date);
  if (!fields.raw(tax_inclusive).empty()) {
    row.is_tax_inclusive = fields.choice(tax_inclusive, yes_or_no, "unknown_kind");
  }
  if (!fields.raw(gst_bps).empty()) {
    row.gst_bps = fields.not_negative(gst_bps, 0, "out_of_range");
    if (row.gst_bps > whole_bps) fields.refuse(gst_bps, "out_of_range");
  }
  return row;
}

namespace payment {
enum Column : std::size_t { id, period_start, attempt, date, result };
constexpr std::array columns{
    CsvColumn{"subscription_id", true, true}, CsvColumn{"period_start", true, true},
    CsvColumn{"attempt", true, true}, CsvColumn{"date"}, CsvColumn{"result"}};
}  // namespace payment

std::optional<PaymentResult> payment_result_from(std::string_view text) {
  for (const auto result : {PaymentResult::paid, PaymentResult::failed}) {
    if (text == name_of(result)) return result;
  }
  return std::nullopt;
}

SubscriptionPaymentRow parse_payment(RowFields& fields) {
  using namespace payment;
  constexpr std::int64_t most_attempts = 1'000;
  SubscriptionPaymentRow row;
  row.subscription_id = fields.id(id);
  row.period_start = fields.date(period_start);
  const std::int64_t number = fields.positive(attempt, 0, "out_of_range");
  if (number > most_attempts) fields.refuse(attempt, "out_of_range");
  row.attempt = static_cast<int>(std::min(number, most_attempts));
  row.date = fields.date(date);
  row.result = fields.choice(result, payment_result_from, "unknown_kind");
  return row;
}

}  // namespace

std::string_view name_of(PaymentResult result) {
  return result == PaymentResult::paid ? "paid" : "failed";
}

const RowFormat<SubscriptionRow>& subscription_format() {
  static constexpr RowFormat<SubscriptionRow> format{"subscriptions.csv", subscription::columns,
                                                     Severity::warn, parse_subscription};
  return format;
}

const RowFormat<SubscriptionPaymentRow>& subscription_payment_format() {
  static constexpr RowFormat<SubscriptionPaymentRow> format{
      "subscription_payments.csv", payment::columns, Severity::warn, parse_payment};
  return format;
}

}  // namespace wealthjobs::feeds
