// Internal rate of return of dated flows (XIRR): the yearly rates at which they are worth nothing.
//
//   sum a_i / (1 + r)^(d_i / 365) = 0        d_i days since the first flow (ACT/365F), r effective
//
//   In x = ln(1 + r) this is f(x) = sum a_i e^(-x t_i), t_i = d_i / 365, looked at between
//   1 + r = 1e-12 and 1 + r = 1e9.
//   One root  the sums of a_i e^(-x0 t_i) up to each flow change sign at least as often as f has
//             roots above x0, the sums from each flow on at least as often as below (the Laplace
//             transform does not add changes of sign): where both together say one at x0 = 0, it is
//             bracketed outward from 0 and the scan is saved
//   Scan      6,201 places, evenly in x; every change of sign is refined, and turning points
//             near zero are looked up (numeric/root.h)
//   Choice    of several roots the one with least |ln(1 + r)|, marked ambiguous
//
//   Source   CONTRACT 6.4; Norstrom 1972 and Schoenberg 1930 (changes of sign); domain job 11
//   Units    amounts in one currency, any sign convention (invested < 0 < received is the usual
//   one) Example  -100,000 on 2026-01-01, -50,000 on 2026-03-01, +10,000 on 2026-09-15, 152,000 on
//            2027-01-01: 8.647950 %;  -100, 230, -132 a year apart: 10 % and 20 %, 10 % is chosen
//   Precision  a rate next to -1 is known as 1 + r only to the bits that a double has left there
//   Failure  no root: no_root (all flows of one sign, one date, all zero, or a curve that never
//            crosses). The order of the flows never matters
#pragma once

#include <span>
#include <vector>

#include "finance/performance/daily_return.h"
#include "finance/performance/figure.h"

namespace wealthjobs::finance {

struct InternalRates {
  std::vector<double> roots;  // ascending
  Figure rate;                // the chosen one; reason ambiguous with a value, no_root without
};

// Flows in any order, several a day.
InternalRates internal_rates(std::span<const DatedValue> flows);

// As above, with each flow's time in years by another day count. Times >= 0.
struct TimedFlow {
  double years = 0;
  double amount = 0;
};
InternalRates internal_rates_over(std::vector<TimedFlow> flows);

}  // namespace wealthjobs::finance
