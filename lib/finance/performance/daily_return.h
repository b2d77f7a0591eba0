// Daily return: what the capital at work on a day earned, flows of the owner taken out.
//
//   mixed (default)  r = (V + out) / (V_before + in) - 1    in at the open, out at the close
//   start_of_day     r = V / (V_before + flow) - 1
//   end_of_day       r = (V - flow) / V_before - 1
//   V is the close value including that day's flow; flow > 0 is money in (in = flow, out = 0)
//
//   Source   GIPS 2020, 2.A; CONTRACT 6.1; mixed is that of Portfolio Performance
//   Units    one currency, any unit; returns are fractions
//   Example  100,000 -> 101,000; +50,000 in, ends 152,500; -10,000 out, ends 140,000:
//            1.000000 %, 0.993377 %, -1.639344 %
//   Bridging days without a valuation need no rule: the return runs from one valuation to the next
//   Failure  nullopt where the capital at work is not positive (no_capital): the chain is broken
//   Not here flows of days without a valuation: the caller adds them to the next one's
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace wealthjobs::finance {

enum class FlowTiming { mixed, start_of_day, end_of_day };
std::string_view name_of(FlowTiming timing);
std::optional<FlowTiming> flow_timing_from(std::string_view name);

// nav is the close including the day's external flow.
struct Valuation {
  base::Date date;
  double nav = 0;
  double flow = 0;
};

struct DatedValue {
  base::Date date;
  double value = 0;
};

std::optional<double> daily_return(double nav_before, const Valuation& day, FlowTiming timing);

// One a valuation but for the first, whose flow is the capital it begins with. Valuations ascend by
// date, one a date.
std::vector<std::optional<double>> daily_returns(std::span<const Valuation> valuations,
                                                 FlowTiming timing);

}  // namespace wealthjobs::finance
