#include "store/run_state.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace wealthjobs::store {
namespace {

constexpr std::array<std::string_view, 8> run_names{"running",   "succeeded", "succeeded_late",
                                                    "failed",    "blocked",   "cancelled",
                                                    "timed_out", "skipped"};

constexpr std::array<std::string_view, 10> step_names{
    "pending", "running", "succeeded", "reused",    "failed",
    "blocked", "skipped", "cancelled", "timed_out", "crashed"};

template <class State, std::size_t n>
std::optional<State> state_from(const std::array<std::string_view, n>& names,
                                std::string_view text) {
  const auto at = std::ranges::find(names, text);
  if (at == names.end()) return std::nullopt;
  return static_cast<State>(at - names.begin());
}

}  // namespace

std::string_view name_of(RunState state) { return run_names[static_cast<std::size_t>(state)]; }
std::string_view name_of(StepState state) { return step_names[static_cast<std::size_t>(state)]; }

std::optional<RunState> run_state_from(std::string_view text) {
  return state_from<RunState>(run_names, text);
}

std::optional<StepState> step_state_from(std::string_view text) {
  return state_from<StepState>(step_names, text);
}

}  // namespace wealthjobs::store
