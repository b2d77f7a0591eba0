#include "pipeline/ready_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/step_graphs.h"

namespace wealthjobs::pipeline {
namespace {

PlanFacts facts_of_day() {
  PlanFacts facts;
  facts.business_date = base::Date::from(2020, 6, 30);
  return facts;
}

std::vector<StepIndex> indices(const std::vector<ReadyQueue::Blocked>& blocked) {
  std::vector<StepIndex> steps;
  for (const auto& row : blocked) steps.push_back(row.step);
  return steps;
}

TEST(ReadyQueue, FailureBlocksWhatNeedsItAndNothingElse) {
  const Pipeline pipeline =
      pipeline_of({plain_step("a"), plain_step("b", {"a"}), plain_step("c", {"b"}), plain_step("d"),
                   plain_step("e", {"d"}, {"c"})});
  const Plan plan = plan_run(pipeline, facts_of_day());
  ReadyQueue queue(pipeline, plan);
  EXPECT_EQ(queue.take(), 0U);
  EXPECT_EQ(queue.take(), 3U);
  EXPECT_EQ(queue.take(), std::nullopt);
  EXPECT_EQ(queue.running(), 2U);
  const auto blocked = queue.ended(0, false);
  EXPECT_THAT(indices(blocked), ::testing::ElementsAre(1, 2));
  EXPECT_EQ(blocked[0].cause, 0U);
  EXPECT_EQ(blocked[1].cause, 1U);
  EXPECT_FALSE(queue.has_ready());
  queue.ended(3, true);
  EXPECT_EQ(queue.take(), 4U);  // c is blocked, but e only comes after it
  queue.ended(4, true);
  EXPECT_TRUE(queue.is_finished());
}

TEST(ReadyQueue, TakesByPriorityThenFile) {
  Pipeline pipeline = pipeline_of({plain_step("a"), plain_step("b"), plain_step("c")});
  pipeline.steps[2].priority = Priority::critical;
  const Plan plan = plan_run(pipeline, facts_of_day());
  ReadyQueue queue(pipeline, plan);
  EXPECT_EQ(queue.take(), 2U);
  EXPECT_EQ(queue.take(), 0U);
  EXPECT_EQ(queue.take(), 1U);
}

TEST(ReadyQueue, StepsThatDoNotRunHaveEnded) {
  Pipeline pipeline = chain(5);
  pipeline.steps[1].enabled = false;
  PlanFacts facts = facts_of_day();
  facts.previous = {{"s0", "succeeded", 1}};
  const Plan plan = plan_run(pipeline, facts);
  ReadyQueue queue(pipeline, plan);
  EXPECT_EQ(queue.take(), 2U);
  EXPECT_THAT(indices(queue.ended(2, false)), ::testing::ElementsAre(3, 4));
  EXPECT_TRUE(queue.is_finished());
}

TEST(ReadyQueue, APlanOfBlockedStepsIsFinished) {
  const Pipeline pipeline = chain(4);
  PlanFacts facts = facts_of_day();
  facts.selection.steps = {"s2", "s3"};
  const Plan plan = plan_run(pipeline, facts);
  ReadyQueue queue(pipeline, plan);
  EXPECT_FALSE(queue.has_ready());
  EXPECT_TRUE(queue.is_finished());
}

TEST(ReadyQueue, RandomRunsEndEveryStepOnce) {
  std::mt19937 random(3);
  for (int round = 0; round < 1'000; ++round) {
    Pipeline pipeline = random_graph(random, 2 + random() % 25);
    for (Step& step : pipeline.steps) step.enabled = random() % 6 != 0;
    const Plan plan = plan_run(pipeline, facts_of_day());
    ReadyQueue queue(pipeline, plan);
    std::vector<int> ends(pipeline.steps.size());
    std::vector<bool> good(pipeline.steps.size(), true);
    std::vector<StepIndex> running;
    for (const PlannedStep& row : plan.steps) ends[row.index] += row.decision == Decision::skip;
    while (!queue.is_finished()) {
      while (running.size() < 3) {
        const auto step = queue.take();
        if (!step) break;
        for (const StepIndex need : plan.graph.needs(*step)) {
          ASSERT_TRUE(good[need]);
          ASSERT_EQ(ends[need], 1);
        }
        for (const StepIndex earlier : plan.graph.after(*step)) ASSERT_EQ(ends[earlier], 1);
        running.push_back(*step);
      }
      ASSERT_FALSE(running.empty());
      const std::size_t pick = random() % running.size();
      const StepIndex step = running[pick];
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(pick));
      good[step] = random() % 4 != 0;
      ++ends[step];
      const auto blocked = queue.ended(step, good[step]);
      for (const auto& row : blocked) {
        ++ends[row.step];
        good[row.step] = false;
      }
      for (const auto& row : blocked) ASSERT_FALSE(good[row.cause]);
    }
    ASSERT_TRUE(std::ranges::all_of(ends, [](int n) { return n == 1; }));
  }
}

TEST(ReadyQueue, TenThousandStepsOfEveryShape) {  // RELIABILITY R12
  for (const Pipeline& pipeline : {chain(10'000), fan_out(10'000), layered(100, 100)}) {
    const Plan plan = plan_run(pipeline, facts_of_day());
    ReadyQueue queue(pipeline, plan);
    std::size_t done = 0;
    while (const auto step = queue.take()) {
      queue.ended(*step, true);
      ++done;
    }
    EXPECT_EQ(done, 10'000U);
    ReadyQueue failing(pipeline, plan);
    std::size_t blocked = failing.ended(*failing.take(), false).size();
    EXPECT_GT(blocked, 100U);
  }
}

}  // namespace
}  // namespace wealthjobs::pipeline
