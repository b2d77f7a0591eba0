// The steps of a pipeline as a graph. Nodes are indices into Pipeline::steps, in file order.
//
//   needs     a must have succeeded before b      after     a must have ended before b
//
// Order: among the steps that are free to start, the higher priority first, then the earlier in the
// file (RULINGS B8). Everything here is linear in steps and edges, apart from the ordering heap:
// 10,000 steps take milliseconds.
//
//   Failure   a cycle is an answer (cycles()), not an error; topological_order of a cyclic graph
//             lists only the steps that do not hang on a cycle
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

using StepIndex = std::uint32_t;

class Graph {
 public:
  // Names that no step carries are left out; parse_config has reported them.
  static Graph of(const Pipeline& pipeline);

  [[nodiscard]] std::size_t size() const { return needs_.size(); }
  [[nodiscard]] std::span<const StepIndex> needs(StepIndex step) const { return needs_[step]; }
  [[nodiscard]] std::span<const StepIndex> after(StepIndex step) const { return after_[step]; }
  // The steps whose `needs`, or whose `after`, name this one.
  [[nodiscard]] std::span<const StepIndex> needed_by(StepIndex step) const {
    return needed_by_[step];
  }
  [[nodiscard]] std::span<const StepIndex> awaited_by(StepIndex step) const {
    return awaited_by_[step];
  }

  // Ready steps by (priority, file order), as one worker would run them.
  [[nodiscard]] std::vector<StepIndex> topological_order() const;

  // One cycle for each knot of steps, as a closed walk: {a, b, c, a} where a needs b, b needs c.
  [[nodiscard]] std::vector<std::vector<StepIndex>> cycles() const;

  // Everything that cannot succeed without `step`: transitive needed_by, ascending, without itself.
  [[nodiscard]] std::vector<StepIndex> dependants(StepIndex step) const;

  // The chain of steps (needs and after) with the largest sum of durations, first step first.
  // `duration_s` has one entry per step; on equal sums the chain earlier in the file wins.
  [[nodiscard]] std::vector<StepIndex> critical_path(std::span<const double> duration_s) const;

 private:
  std::vector<std::vector<StepIndex>> needs_;
  std::vector<std::vector<StepIndex>> after_;
  std::vector<std::vector<StepIndex>> needed_by_;
  std::vector<std::vector<StepIndex>> awaited_by_;
  std::vector<int> priority_;
};

// Pairs of neighbouring posting steps that `needs` leaves unordered (RULINGS B8). `posts` has one
// entry per step. Empty for a cyclic graph: the cycle is the finding then.
std::vector<std::pair<StepIndex, StepIndex>> unordered_posting_steps(
    const Graph& graph, const std::vector<bool>& posts);

}  // namespace wealthjobs::pipeline
