#include "pipeline/placeholders.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "pipeline/diagnostic.h"

namespace wealthjobs::pipeline {
namespace {

const std::string& value_of(std::string_view name, const PlaceholderValues& values) {
  if (name == "business_date") return values.business_date;
  if (name == "run_id") return values.run_id;
  if (name == "step") return values.step;
  if (name == "pipeline") return values.pipeline;
  WEALTHJOBS_CHECK(name == "config_dir");
  return values.config_dir;
}

}  // namespace

const std::vector<std::string>& placeholder_names() {
  static const std::vector<std::string> names = {"business_date", "run_id", "step", "pipeline",
                                                 "config_dir"};
  return names;
}

std::string placeholder_fault(std::string_view text) {
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) return "has an open brace without its end";
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (std::ranges::find(placeholder_names(), name) == placeholder_names().end()) {
      return "has the unknown placeholder " + in_quotes(text.substr(open, close - open + 1)) +
             "; known are {" + base::join_text(placeholder_names(), "} {") + "}";
    }
  }
  return {};
}

std::string expand_placeholders(std::string_view text, const PlaceholderValues& values) {
  std::string expanded;
  std::size_t done = 0;
  while (true) {
    const std::size_t open = text.find('{', done);
    expanded += text.substr(done, open - done);
    if (open == std::string_view::npos) return expanded;
    const std::size_t close = text.find('}', open);
    WEALTHJOBS_CHECK(close != std::string_view::npos);
    expanded += value_of(text.substr(open + 1, close - open - 1), values);
    done = close + 1;
  }
}

}  // namespace wealthjobs::pipeline
