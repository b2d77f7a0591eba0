#include "pipeline/config_reader.h"

#include <algorithm>
#include <map>

#include "base/currency.h"
#include "base/date.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "pipeline/pipeline_reader.h"
#include "pipeline/placeholders.h"
#include "pipeline/table_reader.h"

namespace wealthjobs::pipeline {
namespace {

using Kind = ConfigNode::Kind;
constexpr std::int64_t most_days = 36'500;

Position place_of(const ConfigNode& table, std::string_view key) {
  const ConfigNode* node = table.find(key);
  return node == nullptr ? table.at : node->at;
}

void read_store(const ConfigNode& table, StoreSettings& store, ReadContext& context) {
  TableReader reader(table, "[store]", context.findings);
  reader.read("database", store.database);
  if (store.database.empty() || store.database.find('{') != std::string::npos) {
    reader.fault(place_of(table, "database"), "database of [store] must name one file",
                 "for example database = \"wealth.db\"");
  }
  reader.read("allow_network_filesystem", store.allow_network_filesystem);
  reader.finish();
}

void read_fiscal_year_end(TableReader& reader, CalendarSettings& calendar) {
  const ConfigNode* node = reader.any("fiscal_year_end");
  if (node == nullptr) return;
  // 2023 is not a leap year: a fiscal year cannot end on a day that most years do not have.
  const auto date = node->kind == Kind::text ? base::Date::parse("2023-" + node->text)
                                             : std::optional<base::Date>();
  if (!date) {
    reader.fault(node->at, "fiscal_year_end of [calendar] must be a text like \"06-30\"",
                 "month and day, 02-28 for the end of February");
    return;
  }
  calendar.fiscal_year_end_month = date->ymd().month;
  calendar.fiscal_year_end_day = date->ymd().day;
}

void read_calendar(const ConfigNode& table, CalendarSettings& calendar, ReadContext& context) {
  TableReader reader(table, "[calendar]", context.findings);
  reader.read("primary", calendar.primary);
  check_calendar(calendar.primary, place_of(table, "primary"), context);
  reader.read("zone", calendar.zone);
  check_zone(calendar.zone, place_of(table, "zone"), context);
  reader.read_time_of_day("day_end", calendar.day_end_minute);
  if (const ConfigNode* node = reader.any("pinned_today")) {
    if (node->kind == Kind::text || node->kind == Kind::date) {
      calendar.pinned_today = base::Date::parse(node->text);
    }
    if (!calendar.pinned_today) {
      reader.fault(node->at, "pinned_today of [calendar] must be a date like 2020-06-30");
    }
  }
  read_fiscal_year_end(reader, calendar);
  reader.read("min_horizon_days", calendar.min_horizon_days, {0, most_days, "days"});
  reader.read("warn_horizon_days", calendar.warn_horizon_days, {0, most_days, "days"});
  reader.finish();
}

void read_runner(const ConfigNode& table, RunnerSettings& runner, ReadContext& context) {
  TableReader reader(table, "[runner]", context.findings);
  reader.read("max_concurrent_runs", runner.max_concurrent_runs, {1, 64, "runs"});
  reader.read("log_dir", runner.log_dir);
  const std::string fault = placeholder_fault(runner.log_dir);
  if (!fault.empty()) reader.fault(place_of(table, "log_dir"), "log_dir of [runner] " + fault);
  reader.read("keep_log_days", runner.keep_log_days, {1, most_days, "days"});
  reader.read("keep_log_runs", runner.keep_log_runs, {1, 1'000'000, "runs"});
  reader.read("grace_s", runner.grace_s, {0, 3'600, "s"});
  reader.finish();
}

void check_currency(const ConfigNode& table, std::string_view key, const std::string& code,
                    const std::string& where, ReadContext& context) {
  if (code.empty() || base::Currency::parse(code)) return;
  context.findings.fault(
      place_of(table, key),
      std::string(key) + " of " + where + " is no ISO 4217 currency: " + in_quotes(code),
      "three capital letters such as USD");
}

void check_feed_kind(const ConfigNode& table, const Feed& feed, const std::string& where,
                     ReadContext& context) {
  const auto& kinds = context.catalogue.feed_kinds;
  if (kinds.empty() || std::ranges::find(kinds, feed.kind) != kinds.end()) return;
  const std::string near = did_you_mean(feed.kind, kinds);
  context.findings.fault(place_of(table, "kind"),
                         "kind of " + where + " is unknown: " + in_quotes(feed.kind),
                         near.empty() ? "one of " + base::join_text(kinds, ", ") : near);
}

// A key that would do nothing for the kind of its feed is a fault, not an ornament.
void check_feed_keys(const ConfigNode& table, const Feed& feed, const std::string& where,
                     ReadContext& context) {
  const bool is_fred = feed.kind == "fred_csv";
  const bool is_price = feed.kind == "alphavantage_csv" || feed.kind == "yahoo_csv";
  if (!is_fred && !is_price && feed.kind != "ecb_csv") return;
  const auto refuse = [&](std::string_view key, bool is_used) {
    if (is_used || table.find(key) == nullptr) return;
    context.findings.fault(
        place_of(table, key),
        std::string(key) + " of " + where + " means nothing for kind " + in_quotes(feed.kind),
        "remove it");
  };
  refuse("instrument", is_price);
  refuse("currency", is_price);
  refuse("series", is_fred);
  refuse("base", is_fred);
  refuse("quote", is_fred);
  if (!is_fred || (feed.base.empty() && feed.quote.empty())) return;
  const std::string_view given = feed.base.empty() ? "quote" : "base";
  if (feed.base.empty() != feed.quote.empty() || feed.base == feed.quote) {
    context.findings.fault(place_of(table, given),
                           "base and quote of " + where + " must be two currencies",
                           "1 base = rate quote; DEXUSEU: base = \"EUR\", quote = \"USD\"");
  }
  if (!feed.series.empty()) {
    context.findings.fault(place_of(table, "series"),
                           "series of " + where + " means nothing beside base and quote",
                           "remove it");
  }
}

Feed read_feed(const ConfigNode& table, ReadContext& context) {
  Feed feed;
  feed.at = table.at;
  const ConfigNode* name = table.find("name");
  const std::string where =
      name != nullptr && name->kind == Kind::text ? "feed " + in_quotes(name->text) : "[[feed]]";
  TableReader reader(table, where, context.findings);
  reader.read("name", feed.name);
  if (!is_name(feed.name, 64)) {
    reader.fault(place_of(table, "name"), where + " needs a name",
                 "a letter, then letters, digits, - and _");
  }
  reader.read("kind", feed.kind);
  check_feed_kind(table, feed, where, context);
  reader.read("path", feed.path);
  if (feed.path.empty()) reader.fault(place_of(table, "path"), where + " needs a path");
  const std::string fault = placeholder_fault(feed.path);
  if (!fault.empty()) reader.fault(place_of(table, "path"), "path of " + where + " " + fault);
  reader.read("source", feed.source);
  if (feed.source.empty()) feed.source = feed.name;
  reader.read("currency", feed.currency);
  check_currency(table, "currency", feed.currency, where, context);
  reader.read("calendar", feed.calendar);
  if (!feed.calendar.empty()) check_calendar(feed.calendar, place_of(table, "calendar"), context);
  reader.read("instrument", feed.instrument);
  reader.read("series", feed.series);
  reader.read("base", feed.base);
  check_currency(table, "base", feed.base, where, context);
  reader.read("quote", feed.quote);
  check_currency(table, "quote", feed.quote, where, context);
  check_feed_keys(table, feed, where, context);
  reader.read("required", feed.required);
  reader.read("enabled", feed.enabled);
  reader.finish();
  return feed;
}

void read_feeds(const ConfigNode& node, std::vector<Feed>& feeds, ReadContext& context) {
  if (node.kind != Kind::list) {
    context.findings.fault(node.at, "feed must be a list of tables", "write [[feed]]");
    return;
  }
  std::map<std::string, Position> seen;
  for (const ConfigNode& item : node.items) {
    if (item.kind != Kind::table) {
      context.findings.fault(item.at, "feed must be a list of tables", "write [[feed]]");
      continue;
    }
    Feed feed = read_feed(item, context);
    const auto [first, is_new] = seen.emplace(feed.name, feed.at);
    if (!is_new && !feed.name.empty()) {
      context.findings.fault(place_of(item, "name"),
                             "a second feed is named " + in_quotes(feed.name),
                             "the first is on line " + std::to_string(first->second.line));
    }
    feeds.push_back(std::move(feed));
  }
}

// Calls read(name, place of the name, table) for each table of "[section.NAME]".
template <class Read>
void for_each_table(const ConfigNode& section, const std::string& name, ReadContext& context,
                    Read read) {
  if (section.kind != Kind::table) {
    context.findings.fault(section.at, name + " must be a table", "write [" + name + ".NAME]");
    return;
  }
  for (const ConfigNode::Member& member : section.members) {
    if (member.value.kind != Kind::table) {
      context.findings.fault(member.at, name + "." + in_quotes(member.key) + " must be a table",
                             "write [" + name + ".NAME]");
      continue;
    }
    read(member.key, member.at, member.value);
  }
}

Custodian read_custodian(const std::string& name, const ConfigNode& table, ReadContext& context) {
  Custodian custodian;
  custodian.name = name;
  custodian.at = table.at;
  const std::string where = "custodian " + in_quotes(name);
  TableReader reader(table, where, context.findings);
  reader.read("lag_bd", custodian.lag_bd, {0, 30, "business days"});
  reader.read("expected_by", custodian.expected_by);
  reader.read("required", custodian.required);
  reader.read("nav_tol_bps", custodian.nav_tol_bps, {0, 10'000, "bps"});
  reader.read("cash_tol_minor", custodian.cash_tol_minor, {0, 1'000'000'000'000, "minor"});
  reader.read("qty_tol_e6", custodian.qty_tol_e6, {0, 1'000'000'000'000, "e6"});
  reader.read("max_abs_minor", custodian.max_abs_minor, {0, 1'000'000'000'000'000, "minor"});
  reader.read("max_abs_currency", custodian.max_abs_currency);
  check_currency(table, "max_abs_currency", custodian.max_abs_currency, where, context);
  reader.finish();
  return custodian;
}

void read_job_settings(const std::string& name, Position at, const ConfigNode& table,
                       Config& config, ReadContext& context) {
  const JobEntry* job = context.catalogue.find(name);
  if (job == nullptr) {
    context.findings.fault(at, "no job is named " + in_quotes(name),
                           did_you_mean(name, context.catalogue.job_names()));
    return;
  }
  config.jobs[name] = read_parameters(table, "[jobs." + name + "]", *job, context.findings);
}

void read_named_sections(TableReader& reader, Config& config, ReadContext& context) {
  if (const ConfigNode* node = reader.any("custodian")) {
    for_each_table(*node, "custodian", context,
                   [&](const std::string& name, Position, const ConfigNode& table) {
                     config.custodians.push_back(read_custodian(name, table, context));
                   });
  }
  if (const ConfigNode* node = reader.any("jobs")) {
    for_each_table(*node, "jobs", context,
                   [&](const std::string& name, Position at, const ConfigNode& table) {
                     read_job_settings(name, at, table, config, context);
                   });
  }
  if (const ConfigNode* node = reader.any("pipeline")) {
    for_each_table(*node, "pipeline", context,
                   [&](const std::string& name, Position at, const ConfigNode& table) {
                     config.pipelines.push_back(read_pipeline(name, at, table, config, context));
                   });
  }
}

}  // namespace

Config read_config(const ConfigNode& tree, const Catalogue& catalogue, ParseOptions options,
                   Findings& findings) {
  Config config;
  ReadContext context{catalogue, findings, options, {}};
  TableReader reader(tree, "the configuration", findings);
  if (const ConfigNode* table = reader.table("store")) read_store(*table, config.store, context);
  if (const ConfigNode* table = reader.table("calendar")) {
    read_calendar(*table, config.calendar, context);
  }
  if (const ConfigNode* table = reader.table("runner")) {
    read_runner(*table, config.runner, context);
  }
  if (const ConfigNode* node = reader.any("feed")) read_feeds(*node, config.feeds, context);
  read_named_sections(reader, config, context);
  reader.finish();
  add_shipped_pipelines(config, context);
  return config;
}

void check_zone(const std::string& zone, Position at, ReadContext& context) {
  if (!context.options.check_zones) return;
  if (std::ranges::find(context.good_zones, zone) != context.good_zones.end()) return;
  if (zone.size() < 64 && base::is_time_zone(zone)) {
    context.good_zones.push_back(zone);
    return;
  }
  context.findings.fault(at, "no time zone is named " + in_quotes(zone),
                         "a name of the zone database such as America/New_York");
}

void check_calendar(const std::string& calendar, Position at, ReadContext& context) {
  const auto& known = context.catalogue.calendars;
  if (known.empty() || std::ranges::find(known, calendar) != known.end()) return;
  const std::string near = did_you_mean(calendar, known);
  context.findings.fault(at, "no calendar is named " + in_quotes(calendar),
                         near.empty() ? "known: " + base::join_text(known, ", ") : near);
}

bool is_name(std::string_view text, std::size_t longest) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || text.size() > longest || !is_letter(text.front())) return false;
  return std::ranges::all_of(
      text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

}  // namespace wealthjobs::pipeline
