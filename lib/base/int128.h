// 128-bit integers for products of scaled integers (quantity x price, amount x rate).
#pragma once

namespace wealthjobs::base {

__extension__ typedef __int128 int128;

}  // namespace wealthjobs::base
