// Percentages that add up: the shares of a table, rounded so that its foot reads exactly 100.
//
//   exact_i = 100 x weight_i / total; everyone gets the floor of it at the wanted decimals; the
//   units still missing to 100 go one each to the largest remainders
//
//   Source   domain I.4 and job 7 (method of Hamilton)
//   Units    weights in anything additive (minor units); results in 10^-decimals percent
//   Ties     equal remainders: the earlier row first, so the order of the table decides
//   Example  three equal weights, 2 decimals: 33.34 / 33.33 / 33.33 (naive rounding adds to 99.99)
//   Signs    an overdrawn line has a negative share; the sum is 100 all the same. Negative totals
//            divide like positive ones.
//   Failure  nullopt where the total is 0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace wealthjobs::finance {

// 0 <= decimals <= 15; |weight| x 10^(decimals + 2) must stay inside 128 bits, else
// Error(internal).
std::optional<std::vector<std::int64_t>> percentages_of_total(std::span<const std::int64_t> weights,
                                                              int decimals);

}  // namespace wealthjobs::finance
