// The states of runs and steps (CONTRACT section 3), as the book spells them.
#pragma once

#include <optional>
#include <string_view>

namespace wealthjobs::store {

enum class RunState {
  running,
  succeeded,
  succeeded_late,
  failed,
  blocked,
  cancelled,
  timed_out,
  skipped,
};

enum class StepState {
  pending,
  running,
  succeeded,
  reused,
  failed,
  blocked,
  skipped,
  cancelled,
  timed_out,
  crashed,
};

std::string_view name_of(RunState state);
std::string_view name_of(StepState state);
std::optional<RunState> run_state_from(std::string_view text);
std::optional<StepState> step_state_from(std::string_view text);

// Work behind such a step may go on.
constexpr bool is_done(StepState state) {
  return state == StepState::succeeded || state == StepState::reused || state == StepState::skipped;
}
constexpr bool is_final(StepState state) {
  return state != StepState::pending && state != StepState::running;
}
// The same command would find nothing left to do.
constexpr bool is_complete(RunState state) {
  return state == RunState::succeeded || state == RunState::succeeded_late ||
         state == RunState::skipped;
}

}  // namespace wealthjobs::store
