// The shipped calendars, each by rule for 2000-01-01 .. 2050-12-31 with the one-off closures that
// are known. Made on first use (microseconds); nothing is done before main.
//
//   id      days                                       rule in
//   XNYS    New York Stock Exchange                    united_states_holidays.h
//   XNAS    Nasdaq, the same days                      united_states_holidays.h
//   XASX    Australian Securities Exchange             australian_holidays.h
//   XLON    London Stock Exchange                      united_kingdom_holidays.h
//   XETR    Xetra          XPAR  Euronext Paris        european_holidays.h
//   USNY    Federal Reserve, settles USD               united_states_holidays.h
//   AUSY    Sydney (RITS), settles AUD                 australian_holidays.h
//   GBLO    London banking, settles GBP                united_kingdom_holidays.h
//   TARGET  euro payments, settles EUR                 european_holidays.h
//   CHZU    Zurich banking, settles CHF                european_holidays.h
//   CATO    Toronto banking, settles CAD               canadian_holidays.h
//   JPTO    Tokyo banking, settles JPY                 japanese_holidays.h
//   WEEKEND Saturdays and Sundays only, every other currency: a book that settles one brings its
//           holidays in holidays.csv, under the currency's code as calendar (see calendars.h)
//
//   Example  built_in_calendar("XNYS")->is_business_day(Date::from(2020, 7, 3)) is false
//   Failure  an unknown id is nullptr
#pragma once

#include <span>
#include <string_view>

#include "base/currency.h"
#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

// The calendar lives as long as the program.
const Calendar* built_in_calendar(std::string_view id);

// Every id above, in that order.
std::span<const std::string_view> built_in_calendar_ids();

// The calendar of the days on which this currency can be paid: "USNY" for USD, "WEEKEND" for a
// currency that has none here.
std::string_view settlement_calendar_id(base::Currency currency);

}  // namespace wealthjobs::finance
