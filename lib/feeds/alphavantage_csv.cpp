#include "feeds/alphavantage_csv.h"

#include "feeds/price_layout.h"

namespace wealthjobs::feeds {

PriceFile parse_alphavantage_csv(const std::string& path, const QuarantineLimits& limits) {
  static constexpr PriceLayout layout{{{"timestamp", true, true},
                                       {"open"},
                                       {"high"},
                                       {"low"},
                                       {"close"},
                                       {"volume", false},
                                       {"dividend_amount", false},
                                       {"split_coefficient", false}}};
  return parse_price_file(path, layout, limits);
}

}  // namespace wealthjobs::feeds
