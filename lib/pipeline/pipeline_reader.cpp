#include "pipeline/pipeline_reader.h"

#include <algorithm>

#include "pipeline/cron_expression.h"
#include "pipeline/default_pipelines.h"
#include "pipeline/pipeline_rules.h"
#include "pipeline/step_reader.h"
#include "pipeline/table_reader.h"

namespace wealthjobs::pipeline {
namespace {

using Kind = ConfigNode::Kind;

void read_cron(TableReader& reader, Schedule& schedule) {
  reader.read("cron", schedule.cron);
  const ConfigNode* node = reader.any("cron");
  if (node == nullptr || node->kind != Kind::text) return;
  const auto cron = parse_cron(schedule.cron);
  if (!cron) {
    reader.fault(node->at, "cron of " + reader.where() + " cannot be accepted: " + cron.error(),
                 "five fields: minute hour day-of-month month day-of-week");
  } else if (cron->needs_both_days()) {
    reader.findings().warning(
        node->at,
        "cron of " + reader.where() +
            ": a day field that starts with * and has a step, so "
            "both day fields must match",
        "Debian cron reads it so; leave one day field * if that is not meant");
  }
}

void read_once_at(TableReader& reader, Schedule& schedule) {
  const ConfigNode* node = reader.any("once_at");
  if (node == nullptr) return;
  const std::string& text = node->text;
  const bool is_moment = node->kind == Kind::text || node->kind == Kind::date_time;
  if (is_moment && (text.size() == 16 || (text.size() == 19 && text.ends_with(":00"))) &&
      (text[10] == 'T' || text[10] == ' ')) {
    const auto date = base::Date::parse(text.substr(0, 10));
    const auto minute = parse_time_of_day(text.substr(11, 5));
    if (date && minute) {
      schedule.once_date = date;
      schedule.once_minute = *minute;
      return;
    }
  }
  reader.fault(node->at,
               "once_at of " + reader.where() + " must be a moment like \"2026-01-15T18:00\"",
               "local time of the schedule's zone, whole minutes, without an offset");
}

void check_one_trigger(TableReader& reader, const ConfigNode& table) {
  int triggers = 0;
  for (const std::string_view key : {"cron", "every_s", "once_at"}) {
    if (table.find(key) != nullptr) ++triggers;
  }
  if (triggers == 1) return;
  reader.fault(table.at,
               reader.where() + (triggers == 0 ? " says no time" : " says more than one time"),
               "exactly one of cron, every_s, once_at");
}

void read_zone_and_calendar(TableReader& reader, std::string& zone, std::string& calendar,
                            ReadContext& context) {
  reader.read("zone", zone);
  const ConfigNode* node = reader.any("zone");
  if (node != nullptr && node->kind == Kind::text) check_zone(zone, node->at, context);
  reader.read("calendar", calendar);
  node = reader.any("calendar");
  if (node != nullptr && node->kind == Kind::text) check_calendar(calendar, node->at, context);
}

Schedule read_schedule(const ConfigNode& table, const Pipeline& pipeline, ReadContext& context) {
  Schedule schedule;
  schedule.at = table.at;
  schedule.zone = pipeline.zone;
  schedule.calendar = pipeline.calendar;
  schedule.on_closed = pipeline.on_closed;
  schedule.overlap = pipeline.overlap;
  schedule.priority = pipeline.priority;
  TableReader reader(table, "schedule of pipeline " + pipeline.name, context.findings);
  read_cron(reader, schedule);
  reader.read("every_s", schedule.every_s, {60, 31 * 86'400, "s"});
  read_once_at(reader, schedule);
  check_one_trigger(reader, table);
  read_zone_and_calendar(reader, schedule.zone, schedule.calendar, context);
  reader.read_enum("on_closed", schedule.on_closed, OnClosed::run);
  reader.read_enum("overlap", schedule.overlap, Overlap::skip);
  reader.read_enum("priority", schedule.priority, Priority::critical);
  reader.read_enum("catch_up", schedule.catch_up, CatchUp::all);
  reader.read("misfire_grace_s", schedule.misfire_grace_s, {0, 31 * 86'400, "s"});
  reader.read("catch_up_window_s", schedule.catch_up_window_s, {0, 366 * 86'400, "s"});
  reader.read("catch_up_max", schedule.catch_up_max, {1, 1'000, "runs"});
  reader.read("enabled", schedule.enabled);
  reader.finish();
  return schedule;
}

void read_settings(TableReader& reader, Pipeline& pipeline, ReadContext& context) {
  reader.read("description", pipeline.description);
  read_zone_and_calendar(reader, pipeline.zone, pipeline.calendar, context);
  reader.read("enabled", pipeline.enabled);
  reader.read_enum("priority", pipeline.priority, Priority::critical);
  reader.read_enum("on_closed", pipeline.on_closed, OnClosed::run);
  reader.read_enum("overlap", pipeline.overlap, Overlap::skip);
  reader.read("max_parallel", pipeline.max_parallel, {1, 256, "steps"});
  reader.read("timeout_s", pipeline.timeout_s, {1, 7 * 86'400, "s"});
}

void read_steps(TableReader& reader, const Config& config, Pipeline& pipeline,
                ReadContext& context) {
  const ConfigNode* node = reader.any("step");
  if (node == nullptr) {
    if (pipeline.steps.empty()) {
      reader.fault(reader.at(), "pipeline " + pipeline.name + " has no steps",
                   "add [[pipeline." + pipeline.name + ".step]]");
    }
    return;
  }
  pipeline.steps.clear();
  if (node->kind != Kind::list) {
    reader.fault(node->at, "step of pipeline " + pipeline.name + " must be a list of tables",
                 "write [[pipeline." + pipeline.name + ".step]]");
    return;
  }
  if (node->items.empty()) {
    reader.fault(node->at, "pipeline " + pipeline.name + " has no steps");
  }
  pipeline.steps.reserve(node->items.size());
  for (const ConfigNode& item : node->items) {
    if (item.kind == Kind::table) {
      pipeline.steps.push_back(read_step(item, config, context));
    } else {
      reader.fault(item.at, "step of pipeline " + pipeline.name + " must be a list of tables");
    }
  }
}

// The shipped pipeline where the file leaves its steps alone, else an empty one.
Pipeline starting_point(const std::string& name, bool keeps_steps, const Config& config) {
  if (keeps_steps) {
    for (Pipeline& shipped : shipped_pipelines(config.calendar)) {
      if (shipped.name == name) return std::move(shipped);
    }
  }
  Pipeline pipeline;
  pipeline.name = name;
  pipeline.zone = config.calendar.zone;
  pipeline.calendar = config.calendar.primary;
  return pipeline;
}

}  // namespace

Pipeline read_pipeline(const std::string& name, Position at, const ConfigNode& table,
                       const Config& config, ReadContext& context) {
  if (!is_name(name, 40)) {
    context.findings.fault(at, "a pipeline cannot be named " + in_quotes(name),
                           "a letter, then letters, digits, - and _, at most 40");
  }
  Pipeline pipeline = starting_point(name, table.find("step") == nullptr, config);
  pipeline.is_shipped = false;
  pipeline.at = at;
  TableReader reader(table, "pipeline " + in_quotes(name), context.findings);
  read_settings(reader, pipeline, context);
  if (const ConfigNode* schedule = reader.table("schedule")) {
    pipeline.schedule = read_schedule(*schedule, pipeline, context);
  } else if (pipeline.schedule) {
    pipeline.schedule->zone = pipeline.zone;
    pipeline.schedule->calendar = pipeline.calendar;
  }
  read_steps(reader, config, pipeline, context);
  reader.finish();
  check_pipeline(pipeline, context.catalogue, context.findings);
  return pipeline;
}

void add_shipped_pipelines(Config& config, ReadContext&) {
  for (Pipeline& shipped : shipped_pipelines(config.calendar)) {
    if (config.find_pipeline(shipped.name) == nullptr) {
      config.pipelines.push_back(std::move(shipped));
    }
  }
}

}  // namespace wealthjobs::pipeline
