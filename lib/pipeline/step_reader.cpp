#include "pipeline/step_reader.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "pipeline/default_pipelines.h"
#include "pipeline/placeholders.h"
#include "pipeline/table_reader.h"

namespace wealthjobs::pipeline {
namespace {

using Kind = ConfigNode::Kind;
constexpr std::int64_t longest_timeout_s = 7 * 86'400;

std::string step_place(const ConfigNode& table) {
  const ConfigNode* name = table.find("name");
  if (name == nullptr || name->kind != Kind::text) return "the step";
  return "step " + in_quotes(name->text);
}

Position place_of(const ConfigNode& table, std::string_view key) {
  const ConfigNode* node = table.find(key);
  return node == nullptr ? table.at : node->at;
}

void read_references(TableReader& reader, std::string_view key, const std::string& own_name,
                     std::vector<Reference>& references) {
  const ConfigNode* node = reader.any(key);
  if (node == nullptr) return;
  const std::string label = std::string(key) + " of " + reader.where();
  if (node->kind != Kind::list) {
    reader.fault(node->at, label + " must be a list of step names",
                 "for example " + std::string(key) + " = [\"settle\"]");
    return;
  }
  std::set<std::string_view> seen;
  for (const ConfigNode& item : node->items) {
    if (item.kind != Kind::text || item.text.empty()) {
      reader.fault(item.at, label + " has an entry that is no step name");
    } else if (item.text == own_name) {
      reader.fault(item.at, reader.where() + " names itself in " + std::string(key));
    } else if (!seen.insert(item.text).second) {
      reader.fault(item.at, label + " names " + in_quotes(item.text) + " twice");
    } else {
      references.push_back({item.text, item.at});
    }
  }
}

void read_on_exit(TableReader& reader, bool is_command, std::vector<int>& on_exit) {
  const ConfigNode* node = reader.any("on_exit");
  if (node == nullptr) return;
  if (!is_command) {
    reader.fault(node->at, "on_exit of " + reader.where() + " is for commands",
                 "a job is retried for 69 and 75 only");
    return;
  }
  if (node->kind != Kind::list) {
    reader.fault(node->at, "on_exit of " + reader.where() + " must be a list of exit statuses");
    return;
  }
  for (const ConfigNode& item : node->items) {
    if (item.kind != Kind::integer || item.integer < 1 || item.integer > 255) {
      reader.fault(item.at, "on_exit of " + reader.where() + " must list statuses from 1 to 255");
    } else if (item.integer == 2) {
      reader.fault(item.at, "on_exit of " + reader.where() + " cannot list 2",
                   "a closed gate is never retried");
    } else {
      on_exit.push_back(static_cast<int>(item.integer));
    }
  }
}

void check_retry(TableReader& reader, const Retry& retry, bool is_command) {
  if (retry.attempts == 1) return;
  if (retry.max_ms < retry.initial_ms) {
    reader.fault(reader.at(), "max_s of " + reader.where() + " is below initial_s",
                 "max_s is " + std::to_string(retry.max_ms / 1000) + " s");
  }
  if (retry.budget_ms > 0 && retry.budget_ms < retry.initial_ms) {
    reader.fault(reader.at(), "budget_s of " + reader.where() + " is below initial_s",
                 "no retry would ever start");
  }
  if (is_command && reader.any("on_exit") == nullptr) {
    reader.findings().warning(reader.at(),
                              reader.where() +
                                  " has no effect: a command is retried only for "
                                  "the statuses of on_exit",
                              "for example on_exit = [75]");
  }
}

void read_retry(const ConfigNode& table, const std::string& where, bool is_command, Retry& retry,
                ReadContext& context) {
  TableReader reader(table, "retry of " + where, context.findings);
  reader.read("attempts", retry.attempts, {1, 100, "attempts"});
  reader.read_seconds("initial_s", retry.initial_ms, 86'400);
  reader.read_number("factor", retry.factor, 1, 100);
  reader.read_seconds("max_s", retry.max_ms, 86'400);
  reader.read_number("jitter", retry.jitter, 0, 1);
  reader.read_seconds("budget_s", retry.budget_ms, 7 * 86'400);
  read_on_exit(reader, is_command, retry.on_exit);
  check_retry(reader, retry, is_command);
  reader.finish();
}

WaitFor read_wait_for(const ConfigNode& table, const std::string& where, ReadContext& context) {
  WaitFor wait;
  wait.at = table.at;
  const std::string place = "wait_for of " + where;
  TableReader reader(table, place, context.findings);
  reader.read("path", wait.path);
  if (wait.path.empty()) reader.fault(table.at, place + " needs a path");
  const std::string fault = placeholder_fault(wait.path);
  if (!fault.empty()) reader.fault(place_of(table, "path"), "path of " + place + " " + fault);
  reader.read("timeout_s", wait.timeout_s, {0, longest_timeout_s, "s"});
  reader.read("stable_s", wait.stable_s, {0, 3'600, "s"});
  reader.read("min_rows", wait.min_rows, {0, 1'000'000'000'000, "rows"});
  reader.finish();
  return wait;
}

void read_command(TableReader& reader, const ConfigNode& table, Step& step) {
  reader.read("command", step.command);
  const ConfigNode* node = table.find("command");
  if (node == nullptr || node->kind != Kind::list) return;
  if (step.command.empty() || step.command.front().empty()) {
    reader.fault(node->at, "command of " + reader.where() + " names no program",
                 "for example command = [\"/usr/bin/send\", \"--date\", \"{business_date}\"]");
  }
  for (const ConfigNode& item : node->items) {
    const std::string fault = placeholder_fault(item.text);
    if (!fault.empty()) reader.fault(item.at, "command of " + reader.where() + " " + fault);
  }
}

// What is run: exactly one of job and command. Gives the catalogue entry of a known job.
const JobEntry* read_work(TableReader& reader, const ConfigNode& table, Step& step,
                          ReadContext& context) {
  reader.read("job", step.job);
  read_command(reader, table, step);
  const ConfigNode* job = table.find("job");
  const ConfigNode* command = table.find("command");
  if (job != nullptr && command != nullptr) {
    reader.fault(command->at, reader.where() + " has both a job and a command", "keep one");
    return nullptr;
  }
  if (job == nullptr && command == nullptr) {
    reader.fault(table.at, reader.where() + " has neither a job nor a command",
                 "add job = \"...\" or command = [...]");
    return nullptr;
  }
  if (job == nullptr || job->kind != Kind::text) return nullptr;
  const JobEntry* entry = context.catalogue.find(step.job);
  if (entry == nullptr) {
    reader.fault(job->at, "no job is named " + in_quotes(step.job),
                 did_you_mean(step.job, context.catalogue.job_names()));
  }
  return entry;
}

void read_with(TableReader& reader, const JobEntry* entry, Step& step, ReadContext& context) {
  const ConfigNode* node = reader.table("with");
  if (node == nullptr) return;
  if (step.job.empty()) {
    reader.fault(node->at, "with of " + reader.where() + " is for jobs",
                 "give a command its settings as arguments");
    return;
  }
  if (entry != nullptr) {
    step.with = read_parameters(*node, "with of " + reader.where(), *entry, context.findings);
  }
}

void read_limits(TableReader& reader, Step& step) {
  reader.read("timeout_s", step.timeout_s, {1, longest_timeout_s, "s"});
  reader.read("grace_s", step.grace_s, {0, 3'600, "s"});
  reader.read("max_log_bytes", step.max_log_bytes, {4'096, 1LL << 40, "bytes"});
  reader.read("deadline", step.deadline);
  reader.read("not_before", step.not_before);
  if (step.deadline && step.not_before) {
    const auto order = [](const Deadline& d) { return std::tie(d.days_after, d.minute_of_day); };
    if (order(*step.deadline) <= order(*step.not_before)) {
      reader.fault(reader.any("deadline")->at,
                   "deadline of " + reader.where() + " is not later than its not_before");
    }
  }
}

void read_gate(TableReader& reader, Step& step) {
  reader.read("gate", step.gate);
  reader.read("enabled", step.enabled);
  if (step.gate && !step.enabled) {
    reader.fault(reader.any("enabled")->at, "the gate " + reader.where() + " cannot be disabled",
                 "let it pass for one day with run --override STEP --why TEXT");
  }
}

}  // namespace

Step read_step(const ConfigNode& table, const Config& config, ReadContext& context) {
  const std::string where = step_place(table);
  TableReader reader(table, where, context.findings);
  Step step;
  step.at = table.at;
  reader.read("name", step.name);
  if (!is_name(step.name, 64)) {
    reader.fault(place_of(table, "name"), where + " needs a name",
                 "a letter, then letters, digits, - and _, at most 64");
  }
  const JobEntry* entry = read_work(reader, table, step, context);
  apply_step_defaults(step);
  step.grace_s = config.runner.grace_s;
  read_references(reader, "needs", step.name, step.needs);
  read_references(reader, "after", step.name, step.after);
  read_with(reader, entry, step, context);
  if (const ConfigNode* retry = reader.table("retry")) {
    read_retry(*retry, where, !step.command.empty(), step.retry, context);
  }
  if (const ConfigNode* wait = reader.table("wait_for")) {
    step.wait_for = read_wait_for(*wait, where, context);
  }
  read_limits(reader, step);
  read_gate(reader, step);
  reader.read_enum("priority", step.priority, Priority::critical);
  reader.read_enum("when", step.when, When::quarter_end);
  reader.read("owner", step.owner);
  reader.read("runbook", step.runbook);
  reader.finish();
  return step;
}

}  // namespace wealthjobs::pipeline
