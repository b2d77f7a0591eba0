// Which feeds a job loads, where their files lie, and what a fingerprint takes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/job.h"

namespace wealthjobs::jobs {

enum class FeedGroup { prices_and_series, rates };
std::string_view job_of(FeedGroup group);  // ingest, update_fx_rates

// Enabled, and of a kind of this group.
bool is_of_group(const pipeline::Feed& feed, FeedGroup group);

// Placeholders and glob expanded, by name; Error(data_missing) where no file is there.
std::vector<std::string> feed_paths(const pipeline::Feed& feed, const JobRequest& request);

// Path, size and time of every file of the group: loading them does not change it.
std::string feed_glances(const JobRequest& request, FeedGroup group);

// "cob" of run cob-2020-06-30-1.
std::string pipeline_of(const JobRequest& request);

// When the step's files should be there ("18:15", "+1d 00:15"): not_before plus the time that
// wait_for grants; "" where the step says neither.
std::string expected_by(const JobRequest& request);

// The same instant in the pipeline's zone: a file whose time is later arrived late. Nothing where
// deadlines do not apply to the run (RULINGS B7): no clock is asked, only the file's own time.
std::optional<std::int64_t> expected_by_us(const JobRequest& request);

}  // namespace wealthjobs::jobs
