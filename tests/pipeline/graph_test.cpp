#include "pipeline/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "pipeline/step_graphs.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Graph, OrdersByPriorityThenFileAmongTheReady) {
  Pipeline pipeline = pipeline_of({plain_step("a"), plain_step("b"), plain_step("c", {"b"}),
                                   plain_step("d"), plain_step("e", {"a", "c"})});
  EXPECT_THAT(Graph::of(pipeline).topological_order(), ElementsAre(0, 1, 2, 3, 4));
  pipeline.steps[3].priority = Priority::high;
  pipeline.steps[0].priority = Priority::low;
  EXPECT_THAT(Graph::of(pipeline).topological_order(), ElementsAre(3, 1, 2, 0, 4));
}

TEST(Graph, KeepsNeedsAndAfterApart) {
  const Graph graph =
      Graph::of(pipeline_of({plain_step("a"), plain_step("b", {"a"}), plain_step("c", {}, {"b"})}));
  EXPECT_THAT(graph.needs(1), ElementsAre(0));
  EXPECT_THAT(graph.after(2), ElementsAre(1));
  EXPECT_THAT(graph.needed_by(0), ElementsAre(1));
  EXPECT_THAT(graph.awaited_by(1), ElementsAre(2));
  EXPECT_THAT(graph.dependants(0), ElementsAre(1));
}

TEST(Graph, LeavesOutUnknownAndDoubleNames) {
  const Graph graph = Graph::of(pipeline_of({plain_step("a"), plain_step("b", {"a", "x", "a"})}));
  EXPECT_THAT(graph.needs(1), ElementsAre(0));
}

TEST(Graph, FindsOneCycleForEachKnot) {
  const Graph graph = Graph::of(
      pipeline_of({plain_step("in"), plain_step("a", {"in", "c"}), plain_step("b", {"a"}),
                   plain_step("c", {"b"}), plain_step("x", {"y"}), plain_step("y", {}, {"x"}),
                   plain_step("self", {"self"}), plain_step("out", {"c"})}));
  EXPECT_THAT(graph.cycles(),
              ElementsAre(ElementsAre(1, 3, 2, 1), ElementsAre(4, 5, 4), ElementsAre(6, 6)));
  EXPECT_THAT(graph.topological_order(), ElementsAre(0));
}

TEST(Graph, FindsTheCycleOfAVeryLongChain) {
  Pipeline pipeline = chain(10'000);
  pipeline.steps.front().needs.push_back({"s9999", {}});
  const auto cycles = Graph::of(pipeline).cycles();
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles.front().size(), 10'001U);
}

TEST(Graph, CriticalPathIsTheLongestChain) {
  const Graph graph =
      Graph::of(pipeline_of({plain_step("a"), plain_step("b"), plain_step("c", {"a", "b"}),
                             plain_step("d", {}, {"c"}), plain_step("e", {"a"})}));
  EXPECT_THAT(graph.critical_path(std::vector<double>{1, 2, 3, 4, 5}), ElementsAre(1, 2, 3));
  EXPECT_THAT(graph.critical_path(std::vector<double>{1, 1, 1, 1, 9}), ElementsAre(0, 4));
  EXPECT_THAT(graph.critical_path(std::vector<double>{2, 2, 2, 2, 1}), ElementsAre(0, 2, 3));
  EXPECT_THAT(Graph::of(pipeline_of({})).critical_path({}), IsEmpty());
}

TEST(Graph, RandomGraphsAreOrderedRightly) {
  std::mt19937 random(11);
  for (int round = 0; round < 1'000; ++round) {
    const Pipeline pipeline = random_graph(random, 2 + random() % 30);
    const Graph graph = Graph::of(pipeline);
    const auto order = graph.topological_order();
    ASSERT_EQ(order.size(), pipeline.steps.size());
    ASSERT_THAT(graph.cycles(), IsEmpty());
    std::vector<std::size_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    for (StepIndex i = 0; i < order.size(); ++i) {
      for (const StepIndex need : graph.needs(i)) ASSERT_LT(place[need], place[i]);
      for (const StepIndex earlier : graph.after(i)) ASSERT_LT(place[earlier], place[i]);
    }
  }
}

// The plain definition, cubic: is every pair of posting steps ordered by needs?
bool all_ordered(const Graph& graph, const std::vector<bool>& posts) {
  for (StepIndex a = 0; a < graph.size(); ++a) {
    for (StepIndex b = a + 1; b < graph.size(); ++b) {
      if (!posts[a] || !posts[b]) continue;
      if (!std::ranges::binary_search(graph.dependants(a), b) &&
          !std::ranges::binary_search(graph.dependants(b), a)) {
        return false;
      }
    }
  }
  return true;
}

TEST(UnorderedPostingSteps, AgreesWithThePlainDefinition) {
  std::mt19937 random(5);
  int ordered = 0;
  for (int round = 0; round < 1'000; ++round) {
    const Pipeline pipeline = random_graph(random, 2 + random() % 8);
    const Graph graph = Graph::of(pipeline);
    std::vector<bool> posts;
    for (std::size_t i = 0; i < graph.size(); ++i) posts.push_back(random() % 2 == 0);
    const bool expected = all_ordered(graph, posts);
    ordered += expected ? 1 : 0;
    ASSERT_EQ(unordered_posting_steps(graph, posts).empty(), expected);
  }
  EXPECT_GT(ordered, 100);
  EXPECT_LT(ordered, 900);
}

}  // namespace
}  // namespace wealthjobs::pipeline
