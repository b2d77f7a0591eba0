#include "pipeline/spec.h"

#include <array>

#include "base/check.h"

namespace wealthjobs::pipeline {
namespace {

template <std::size_t n, class Enum>
std::string_view pick(const std::array<std::string_view, n>& names, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  WEALTHJOBS_CHECK(index < n);
  return names[index];
}

constexpr std::array<std::string_view, 4> priorities = {"low", "normal", "high", "critical"};
constexpr std::array<std::string_view, 4> on_closed_names = {"skip", "previous", "next", "run"};
constexpr std::array<std::string_view, 3> overlaps = {"fail", "wait", "skip"};
constexpr std::array<std::string_view, 3> catch_ups = {"none", "latest", "all"};
constexpr std::array<std::string_view, 5> whens = {"always", "business_day", "first_business_day",
                                                   "month_end", "quarter_end"};

}  // namespace

std::string_view name_of(Priority value) { return pick(priorities, value); }
std::string_view name_of(OnClosed value) { return pick(on_closed_names, value); }
std::string_view name_of(Overlap value) { return pick(overlaps, value); }
std::string_view name_of(CatchUp value) { return pick(catch_ups, value); }
std::string_view name_of(When value) { return pick(whens, value); }

const Pipeline* Config::find_pipeline(std::string_view name) const {
  for (const Pipeline& pipeline : pipelines) {
    if (pipeline.name == name) return &pipeline;
  }
  return nullptr;
}

std::vector<std::string> Config::pipeline_names() const {
  std::vector<std::string> names;
  for (const Pipeline& pipeline : pipelines) names.push_back(pipeline.name);
  return names;
}

std::optional<std::size_t> find_step(const Pipeline& pipeline, std::string_view name) {
  for (std::size_t i = 0; i < pipeline.steps.size(); ++i) {
    if (pipeline.steps[i].name == name) return i;
  }
  return std::nullopt;
}

}  // namespace wealthjobs::pipeline
