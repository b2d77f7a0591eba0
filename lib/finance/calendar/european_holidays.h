// Closed days of the euro's payment system (TARGET), of Xetra (XETR), Euronext Paris (XPAR) and of
// Zurich banking (CHZU). Nothing moves off a weekend here.
//
//   TARGET   1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December; 2001-12-31 once
//   XETR     the same, 24 and 31 December; Whit Monday 2007 and 2015-2021, 3 October 2014-2021,
//            2017-10-31 (Reformation); early close 14:00 on the last session of the year from 2010
//   XPAR     as TARGET; until 2001 also Whit Monday, 14 July and 31 December; early close 14:05 on
//            24 December, from 2002 also on 31 December
//   CHZU     1 and 2 January, Good Friday, Easter Monday, 1 May, Ascension, Whit Monday, 1 August,
//            25 and 26 December
//
//   Source   ECB, long-term calendar for TARGET closing days (2000-12-14) and those of 2000, 2001;
//            Deutsche Boerse and Euronext trading calendars; SIX/Zurich cantonal holidays
//   Example  TARGET 2020: 1 Jan, 10 Apr, 13 Apr, 1 May, 25 Dec
#pragma once

#include <string_view>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

Calendar target_calendar(std::string_view id);
Calendar xetra_calendar(std::string_view id);
Calendar euronext_paris_calendar(std::string_view id);
Calendar zurich_banking_calendar(std::string_view id);

}  // namespace wealthjobs::finance
