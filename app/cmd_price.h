// wealthjobs price set|list: approved, dated, expiring prices that stand over the vendor's.
#pragma once

#include <string>

#include "options.h"

namespace wealthjobs::app {

struct PriceOptions {
  GlobalOptions global;
  std::string action;  // set, list
  std::string instrument;
  std::string date;
  std::string value;
  std::string expires;
  std::string why;
  std::string approved_by;  // empty: the one who sets it
};

int cmd_price(const PriceOptions& options);

}  // namespace wealthjobs::app
