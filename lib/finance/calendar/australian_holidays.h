// Closed days of the Australian Securities Exchange (XASX) and of Sydney payments (AUSY).
//
//   Yearly   New Year, Australia Day (both weekend -> Monday), Good Friday, Easter Monday, Anzac
//   Day
//            (25 April; not observed on a weekend, also not where New South Wales gives the Monday
//            as in 2026 and 2027: the market and RITS stay open), King's (Queen's) Birthday on
//            the second Monday of June, Christmas and Boxing Day (weekend -> 27, 28 December)
//   Once     2010-04-26 Anzac Day on a Sunday, 2011-04-26 Easter Tuesday (Anzac Day was Easter
//            Monday), 2022-09-22 National Day of Mourning
//   Early    XASX 14:10 on 24 and 31 December (the Friday before on a weekend) from 2010, not in
//   2022 AUSY     the days on which RITS, the payment system of the Reserve Bank, is closed. Until
//   2016
//            it, and so ASX settlement, also kept the local bank holidays of Sydney and Melbourne:
//            Labour Day of Victoria (second Monday of March) and of New South Wales (first Monday
//            of October), the New South Wales Bank Holiday (first Monday of August), Melbourne Cup
//            Day (first Tuesday of November). From 2017-01-01 these settle
//
//   Source   ASX trading calendar; ASX Settlement, changes to non-settlement days from 2017
//   Example  2016-10-03 is a trading day that does not settle; 2017-10-02 does
#pragma once

#include <string_view>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

Calendar australian_exchange_calendar(std::string_view id);
Calendar sydney_banking_calendar(std::string_view id);

}  // namespace wealthjobs::finance
