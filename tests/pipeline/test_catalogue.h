// A catalogue as app would fill it, small enough to read, for the tests of this folder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "checkout.h"
#include "pipeline/parameter.h"

namespace wealthjobs::pipeline {

inline ParameterSpec integer_parameter(std::string key, std::string unit, std::int64_t min,
                                       std::int64_t max) {
  ParameterSpec spec;
  spec.key = std::move(key);
  spec.unit = std::move(unit);
  spec.min = min;
  spec.max = max;
  return spec;
}

inline ParameterSpec text_parameter(std::string key, std::vector<std::string> choices) {
  ParameterSpec spec;
  spec.key = std::move(key);
  spec.type = ParameterType::text;
  spec.choices = std::move(choices);
  return spec;
}

inline Catalogue test_catalogue() {
  Catalogue catalogue;
  const auto add = [&](std::string name, bool posts) -> JobEntry& {
    catalogue.jobs.push_back({std::move(name), posts, {}, {}, ""});
    return catalogue.jobs.back();
  };
  add("ingest", false);
  add("update_fx_rates", false);
  add("build_pack", false).parameters = {integer_parameter("min_coverage_bps", "bps", 0, 10'000)};
  JobEntry& settle = add("settle_trades", true);
  settle.parameters = {text_parameter("lot_cost", {"capitalised", "expensed"}),
                       integer_parameter("cash_tol_minor", "minor", 0, 1'000'000)};
  settle.parameters.front().default_value = std::string("capitalised");
  JobEntry& value = add("value_portfolios", true);
  value.parameters = {integer_parameter("stale_warn_bd", "business days", 0, 100)};
  value.parameters.front().default_value = std::int64_t{3};
  add("accrue_interest", true);
  JobEntry& fees = add("accrue_fees", true);
  ParameterSpec tiers;
  tiers.key = "tiers";
  tiers.type = ParameterType::rows;
  ParameterSpec from = text_parameter("from", {});
  from.unit = "date";
  tiers.columns = {from, integer_parameter("rate_bps", "bps", 0, 1'000)};
  fees.parameters = {integer_parameter("management_bps", "bps", 0, 1'000), tiers};
  add("generate_reports", false).parameters = {text_parameter("edition", {"preliminary", "final"})};
  add("close_ledger", true).after_jobs = {"settle_trades", "value_portfolios"};
  for (const char* name : {"charge_fees", "update_high_water_marks", "subscription_billing"}) {
    add(name, true);
  }
  add("reconcile_custodian", false);
  catalogue.calendars = {"XNYS", "XASX", "XLON", "TARGET"};
  catalogue.feed_kinds = {"alphavantage_csv", "yahoo_csv", "fred_csv", "ecb_csv"};
  return catalogue;
}

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline std::string shipped_text() {
  return file_text(std::filesystem::path(checkout_folder()) / "jobs.toml");
}

// Where the shared reference data lies; may be absent.
inline std::filesystem::path shared_folder() {
  const char* given = std::getenv("WEALTHJOBS_SHARED");
  if (given != nullptr) return given;
  return std::filesystem::path(checkout_folder()).parent_path() / "shared";
}

inline bool is_ci() {
  const char* value = std::getenv("CI");
  return value != nullptr && std::string(value) == "true";
}

}  // namespace wealthjobs::pipeline
