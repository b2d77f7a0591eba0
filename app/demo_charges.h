// What the demo's portfolios pay and earn: fee schedules and interest tiers, one set a currency.
#pragma once

#include <string>
#include <string_view>

namespace wealthjobs::app {

// fee_schedules.csv: schedules WM-<currency>; the pensions also pay a performance fee.
std::string demo_fee_schedules();
// interest_tiers.csv: schedule CMA, what idle cash earns and an overdraft costs.
std::string demo_interest_tiers();
// "WM-USD,CMA": the last two columns of portfolios.csv.
std::string demo_schedules_of(std::string_view currency, bool is_pension);

}  // namespace wealthjobs::app
