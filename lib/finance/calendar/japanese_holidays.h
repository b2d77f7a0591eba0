// Bank holidays of Tokyo (JPTO), the settlement calendar of the yen.
//
//   Yearly   the national holidays with their dated moves (Marine and Aged Day to Mondays in 2003,
//            Greenery/Showa Day, Mountain Day from 2016, Emperor's Birthday 23 December until 2018
//            and 23 February from 2020, the Olympic moves of 2020 and 2021), and 2, 3 January,
//            31 December of the banks
//   Equinox  day = floor(c + 0.242194 (y - 1980)) - floor((y - 1980) / 4), c = 20.8431 in March and
//            23.2488 in September (valid 1980-2099; the cabinet announces a year ahead)
//   Shifts   a holiday on a Sunday is made good on the next day that is none; a day between two
//            holidays is one as well
//   Once     2019-05-01 accession, 2019-10-22 enthronement
//
//   Source   Act on National Holidays (1948, No. 178) and amendments; Banking Act order art. 5
//   Example  2019-04-29 .. 2019-05-06 are all closed
#pragma once

#include <string_view>

#include "finance/calendar/calendar.h"

namespace wealthjobs::finance {

Calendar tokyo_banking_calendar(std::string_view id);

}  // namespace wealthjobs::finance
