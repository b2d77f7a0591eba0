#include "demo_charges.h"

#include <array>

namespace wealthjobs::app {
namespace {

constexpr std::array<std::string_view, 4> currencies{"USD", "AUD", "GBP", "EUR"};
constexpr std::string_view start = "2019-01-01";

// Goods and services tax is charged in Australia only, and three quarters of it come back.
std::string_view tax_of(std::string_view currency) { return currency == "AUD" ? "1000,7500" : ","; }

std::string management_rows(const std::string& schedule, std::string_view currency) {
  const std::string head =
      schedule + "," + std::string(start) + ",management," + std::string(currency) + ",";
  const std::string tail = ",25.00," + std::string(tax_of(currency)) + ",,,,,\n";
  return head + "500000.00,100" + tail + head + "1000000.00,80" + tail + head + ",60" + tail;
}

std::string performance_row(const std::string& schedule, std::string_view currency) {
  return schedule + "," + std::string(start) + ",performance," + std::string(currency) +
         ",,2000,," + std::string(tax_of(currency)) + ",simple,hard,reset,500,annual\n";
}

std::string schedule_of(std::string_view currency, bool is_pension) {
  return (is_pension ? "WMP-" : "WM-") + std::string(currency);
}

}  // namespace

std::string demo_fee_schedules() {
  std::string text =
      "fee_schedule_id,from_date,kind,currency,upto,bps,min_fee,gst_bps,gst_recoverable_bps,"
      "hurdle_kind,hurdle_type,hurdle_carry,hurdle_bps,crystallisation\n";
  for (const std::string_view currency : currencies) {
    text += management_rows(schedule_of(currency, false), currency);
    text += management_rows(schedule_of(currency, true), currency);
    text += performance_row(schedule_of(currency, true), currency);
  }
  return text;
}

std::string demo_interest_tiers() {
  std::string text = "interest_schedule_id,currency,from_date,side,upto,rate,tier_mode,day_count\n";
  for (const std::string_view currency : currencies) {
    const std::string head = "CMA," + std::string(currency) + "," + std::string(start) + ",";
    const std::string tail = std::string(",marginal,") +
                             (currency == "USD" || currency == "EUR" ? "ACT/360" : "ACT/365F") +
                             "\n";
    text += head + "credit,10000.00,0.005" + tail;
    text += head + "credit,,0.0125" + tail;
    text += head + "debit,,0.0875" + tail;
  }
  return text;
}

std::string demo_schedules_of(std::string_view currency, bool is_pension) {
  return schedule_of(currency, is_pension) + ",CMA";
}

}  // namespace wealthjobs::app
