// The figures of `wealthjobs calc`, one function each: read, ask the rule, print.
#pragma once

#include "options.h"

namespace wealthjobs::app {

void calc_xirr(const CalcOptions& options);
void calc_twr(const CalcOptions& options);
void calc_metrics(const CalcOptions& options);
void calc_stats(const CalcOptions& options);
void calc_daycount(const CalcOptions& options);
void calc_psi(const CalcOptions& options);
void calc_kl(const CalcOptions& options);
void calc_ks(const CalcOptions& options);
void calc_ols(const CalcOptions& options);
void calc_lots(const CalcOptions& options);

}  // namespace wealthjobs::app
