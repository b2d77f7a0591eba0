#include "jobs/intake_fees.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "feeds/file_name.h"
#include "jobs/intake_sift.h"
#include "store/fee_schedules.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using finance::FeeSchedule;

constexpr std::string_view file_name = "fee_schedules.csv";

struct Version {
  FeeSchedule schedule;
  std::uint64_t line = 0;  // of its first row
  bool agrees = true;      // its rows state the same terms
};
using Versions = std::map<std::string, Version>;  // by key_of(row)

FeeSchedule terms_of(const feeds::FeeScheduleRow& row) {
  FeeSchedule schedule;
  schedule.id = row.fee_schedule_id;
  schedule.kind = row.kind;
  schedule.from_date = row.from_date;
  schedule.currency = row.currency;
  schedule.tier_mode = row.tier_mode;
  schedule.day_count = row.day_count;
  schedule.scope = row.scope;
  schedule.min_fee_minor = row.min_fee_minor;
  schedule.tax = row.tax;
  schedule.hurdle = row.hurdle;
  schedule.crystallisation = row.crystallisation;
  return schedule;
}

Versions versions_of(const feeds::BookFolder& folder) {
  Versions versions;
  for (const feeds::FeeScheduleRow& row : folder.fee_schedules) {
    FeeSchedule terms = terms_of(row);
    const auto [at, is_first] = versions.try_emplace(key_of(row), Version{terms, row.place.line});
    terms.tiers = at->second.schedule.tiers;
    if (!(terms == at->second.schedule)) at->second.agrees = false;
    at->second.schedule.tiers.push_back({row.upto_minor, row.rate_ppm});
  }
  for (auto& [key, version] : versions) {
    std::ranges::sort(version.schedule.tiers, {}, [](const finance::FeeTier& tier) {
      return tier.upto_minor.value_or(std::numeric_limits<std::int64_t>::max());
    });
  }
  return versions;
}

}  // namespace

void check_fee_schedules(feeds::BookFolder& folder) {
  const Versions versions = versions_of(folder);
  sift(folder, file_name, folder.fee_schedules, [&](const feeds::FeeScheduleRow& row) -> Verdict {
    const Version& version = versions.at(key_of(row));
    if (!version.agrees) {
      return Fault{"bad_schedule", "fee_schedule_id",
                   "the rows of " + key_of(row) + " state different terms", feeds::Severity::warn};
    }
    const auto fault = finance::schedule_fault(version.schedule);
    if (!fault) return std::nullopt;
    return Fault{"bad_schedule", "fee_schedule_id", key_of(row) + ": " + *fault,
                 feeds::Severity::warn};
  });
}

void write_fee_schedules(store::WriteTransaction& write, const feeds::BookFolder& folder,
                         IntakeReport& report) {
  if (folder.fee_schedules.empty()) return;
  const Versions versions = versions_of(folder);
  std::vector<FeeSchedule> schedules;
  std::vector<std::uint64_t> lines;
  for (const auto& [key, version] : versions) {
    schedules.push_back(version.schedule);
    lines.push_back(version.line);
  }
  const store::SaveCounts counts = store::save_fee_schedules(write, schedules);
  const auto file = std::ranges::find(report.files, file_name, &FileIntake::file);
  const auto count = std::ranges::find(folder.files, file_name, &feeds::FileCount::file);
  // counted by version: most schedules have one row, and a version is what is new or known
  file->added += counts.added;
  file->duplicates += counts.duplicate;
  for (const std::size_t i : counts.conflicts) {
    report.refusals.push_back(feeds::short_name(count->path) + ":" + std::to_string(lines[i]) +
                              ":1: " + schedules[i].id + " from " + schedules[i].from_date.iso() +
                              " is in the book with other content; a changed fee is a version "
                              "with a later from_date");
  }
}

}  // namespace wealthjobs::jobs
