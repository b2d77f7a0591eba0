#include "finance/fees/fee_amounts.h"

#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

constexpr std::int64_t whole_bps = 10'000;

std::int64_t part_bps(std::int64_t amount_minor, std::int64_t bps) {
  return base::multiply_divide(amount_minor, bps, whole_bps, base::Rounding::half_up);
}

}  // namespace

std::int64_t FeeAmounts::expense_minor() const {
  return base::subtract_checked(total_minor(), recoverable_minor);
}

std::int64_t FeeAmounts::total_minor() const { return base::add_checked(fee_minor, gst_minor); }

FeeAmounts operator+(const FeeAmounts& a, const FeeAmounts& b) {
  return {base::add_checked(a.fee_minor, b.fee_minor), base::add_checked(a.gst_minor, b.gst_minor),
          base::add_checked(a.recoverable_minor, b.recoverable_minor)};
}

FeeAmounts operator-(const FeeAmounts& a, const FeeAmounts& b) {
  return {base::subtract_checked(a.fee_minor, b.fee_minor),
          base::subtract_checked(a.gst_minor, b.gst_minor),
          base::subtract_checked(a.recoverable_minor, b.recoverable_minor)};
}

FeeAmounts fee_with_tax(std::int64_t fee_minor, const FeeTax& tax) {
  FeeAmounts amounts;
  amounts.fee_minor = fee_minor;
  amounts.gst_minor = part_bps(fee_minor, tax.gst_bps);
  amounts.recoverable_minor = part_bps(amounts.gst_minor, tax.recoverable_bps);
  return amounts;
}

}  // namespace wealthjobs::finance
