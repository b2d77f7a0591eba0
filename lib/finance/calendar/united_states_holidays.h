// Closed days of the New York exchanges and of the Federal Reserve.
//
//   Exchange (XNYS, XNAS)  New Year (a Saturday is not observed: 2005, 2011, 2022), Martin Luther
//       King, Washington, Good Friday, Memorial, Juneteenth (from 2022), Independence, Labor,
//       Thanksgiving, Christmas; Saturday -> Friday, Sunday -> Monday
//       Once        2001-09-11..14, 2004-06-11 Reagan, 2007-01-02 Ford, 2012-10-29/30 Sandy,
//                   2018-12-05 Bush, 2025-01-09 Carter
//       Early 13:00 the day after Thanksgiving; Christmas Eve from Monday to Thursday; 3 July on a
//                   Monday, Tuesday, Thursday, from 2013 also Wednesday (before 2013 Friday 5
//                   July); 2003-12-26
//   Banking (USNY)  as above without Good Friday and without the exchange's own closures, with
//       Columbus and Veterans Day; Sunday -> Monday, a Saturday is not observed
//
//   Source   NYSE Rule 7.2 and closing lists; Federal Reserve, Holiday Schedules
//   Example  2022-06-20 closes both; 2021-06-18 neither; 2020-11-11 USNY only
#pragma once

#include <string_view>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

Calendar united_states_exchange_calendar(std::string_view id);
Calendar united_states_banking_calendar(std::string_view id);

}  // namespace wealthjobs::finance
