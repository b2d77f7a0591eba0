#include "finance/ledger/allocation.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace wealthjobs::finance {
namespace {

TEST(CumulativeAllocation, AddsUpWhereNaiveRoundingDoesNot) {
  CumulativeAllocation thirds(10000, 3);  // set_slices: 33.33 / 33.34 / 33.33
  EXPECT_EQ(thirds.next(1), 3333);
  EXPECT_EQ(thirds.next(1), 3334);
  EXPECT_EQ(thirds.next(1), 3333);
}

TEST(CumulativeAllocation, GivesTheSlicesOfWorkedExampleA) {
  CumulativeAllocation slices(635424, 150);
  EXPECT_EQ(slices.next(100), 423616);  // set_p1
  EXPECT_EQ(slices.next(50), 211808);   // set_p2
}

TEST(CumulativeAllocation, AddsUpForRandomTotalsAndSlices) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::int64_t> total_of(-1'000'000'000'000, 1'000'000'000'000);
  std::uniform_int_distribution<std::int64_t> part_of(0, 1'000'000'000);
  std::uniform_int_distribution<int> count_of(1, 12);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::int64_t> parts(static_cast<std::size_t>(count_of(random)));
    std::int64_t whole = 0;
    for (auto& part : parts) whole += part = part_of(random) + 1;
    const std::int64_t total = total_of(random);
    CumulativeAllocation slices(total, whole);
    std::int64_t sum = 0;
    for (const auto part : parts) sum += slices.next(part);
    ASSERT_EQ(sum, total);
  }
}

TEST(CumulativeAllocation, HasNothingToGiveToNothing) {
  CumulativeAllocation nothing(0, 0);
  EXPECT_EQ(nothing.next(0), 0);
  EXPECT_EQ(share_of(7, 0, 3), 0);
  EXPECT_EQ(share_of(7, 3, 3), 7);
}

TEST(CumulativeAllocationDeathTest, DoesNotGiveMoreThanThereIs) {
  CumulativeAllocation slices(10, 3);
  EXPECT_DEATH(slices.next(4), "cumulated_ <= whole_");
}

}  // namespace
}  // namespace wealthjobs::finance
