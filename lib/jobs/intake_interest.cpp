#include "jobs/intake_interest.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "feeds/file_name.h"
#include "jobs/intake_sift.h"

namespace wealthjobs::jobs {
namespace {

using feeds::InterestTierRow;
using finance::InterestSide;
using finance::InterestSource;

using Groups = std::map<std::string, std::vector<const InterestTierRow*>>;

bool agree(const InterestTierRow& a, const InterestTierRow& b) {
  return a.tier_mode == b.tier_mode && a.day_count == b.day_count && a.source == b.source &&
         a.withholding_ppm == b.withholding_ppm;
}

std::optional<std::string> side_fault(const std::vector<const InterestTierRow*>& group,
                                      InterestSide side) {
  std::vector<finance::InterestTier> tiers;
  for (const InterestTierRow* row : group) {
    if (row->side == side) tiers.push_back({row->upto_minor, row->rate_ppm});
  }
  if (tiers.empty() && side == InterestSide::debit) return std::nullopt;
  std::ranges::sort(tiers, [](const auto& a, const auto& b) {
    return a.upto_minor && (!b.upto_minor || *a.upto_minor < *b.upto_minor);
  });
  const auto fault = finance::tiers_fault(tiers);
  if (!fault) return std::nullopt;
  return std::string(finance::name_of(side)) + ": " + *fault;
}

std::optional<std::string> group_fault(const std::vector<const InterestTierRow*>& group) {
  const InterestTierRow& first = *group.front();
  for (const InterestTierRow* row : group) {
    if (!agree(first, *row)) {
      return "its rows differ in tier_mode, day_count, interest_source or withholding_rate";
    }
  }
  if (first.source == InterestSource::custodian && group.size() != 1) {
    return "interest_source custodian is one row without upto";
  }
  if (const auto credit = side_fault(group, InterestSide::credit)) return credit;
  return side_fault(group, InterestSide::debit);
}

}  // namespace

std::string interest_group_of(const std::string& row_key) {
  std::size_t end = 0;
  for (int part = 0; part < 3 && end != std::string::npos; ++part) {
    end = row_key.find('|', end == 0 ? 0 : end + 1);
  }
  return row_key.substr(0, end);
}

void check_interest_tiers(feeds::BookFolder& folder) {
  Groups groups;
  for (const InterestTierRow& row : folder.interest_tiers) groups[key_of(row)].push_back(&row);
  std::map<std::string, std::string> faults;
  for (const auto& [key, group] : groups) {
    if (const auto fault = group_fault(group)) faults[key] = *fault;
  }
  for (const feeds::QuarantineRow& bad : folder.quarantine) {
    if (!bad.file.ends_with("interest_tiers.csv")) continue;
    faults.try_emplace(interest_group_of(bad.row_key),
                       "line " + std::to_string(bad.line) + " of it cannot be read");
  }
  sift(folder, "interest_tiers.csv", folder.interest_tiers,
       [&](const InterestTierRow& row) -> Verdict {
         const auto fault = faults.find(key_of(row));
         if (fault == faults.end()) return std::nullopt;
         return Fault{"incomplete_schedule", "interest_schedule_id", fault->second,
                      feeds::Severity::warn};
       });
}

std::vector<store::InterestTierRow> stored_interest_tiers(
    std::span<const feeds::InterestTierRow> rows) {
  std::vector<store::InterestTierRow> stored;
  stored.reserve(rows.size());
  for (const InterestTierRow& row : rows) {
    stored.push_back({std::string(row.interest_schedule_id), row.currency, row.from_date, row.side,
                      row.upto_minor, row.rate_ppm, row.tier_mode, row.day_count, row.source,
                      row.withholding_ppm});
  }
  return stored;
}

}  // namespace wealthjobs::jobs
