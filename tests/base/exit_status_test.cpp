#include "base/exit_status.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wealthjobs::base {
namespace {

TEST(ExitStatusTable, IsTheOneOfTheContract) {
  const std::vector<std::pair<int, std::string>> contract{
      {0, "ok"},
      {1, "step_failed"},
      {2, "gate_blocked"},
      {3, "slo_missed"},
      {10, "skipped"},
      {64, "usage"},
      {65, "data_invalid"},
      {66, "data_missing"},
      {69, "unavailable"},
      {70, "internal"},
      {73, "no_space"},
      {74, "io_error"},
      {75, "busy"},
      {77, "no_permission"},
      {78, "config"},
      {124, "timeout"},
      {130, "interrupted"},
      {143, "terminated"},
  };
  std::vector<std::pair<int, std::string>> ours;
  for (const ExitStatusRow& row : exit_status_table()) {
    ours.emplace_back(static_cast<int>(row.status), row.name);
    EXPECT_FALSE(row.meaning.empty());
    EXPECT_EQ(exit_status_name(row.status), row.name);
    EXPECT_EQ(exit_status_from(static_cast<int>(row.status)), row.status);
  }
  EXPECT_EQ(ours, contract);
}

// CONTRACT 2: first cause wins in this order; 77 and 10 stand where the contract leaves them out.
TEST(WorseOf, FollowsTheOrderOfTheContractForEveryPair) {
  const std::vector<int> order{70, 74, 73, 78, 64, 75, 130, 143, 124,
                               65, 66, 69, 77, 2,  1,  3,   10,  0};
  EXPECT_EQ(order.size(), exit_status_table().size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t k = 0; k < order.size(); ++k) {
      const auto a = static_cast<ExitStatus>(order[i]);
      const auto b = static_cast<ExitStatus>(order[k]);
      EXPECT_EQ(static_cast<int>(worse_of(a, b)), order[std::min(i, k)])
          << order[i] << " and " << order[k];
    }
  }
}

TEST(ExitStatusFrom, TakesAnUnknownValueForAFailedStep) {
  EXPECT_EQ(exit_status_from(42), ExitStatus::step_failed);
  EXPECT_EQ(exit_status_from(-1), ExitStatus::step_failed);
  EXPECT_EQ(exit_status_from(137), ExitStatus::step_failed);
  EXPECT_EQ(exit_status_name(static_cast<ExitStatus>(42)), "internal");
}

}  // namespace
}  // namespace wealthjobs::base
