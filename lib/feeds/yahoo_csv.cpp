#include "feeds/yahoo_csv.h"

#include "feeds/price_layout.h"

namespace wealthjobs::feeds {

PriceFile parse_yahoo_csv(const std::string& path, const QuarantineLimits& limits) {
  static constexpr PriceLayout layout{{{"Date", true, true},
                                       {"Open"},
                                       {"High"},
                                       {"Low"},
                                       {"Close"},
                                       {"Volume", false},
                                       {"Dividends", false},
                                       {"Stock Splits", false}}};
  return parse_price_file(path, layout, limits);
}

}  // namespace wealthjobs::feeds
