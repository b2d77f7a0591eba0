#include "finance/ledger/break_state.h"

#include <array>

#include "base/rounding.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 4> state_names{"open", "explained", "written_off",
                                                      "resolved"};
constexpr std::array<std::string_view, 8> change_names{
    "none", "first_seen", "seen", "reopened", "expired", "resolved", "explained", "written_off"};

BreakState state_by_class(BreakClass value) {
  return value == BreakClass::unexplained ? BreakState::open : BreakState::explained;
}

}  // namespace

std::string_view name_of(BreakState state) { return state_names[static_cast<std::size_t>(state)]; }

std::string_view name_of(BreakChange change) {
  return change_names[static_cast<std::size_t>(change)];
}

std::optional<BreakState> break_state_from(std::string_view text) {
  return value_named<BreakState>(text, state_names);
}

std::optional<BreakChange> break_change_from(std::string_view text) {
  return value_named<BreakChange>(text, change_names);
}

BreakStep next_break_step(const std::optional<KnownBreak>& known, const BreakView& today,
                          base::Date day) {
  const BreakState by_class = state_by_class(today.value);
  if (!known) return {BreakChange::first_seen, by_class, std::nullopt};
  const BreakChange if_same = known->view == today ? BreakChange::none : BreakChange::seen;
  if (known->accepted) {
    const std::int64_t difference = base::subtract_checked(today.theirs, today.ours);
    if (difference != known->accepted->difference) {
      return {BreakChange::reopened, by_class, std::nullopt};
    }
    if (known->accepted->until && day > *known->accepted->until) {
      return {BreakChange::expired, by_class, std::nullopt};
    }
    return {if_same, known->state, known->accepted};
  }
  return {if_same, by_class, std::nullopt};
}

}  // namespace wealthjobs::finance
