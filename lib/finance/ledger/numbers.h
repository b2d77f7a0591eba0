// The book's own numbers for portfolios and instruments: small integers that the store hands out.
// Text ids stand at the borders (files, views, hashed text); rules and results use these.
#pragma once

#include <cstdint>

namespace wealthjobs::finance {

enum class PortfolioNo : std::int32_t {};
enum class InstrumentNo : std::int32_t {};

inline constexpr PortfolioNo the_firm{0};        // entries that belong to no portfolio
inline constexpr InstrumentNo no_instrument{0};  // lines that belong to no instrument

constexpr std::int32_t number_of(PortfolioNo no) { return static_cast<std::int32_t>(no); }
constexpr std::int32_t number_of(InstrumentNo no) { return static_cast<std::int32_t>(no); }

}  // namespace wealthjobs::finance
