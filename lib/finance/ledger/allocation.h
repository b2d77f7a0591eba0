// Cumulative allocation: a total posted in slices that add up to it exactly.
//
//   slice_k = half-even(total x (part_1 + ... + part_k) / whole) - what slices before it took
//
//   Source   domain I.4, rule 2
//   Units    any; total may be negative, parts and whole may not
//   Example  100.00 in three equal slices: 33.33, 33.34, 33.33 (naive rounding gives 99.99);
//            6,354.24 for 150 shares: 100 of them 4,236.16, the other 50 2,118.08
//   Failure  parts beyond the whole abort; the last slice needs no rounding
#pragma once

#include <cstdint>

#include "base/check.h"
#include "base/rounding.h"

namespace wealthjobs::finance {

// half-even(total x part / whole); the whole part is the whole total. whole > 0.
inline std::int64_t share_of(std::int64_t total, std::int64_t part, std::int64_t whole) {
  if (part == whole) return total;
  return base::multiply_divide(total, part, whole, base::Rounding::half_even);
}

class CumulativeAllocation {
 public:
  CumulativeAllocation(std::int64_t total, std::int64_t whole) : total_(total), whole_(whole) {}

  std::int64_t next(std::int64_t part) {
    WEALTHJOBS_CHECK(part >= 0);
    cumulated_ = base::add_checked(cumulated_, part);
    WEALTHJOBS_CHECK(cumulated_ <= whole_);
    if (whole_ == 0) return 0;
    const std::int64_t until_now = share_of(total_, cumulated_, whole_);
    const std::int64_t slice = base::subtract_checked(until_now, allocated_);
    allocated_ = until_now;
    return slice;
  }

 private:
  std::int64_t total_;
  std::int64_t whole_;
  std::int64_t cumulated_ = 0;
  std::int64_t allocated_ = 0;
};

}  // namespace wealthjobs::finance
