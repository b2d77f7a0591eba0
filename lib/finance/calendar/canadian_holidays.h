// Bank holidays of Toronto (CATO), the settlement calendar of the Canadian dollar.
//
//   Yearly   New Year (weekend -> Monday), Family Day (third Monday of February, from 2008), Good
//            Friday, Victoria Day (the Monday before 25 May), Canada Day (weekend -> Monday), Civic
//            Holiday (first Monday of August), Labour Day, Truth and Reconciliation (30 September
//            from 2021, weekend -> Monday), Thanksgiving (second Monday of October), Remembrance
//            Day (11 November, weekend -> Monday), Christmas and Boxing Day (weekend -> 27, 28)
//
//   Source   Bank of Canada and Payments Canada, observed holidays; Bills of Exchange Act s. 42
//   Example  2023-10-02 closed for Saturday 30 September
#pragma once

#include <string_view>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

Calendar toronto_banking_calendar(std::string_view id);

}  // namespace wealthjobs::finance
