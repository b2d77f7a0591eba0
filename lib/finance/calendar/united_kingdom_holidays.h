// Bank holidays of England and Wales: London Stock Exchange (XLON) and London banking (GBLO).
//
//   Yearly   New Year (weekend -> Monday), Good Friday, Easter Monday, first and last Monday of
//            May, last Monday of August, Christmas and Boxing Day (weekend -> 27, 28 December)
//   Moved    2002 spring -> 4 June, 2012 spring -> 4 June, 2020 early May -> 8 May (VE Day),
//            2022 spring -> 2 June
//   Once     2002-06-03, 2012-06-05, 2022-06-03 jubilees; 2011-04-29 wedding; 2022-09-19 funeral of
//            Elizabeth II; 2023-05-08 coronation
//   Early    XLON 12:30 on 24 and 31 December (the Friday before on a weekend)
//
//   Source   Banking and Financial Dealings Act 1971, royal proclamations; LSE business days
//   Example  2020-05-08 closed, 2020-05-04 open
#pragma once

#include <string_view>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

Calendar london_exchange_calendar(std::string_view id);
Calendar london_banking_calendar(std::string_view id);

}  // namespace wealthjobs::finance
