#include "finance/ledger/portfolio_state.h"

#include <array>

#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"buy", "sell", "fx"};
constexpr std::array<std::string_view, 5> state_names{"pending", "partial", "failed", "settled",
                                                      "cancelled"};

}  // namespace

std::string_view name_of(SettlementKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(SettlementState state) {
  return state_names[static_cast<std::size_t>(state)];
}
std::optional<SettlementKind> settlement_kind_from(std::string_view text) {
  return value_named<SettlementKind>(text, kind_names);
}
std::optional<SettlementState> settlement_state_from(std::string_view text) {
  return value_named<SettlementState>(text, state_names);
}

}  // namespace wealthjobs::finance
