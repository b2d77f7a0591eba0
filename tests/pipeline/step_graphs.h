// Pipelines made by code for the tests of graph, plan and queue.
#pragma once

#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

inline Step plain_step(std::string name, const std::vector<std::string>& needs = {},
                       const std::vector<std::string>& after = {}) {
  Step step;
  step.name = std::move(name);
  step.job = "ingest";
  for (const std::string& need : needs) step.needs.push_back({need, {}});
  for (const std::string& earlier : after) step.after.push_back({earlier, {}});
  return step;
}

inline Pipeline pipeline_of(std::vector<Step> steps) {
  Pipeline pipeline;
  pipeline.name = "p";
  pipeline.calendar = "XNYS";
  pipeline.zone = "America/New_York";
  pipeline.steps = std::move(steps);
  return pipeline;
}

inline std::string numbered(std::size_t i) { return "s" + std::to_string(i); }

inline Pipeline chain(std::size_t n) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < n; ++i) {
    steps.push_back(i == 0 ? plain_step(numbered(i)) : plain_step(numbered(i), {numbered(i - 1)}));
  }
  return pipeline_of(std::move(steps));
}

inline Pipeline fan_out(std::size_t n) {
  std::vector<Step> steps = {plain_step(numbered(0))};
  for (std::size_t i = 1; i < n; ++i) steps.push_back(plain_step(numbered(i), {numbered(0)}));
  return pipeline_of(std::move(steps));
}

// `layers` layers of `width` steps; each needs four of the layer before.
inline Pipeline layered(std::size_t layers, std::size_t width) {
  std::vector<Step> steps;
  for (std::size_t layer = 0; layer < layers; ++layer) {
    for (std::size_t i = 0; i < width; ++i) {
      std::vector<std::string> needs;
      for (std::size_t k = 0; layer > 0 && k < 4; ++k) {
        needs.push_back(numbered((layer - 1) * width + (i + k * 7) % width));
      }
      steps.push_back(plain_step(numbered(layer * width + i), needs));
    }
  }
  return pipeline_of(std::move(steps));
}

// A random acyclic graph, its steps shuffled, with priorities and both kinds of edges.
inline Pipeline random_graph(std::mt19937& random, std::size_t n) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < n; ++i) {
    Step step = plain_step(numbered(i));
    for (std::size_t k = 0; k < i; ++k) {
      const auto draw = random() % (2 * n);
      if (draw < 3) step.needs.push_back({numbered(k), {}});
      if (draw == 3) step.after.push_back({numbered(k), {}});
    }
    step.priority = static_cast<Priority>(random() % 4);
    steps.push_back(std::move(step));
  }
  for (std::size_t i = n; i > 1; --i) std::swap(steps[i - 1], steps[random() % i]);
  return pipeline_of(std::move(steps));
}

}  // namespace wealthjobs::pipeline
