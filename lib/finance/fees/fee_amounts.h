// What a fee is made of once it is a posting: the fee, the tax on it, and the part of the tax that
// the portfolio gets back.
//
//   gst          half_up(fee x gst_bps / 10,000)
//   recoverable  half_up(gst x recoverable_bps / 10,000)
//   expense      fee + gst - recoverable            total (what is paid) = fee + gst
//
//   Convention  tax is computed on the total of a month and posted as the difference to what was
//               posted before, so that the slices add up to the tax on the total
//   Source      GST Act s 9-90 (0.5 cent rounds up); domain I.4, job 3; RULINGS A11
//   Units       minor units of the schedule's currency
//   Example     fee 863.01, gst 1000 bps, recoverable 7500 bps: gst 86.30, recoverable 64.73
//               (64.725 rounds up), expense 884.58, total 949.31
#pragma once

#include <cstdint>

#include "finance/fees/fee_schedule.h"

namespace wealthjobs::finance {

struct FeeAmounts {
  std::int64_t fee_minor = 0;
  std::int64_t gst_minor = 0;
  std::int64_t recoverable_minor = 0;

  [[nodiscard]] std::int64_t expense_minor() const;
  [[nodiscard]] std::int64_t total_minor() const;
  bool operator==(const FeeAmounts&) const = default;
};

FeeAmounts operator+(const FeeAmounts& a, const FeeAmounts& b);
FeeAmounts operator-(const FeeAmounts& a, const FeeAmounts& b);

// The fee with its tax.
FeeAmounts fee_with_tax(std::int64_t fee_minor, const FeeTax& tax);

}  // namespace wealthjobs::finance
