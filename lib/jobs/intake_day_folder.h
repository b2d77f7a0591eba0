// The folder in/{business_date} below the configuration's folder: what arrived for one day, taken
// in by the step's own transaction (RULINGS A8).
//
//   Read again    when a file is new, changed or was refused, or when rows of the folder still
//                 stand open in the quarantine
//   Wrong date    prices.csv and fx_rates.csv must end on the business date, statements of a
//                 custodian on that date less its lag_bd business days
//   Repeated      a file with the bytes of an earlier day's file of that name, unless it has no
//                 rows
//   Conflicts     show only against the book: a trial import over a connection of its own, which
//                 is always rolled back, says so before the step writes anything
#pragma once

#include <optional>
#include <string>

#include "jobs/intake_folder.h"
#include "jobs/job.h"

namespace wealthjobs::jobs {

struct DayFolder {
  IntakeOptions options;
  FolderIntake intake;
  IntakeReport report;  // of the trial; its refusals say why nothing may be written

  [[nodiscard]] bool is_refused() const { return !report.refusals.empty(); }
};

// nullopt where there is no folder, no file of a book in it, or nothing to read.
std::optional<DayFolder> read_day_folder(const JobContext& context);

// Effects, or for a refused folder the register of its refused files.
void write_day_folder(JobWrite& write, const DayFolder& folder);

// Names and contents of its files: what a fingerprint takes.
std::string day_folder_digest(const JobRequest& request);

}  // namespace wealthjobs::jobs
