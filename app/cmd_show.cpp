#include "cmd_show.h"

#include "app_context.h"
#include "base/text.h"
#include "output.h"

namespace wealthjobs::app {
namespace {

std::string needs_of(const pipeline::Step& step) {
  std::vector<std::string> names;
  for (const pipeline::Reference& need : step.needs) names.push_back(need.name);
  for (const pipeline::Reference& after : step.after) names.push_back("(" + after.name + ")");
  return base::join_text(names, " ");
}

}  // namespace

int cmd_show(const ShowOptions& options) {
  const AppContext context = load_context(options.global);
  const pipeline::Pipeline& pipeline = pipeline_named(context, options.pipeline);
  render::Document document;
  document.title = "Pipeline " + pipeline.name;
  document.facts = {{"description", pipeline.description},
                    {"from", pipeline.is_shipped ? "shipped" : context.config_file},
                    {"zone", pipeline.zone},
                    {"calendar", pipeline.calendar},
                    {"priority", std::string(pipeline::name_of(pipeline.priority))},
                    {"on_closed", std::string(pipeline::name_of(pipeline.on_closed))},
                    {"overlap", std::string(pipeline::name_of(pipeline.overlap))},
                    {"max_parallel", std::to_string(pipeline.max_parallel)},
                    {"timeout_s", std::to_string(pipeline.timeout_s)}};
  render::Section section{"steps", "Steps", {"In brackets: order only, not success."}, {}};
  section.table.columns = {{"step", "Step"},
                           {"work", "Work"},
                           {"needs", "Needs"},
                           {"when", "When"},
                           {"gate", "Gate"},
                           {"attempts", "Attempts", render::Align::right},
                           {"timeout_s", "Limit s", render::Align::right},
                           {"deadline", "Deadline"},
                           {"owner", "Owner"}};
  for (const pipeline::Step& step : pipeline.steps) {
    section.table.rows.push_back(
        {step.name, step.job.empty() ? base::join_text(step.command, " ") : step.job,
         needs_of(step), std::string(pipeline::name_of(step.when)), step.gate ? "gate" : "",
         std::to_string(step.retry.attempts), std::to_string(step.timeout_s),
         step.deadline ? pipeline::format_deadline(*step.deadline) : "", step.owner});
  }
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
