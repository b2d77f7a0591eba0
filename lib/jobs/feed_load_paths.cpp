#include "jobs/feed_load_paths.h"

#include "base/error.h"
#include "feeds/file_glob.h"
#include "feeds/file_stamp.h"
#include "jobs/feed_kinds.h"
#include "jobs/intake_folder.h"
#include "pipeline/deadline.h"
#include "pipeline/placeholders.h"

namespace wealthjobs::jobs {
namespace {

// Where the step waits for a file, its not_before plus that wait.
std::optional<pipeline::Deadline> expected_at(const JobRequest& request) {
  const pipeline::Pipeline* const pipeline = request.config->find_pipeline(pipeline_of(request));
  if (pipeline == nullptr) return std::nullopt;
  const auto at = pipeline::find_step(*pipeline, request.step);
  if (!at || !pipeline->steps[*at].not_before) return std::nullopt;
  const pipeline::Step& step = pipeline->steps[*at];
  constexpr std::int64_t minutes_a_day = 24 * 60;
  const std::int64_t minute =
      step.not_before->minute_of_day + (step.wait_for ? step.wait_for->timeout_s / 60 : 0);
  return pipeline::Deadline{step.not_before->days_after + static_cast<int>(minute / minutes_a_day),
                            static_cast<int>(minute % minutes_a_day)};
}

}  // namespace

std::string_view job_of(FeedGroup group) {
  return group == FeedGroup::rates ? "update_fx_rates" : "ingest";
}

bool is_of_group(const pipeline::Feed& feed, FeedGroup group) {
  return feed.enabled && is_rate_feed(feed) == (group == FeedGroup::rates);
}

std::vector<std::string> feed_paths(const pipeline::Feed& feed, const JobRequest& request) {
  const std::string path = pipeline::expand_placeholders(
      feed.path, {request.business_date.iso(), request.run_id, request.step, pipeline_of(request),
                  request.config_dir});
  return feeds::expand_path(path, request.config_dir);
}

std::string feed_glances(const JobRequest& request, FeedGroup group) {
  std::string text;
  for (const pipeline::Feed& feed : request.config->feeds) {
    if (!is_of_group(feed, group)) continue;
    text += feed.name + "|" + feed.kind + "|" + feed.source + "\n";
    for (const std::string* setting : {&feed.calendar, &feed.base, &feed.quote}) {
      if (!setting->empty()) text += *setting + "\n";
    }
    try {
      for (const std::string& path : feed_paths(feed, request)) {
        const feeds::FileStamp glance = feeds::glance_at(path);
        text += register_path(path, request.config_dir) + "|" + std::to_string(glance.size) + "|" +
                std::to_string(glance.mtime_us) + "\n";
      }
    } catch (const base::Error& error) {
      if (error.kind() != base::ErrorKind::data_missing) throw;
      text += "missing\n";
    }
  }
  return text;
}

std::string pipeline_of(const JobRequest& request) {
  const auto date = request.run_id.rfind("-" + request.business_date.iso() + "-");
  return date == std::string::npos ? std::string() : request.run_id.substr(0, date);
}

std::string expected_by(const JobRequest& request) {
  const auto deadline = expected_at(request);
  return deadline ? pipeline::format_deadline(*deadline) : std::string();
}

std::optional<std::int64_t> expected_by_us(const JobRequest& request) {
  const auto deadline = request.deadlines_apply ? expected_at(request) : std::nullopt;
  if (!deadline) return std::nullopt;
  const pipeline::Pipeline* const pipeline = request.config->find_pipeline(pipeline_of(request));
  return pipeline::deadline_us(*deadline, request.business_date, pipeline->zone);
}

}  // namespace wealthjobs::jobs
