// wealthjobs is-business-day [DAY]: a predicate: exit 0 yes, 1 no.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_is_business_day(const IsBusinessDayOptions& options);

}  // namespace wealthjobs::app
