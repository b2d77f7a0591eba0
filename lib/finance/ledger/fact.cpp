#include "finance/ledger/fact.h"

#include <array>

#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 3> action_names{"new", "amend", "cancel"};
constexpr std::array<std::string_view, 2> side_names{"buy", "sell"};
constexpr std::array<std::string_view, 6> flow_names{"deposit", "withdrawal", "fee",
                                                     "tax",     "interest",   "other"};
constexpr std::array<std::string_view, 4> channel_names{"", "physical_cash", "transfer", "card"};
constexpr std::array<std::string_view, 2> kind_names{"cash_dividend", "split"};
constexpr std::array<std::string_view, 2> direction_names{"in", "out"};

}  // namespace

std::string_view name_of(FactAction action) {
  return action_names[static_cast<std::size_t>(action)];
}
std::string_view name_of(Side side) { return side_names[static_cast<std::size_t>(side)]; }
std::string_view name_of(FlowKind kind) { return flow_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(FlowChannel channel) {
  return channel_names[static_cast<std::size_t>(channel)];
}
std::string_view name_of(ActionKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(TransferDirection direction) {
  return direction_names[static_cast<std::size_t>(direction)];
}

std::optional<FactAction> fact_action_from(std::string_view text) {
  return value_named<FactAction>(text, action_names);
}
std::optional<Side> side_from(std::string_view text) { return value_named<Side>(text, side_names); }
std::optional<FlowKind> flow_kind_from(std::string_view text) {
  return value_named<FlowKind>(text, flow_names);
}
std::optional<FlowChannel> flow_channel_from(std::string_view text) {
  return value_named<FlowChannel>(text, channel_names);
}
std::optional<ActionKind> action_kind_from(std::string_view text) {
  return value_named<ActionKind>(text, kind_names);
}
std::optional<TransferDirection> transfer_direction_from(std::string_view text) {
  return value_named<TransferDirection>(text, direction_names);
}

}  // namespace wealthjobs::finance
