// Which run a start of a pipeline and date becomes (RULINGS B4): a new one, the unfinished one
// again, or none because it is complete.
//
//   last run            plain start         --step, --from-step     --force, --restate
//   none                new 1               new 1                   new 1
//   succeeded (late)    already complete    new n+1                 new n+1
//   ... but partial***  new n+1             new n+1                 new n+1
//   ... but reopened    new n+1             new n+1                 new n+1
//   skipped             already complete*   new n+1                 new n+1
//   failed, blocked,    the same again      the same again          new n+1
//   cancelled, timed
//   out, running**
//
//   *   new n+1 where the date would not be skipped any more (the configuration or calendar
//   changed)
//   **  the caller holds the run lock, so a row that says `running` belongs to a dead process
//   *** a run of selected steps that left others out: it never makes a date complete
//   Again     the same run_id, attempts count on; steps that succeeded are reused, except that a
//             book that others have written to meanwhile makes built-in steps compare their inputs
//             again
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/plan.h"
#include "store/run_journal.h"

namespace wealthjobs::runner {

// The outcome of a run of selected steps.
inline constexpr const char* partial_outcome = "partial";

enum class RunChoice { fresh, again, already_complete };

struct RunWish {
  bool is_selected = false;       // --step, --from-step
  bool is_new = false;            // --force, --restate
  bool would_be_skipped = false;  // the plan of a new run would skip every step
  bool is_reopened = false;       // people have taken the date's close back
};

RunChoice choose_run(const std::optional<store::RunRow>& last, const RunWish& wish);

// What the plan should know about an earlier run. Steps whose names are in `compare_again` count as
// pending, so that they start and compare.
std::vector<pipeline::PreviousStep> previous_steps(const std::vector<store::StepRow>& rows,
                                                   const std::vector<std::string>& compare_again);

// The succeeded built-in steps of `rows`, where the book was raised after `since_revision` by
// anything but the jobs of this pipeline for this date.
std::vector<std::string> steps_to_compare(store::Database& book, const pipeline::Pipeline& pipeline,
                                          base::Date business_date,
                                          const std::vector<store::StepRow>& rows,
                                          std::int64_t since_revision);

}  // namespace wealthjobs::runner
