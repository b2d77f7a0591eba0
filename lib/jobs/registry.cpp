#include <algorithm>
#include <array>

#include "finance/calendar/built_in_calendar.h"
#include "jobs/definitions.h"

namespace wealthjobs::jobs {

std::span<const JobDefinition> registry() {
  static const std::array jobs{
      ingest(),
      update_fx_rates(),
      build_pack(),
      settle_trades(),
      value_portfolios(),
      accrue_interest(),
      accrue_fees(),
      charge_fees(),
      update_high_water_marks(),
      generate_reports(),
      reconcile_custodian(),
      close_ledger(),
      subscription_billing(),
  };
  return jobs;
}

const JobDefinition* find_job(std::string_view name) {
  const auto job = std::ranges::find(registry(), name, &JobDefinition::name);
  return job == registry().end() ? nullptr : &*job;
}

pipeline::Catalogue catalogue() {
  pipeline::Catalogue catalogue;
  for (const JobDefinition& job : registry()) {
    catalogue.jobs.push_back({std::string(job.name), job.posts, job.after_jobs, job.parameters,
                              std::string(job.summary)});
  }
  for (const std::string_view id : finance::built_in_calendar_ids()) {
    catalogue.calendars.emplace_back(id);
  }
  catalogue.feed_kinds = {"alphavantage_csv", "yahoo_csv", "fred_csv", "ecb_csv"};
  return catalogue;
}

}  // namespace wealthjobs::jobs
