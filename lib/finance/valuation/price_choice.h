// Which of several observations is the price of an instrument on D.
//
//   eligible   asof <= D; manual prices only while approved and not expired (asof <= D <= expires)
//   first      an eligible manual override wins over everything (`price set`)
//   then       the latest asof
//   then       official_close > evaluated > fund_nav > last_trade
//   then       source priority, unlisted sources last by name
//   then       the latest version
//
//   Source   domain job 2 (waterfall); RULINGS A7, B11 (a changed value is a new version)
//   Why      freshness stands before the waterfall: when the first vendor misses a day, the second
//            vendor's close of D is better than the first one's of D - 1. On one day the waterfall
//            and then the priority decide.
//   Example  D 2026-04-08: close 43.10 of 04-08 by `asx`, close 43.12 of 04-08 by `vendor`,
//            priority (asx, vendor): 43.10. A manual 42.00 approved until 04-10: 42.00.
//   Failure  nullopt when nothing is eligible. Observations after D are counted: a look-ahead is
//            never used, and never silent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"

namespace wealthjobs::finance {

enum class PriceType { official_close, evaluated, fund_nav, last_trade, manual };
std::string_view name_of(PriceType type);
std::optional<PriceType> parse_price_type(std::string_view text);

struct PriceObservation {
  base::Date asof;
  std::int64_t price_e6 = 0;
  PriceType type = PriceType::official_close;
  std::string source;
  int version = 1;
  bool is_approved = false;  // manual only
  base::Date expires;        // manual only, last day it may be used
};

struct PriceChoice {
  std::size_t row = 0;  // index into the observations
  bool is_override = false;
};

// `priority` names sources, best first. The answer does not depend on the order of the rows; two
// rows that differ in nothing the rule reads are told apart by the smaller price.
std::optional<PriceChoice> choose_price(std::span<const PriceObservation> observations,
                                        base::Date business_date,
                                        std::span<const std::string> priority);

// How many observations lie after the business date.
std::size_t count_later_than(std::span<const PriceObservation> observations,
                             base::Date business_date);

}  // namespace wealthjobs::finance
