#include "cmd_pipelines.h"

#include "app_context.h"
#include "output.h"

namespace wealthjobs::app {

int cmd_pipelines(const PipelinesOptions& options) {
  const AppContext context = load_context(options.global);
  render::Document document;
  document.title = "Pipelines";
  document.facts = {{"configuration", context.config_file}};
  render::Section section{"pipelines", "Pipelines", {}, {}};
  section.table.columns = {{"pipeline", "Pipeline"},      {"steps", "Steps", render::Align::right},
                           {"schedule", "Schedule"},      {"zone", "Zone"},
                           {"enabled", "Enabled"},        {"origin", "From"},
                           {"description", "Description"}};
  for (const pipeline::Pipeline& pipeline : context.config.pipelines) {
    section.table.rows.push_back({pipeline.name, std::to_string(pipeline.steps.size()),
                                  pipeline.schedule ? pipeline.schedule->cron : "", pipeline.zone,
                                  pipeline.enabled ? "yes" : "no",
                                  pipeline.is_shipped ? "shipped" : "file", pipeline.description});
  }
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
