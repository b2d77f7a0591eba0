// wealthjobs price set|list: approved, dated, expiring prices that stand over the vendor's.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_price(const PriceOptions& options);

}  // namespace wealthjobs::app
