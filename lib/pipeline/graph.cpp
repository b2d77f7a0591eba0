#include "pipeline/graph.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <queue>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/check.h"

namespace wealthjobs::pipeline {
namespace {

using Edges = std::vector<std::vector<StepIndex>>;
constexpr StepIndex none = std::numeric_limits<StepIndex>::max();

// Strongly connected components by Tarjan's algorithm with its own stack: a chain of 10,000 steps
// would need 10,000 frames otherwise.
class Knots {
 public:
  explicit Knots(const Edges& edges)
      : edges_(edges),
        number_(edges.size(), none),
        low_(edges.size(), none),
        knot_(edges.size(), none) {
    for (StepIndex start = 0; start < edges.size(); ++start) {
      if (number_[start] == none) walk(start);
    }
  }
  [[nodiscard]] const std::vector<StepIndex>& knot_of() const { return knot_; }
  [[nodiscard]] StepIndex count() const { return knots_; }

 private:
  void enter(StepIndex node) {
    number_[node] = low_[node] = next_++;
    open_.push_back(node);
    path_.emplace_back(node, 0);
  }
  void leave(StepIndex node) {
    if (low_[node] == number_[node]) {
      StepIndex member = none;
      do {
        member = open_.back();
        open_.pop_back();
        knot_[member] = knots_;
      } while (member != node);
      ++knots_;
    }
    path_.pop_back();
    if (!path_.empty()) {
      const StepIndex parent = path_.back().first;
      low_[parent] = std::min(low_[parent], low_[node]);
    }
  }
  void walk(StepIndex start) {
    enter(start);
    while (!path_.empty()) {
      const auto [node, edge] = path_.back();
      if (edge == edges_[node].size()) {
        leave(node);
        continue;
      }
      ++path_.back().second;
      const StepIndex target = edges_[node][edge];
      if (number_[target] == none) {
        enter(target);
      } else if (knot_[target] == none) {
        low_[node] = std::min(low_[node], number_[target]);
      }
    }
  }

  const Edges& edges_;
  std::vector<StepIndex> number_;
  std::vector<StepIndex> low_;
  std::vector<StepIndex> knot_;
  std::vector<StepIndex> open_;
  std::vector<std::pair<StepIndex, std::size_t>> path_;
  StepIndex next_ = 0;
  StepIndex knots_ = 0;
};

// Follows edges inside the knot until a step comes up twice, then cuts the way that led there.
std::vector<StepIndex> cycle_inside(const Edges& edges, const std::vector<StepIndex>& knot,
                                    StepIndex start) {
  std::vector<StepIndex> walk = {start};
  while (true) {
    const auto& targets = edges[walk.back()];
    const auto next = std::ranges::find_if(
        targets, [&](StepIndex target) { return knot[target] == knot[start]; });
    WEALTHJOBS_CHECK(next != targets.end());
    const auto seen = std::ranges::find(walk, *next);
    if (seen != walk.end()) {
      std::vector<StepIndex> cycle(seen, walk.end());
      cycle.push_back(*next);
      return cycle;
    }
    walk.push_back(*next);
  }
}

}  // namespace

Graph Graph::of(const Pipeline& pipeline) {
  Graph graph;
  const std::size_t n = pipeline.steps.size();
  graph.needs_.resize(n);
  graph.after_.resize(n);
  graph.needed_by_.resize(n);
  graph.awaited_by_.resize(n);
  std::unordered_map<std::string_view, StepIndex> index;
  for (StepIndex i = 0; i < n; ++i) index.emplace(pipeline.steps[i].name, i);
  const auto connect = [&](StepIndex to, const std::vector<Reference>& references, Edges& forward,
                           Edges& backward) {
    for (const Reference& reference : references) {
      const auto found = index.find(reference.name);
      if (found == index.end()) continue;
      if (std::ranges::find(forward[to], found->second) != forward[to].end()) continue;
      forward[to].push_back(found->second);
      backward[found->second].push_back(to);
    }
  };
  for (StepIndex i = 0; i < n; ++i) {
    connect(i, pipeline.steps[i].needs, graph.needs_, graph.needed_by_);
    connect(i, pipeline.steps[i].after, graph.after_, graph.awaited_by_);
    graph.priority_.push_back(static_cast<int>(pipeline.steps[i].priority));
  }
  return graph;
}

std::vector<StepIndex> Graph::topological_order() const {
  std::vector<std::size_t> open(size());
  using Ready = std::pair<int, StepIndex>;  // the smallest first: high priority, early in the file
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
  for (StepIndex i = 0; i < size(); ++i) {
    open[i] = needs_[i].size() + after_[i].size();
    if (open[i] == 0) ready.emplace(-priority_[i], i);
  }
  std::vector<StepIndex> order;
  order.reserve(size());
  while (!ready.empty()) {
    const StepIndex step = ready.top().second;
    ready.pop();
    order.push_back(step);
    for (const Edges* edges : {&needed_by_, &awaited_by_}) {
      for (const StepIndex next : (*edges)[step]) {
        if (--open[next] == 0) ready.emplace(-priority_[next], next);
      }
    }
  }
  return order;
}

std::vector<std::vector<StepIndex>> Graph::cycles() const {
  Edges edges = needs_;
  for (StepIndex i = 0; i < size(); ++i) {
    edges[i].insert(edges[i].end(), after_[i].begin(), after_[i].end());
  }
  const Knots knots(edges);
  std::vector<std::size_t> members(knots.count());
  for (const StepIndex knot : knots.knot_of()) ++members[knot];
  std::vector<std::vector<StepIndex>> found;
  for (StepIndex i = 0; i < size(); ++i) {
    std::size_t& count = members[knots.knot_of()[i]];
    const bool self = std::ranges::find(edges[i], i) != edges[i].end();
    if (count < 2 && !(count == 1 && self)) continue;
    found.push_back(cycle_inside(edges, knots.knot_of(), i));
    count = 0;
  }
  return found;
}

std::vector<StepIndex> Graph::dependants(StepIndex step) const {
  std::vector<bool> seen(size());
  std::vector<StepIndex> open = {step};
  seen[step] = true;
  while (!open.empty()) {
    const StepIndex node = open.back();
    open.pop_back();
    for (const StepIndex next : needed_by_[node]) {
      if (seen[next]) continue;
      seen[next] = true;
      open.push_back(next);
    }
  }
  std::vector<StepIndex> found;
  for (StepIndex i = 0; i < size(); ++i) {
    if (seen[i] && i != step) found.push_back(i);
  }
  return found;
}

std::vector<StepIndex> Graph::critical_path(std::span<const double> duration_s) const {
  WEALTHJOBS_CHECK(duration_s.size() == size());
  std::vector<double> end_s(size());
  std::vector<StepIndex> before(size(), none);
  StepIndex last = none;
  for (const StepIndex step : topological_order()) {
    double start_s = 0;
    for (const Edges* edges : {&needs_, &after_}) {
      for (const StepIndex source : (*edges)[step]) {
        const bool longer = before[step] == none || end_s[source] > start_s ||
                            (end_s[source] == start_s && source < before[step]);
        if (!longer) continue;
        start_s = end_s[source];
        before[step] = source;
      }
    }
    end_s[step] = start_s + duration_s[step];
    if (last == none || end_s[step] > end_s[last] || (end_s[step] == end_s[last] && step < last)) {
      last = step;
    }
  }
  std::vector<StepIndex> path;
  for (StepIndex step = last; step != none; step = before[step]) path.push_back(step);
  std::ranges::reverse(path);
  return path;
}

std::vector<std::pair<StepIndex, StepIndex>> unordered_posting_steps(
    const Graph& graph, const std::vector<bool>& posts) {
  WEALTHJOBS_CHECK(posts.size() == graph.size());
  // In a topological order posting steps are totally ordered by needs exactly when each one has its
  // predecessor in that order among its ancestors; the latest posting ancestor is enough to know.
  std::vector<int> latest(graph.size(), -1);
  std::vector<std::pair<StepIndex, StepIndex>> unordered;
  std::optional<StepIndex> previous;
  int rank = 0;
  for (const StepIndex step : graph.topological_order()) {
    for (const StepIndex source : graph.needs(step)) {
      latest[step] = std::max(latest[step], latest[source]);
    }
    if (!posts[step]) continue;
    if (previous && latest[step] != rank - 1) unordered.emplace_back(*previous, step);
    latest[step] = rank++;
    previous = step;
  }
  return unordered;
}

}  // namespace wealthjobs::pipeline
