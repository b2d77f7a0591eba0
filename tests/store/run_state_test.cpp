#include "store/run_state.h"

#include <gtest/gtest.h>

namespace wealthjobs::store {
namespace {

TEST(RunState, EveryNameReadsBack) {
  for (int i = 0; i <= static_cast<int>(RunState::skipped); ++i) {
    const auto state = static_cast<RunState>(i);
    EXPECT_EQ(run_state_from(name_of(state)), state);
  }
  for (int i = 0; i <= static_cast<int>(StepState::crashed); ++i) {
    const auto state = static_cast<StepState>(i);
    EXPECT_EQ(step_state_from(name_of(state)), state);
  }
  EXPECT_EQ(run_state_from("done"), std::nullopt);
  EXPECT_EQ(step_state_from(""), std::nullopt);
}

TEST(RunState, SaysWhatMayGoOnBehindAStep) {
  EXPECT_TRUE(is_done(StepState::reused));
  EXPECT_TRUE(is_done(StepState::skipped));
  EXPECT_FALSE(is_done(StepState::failed));
  EXPECT_FALSE(is_final(StepState::running));
  EXPECT_TRUE(is_final(StepState::crashed));
  EXPECT_TRUE(is_complete(RunState::succeeded_late));
  EXPECT_FALSE(is_complete(RunState::blocked));
}

}  // namespace
}  // namespace wealthjobs::store
