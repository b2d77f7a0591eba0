#include "jobs/feed_load_paths.h"

#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(FeedLoadPaths, PathsMayNameTheBusinessDate) {
  IntakeBook scratch;
  scratch.file("in-2026-04-02/BHP.csv", "x");
  const auto& feed = scratch.feed("closes", "alphavantage_csv", "in-{business_date}/*.csv");
  const JobRequest request = scratch.start(ingest(), "2026-04-02");
  EXPECT_EQ(feed_paths(feed, request),
            std::vector{scratch.config_dir() + "/in-2026-04-02/BHP.csv"});
  EXPECT_EQ(pipeline_of(request), "test");
}

TEST(FeedLoadPaths, GlancesChangeWithTheFileAndNotWithTheBook) {
  IntakeBook scratch;
  scratch.file("px/BHP.csv", "x");
  scratch.feed("closes", "alphavantage_csv", "px/*.csv");
  const JobRequest request = scratch.start(ingest(), "2026-04-02");
  const std::string before = feed_glances(request, FeedGroup::prices_and_series);
  EXPECT_EQ(feed_glances(request, FeedGroup::rates), "");
  scratch.instrument("BHP");
  EXPECT_EQ(feed_glances(request, FeedGroup::prices_and_series), before);
  scratch.file("px/BHP.csv", "y");
  EXPECT_NE(feed_glances(request, FeedGroup::prices_and_series), before);
  std::filesystem::remove(scratch.config_dir() + "/px/BHP.csv");
  EXPECT_NE(feed_glances(request, FeedGroup::prices_and_series).find("missing"), std::string::npos);
}

TEST(FeedLoadPaths, DisabledFeedsAndOtherGroupsAreNotAsked) {
  pipeline::Feed feed;
  feed.kind = "ecb_csv";
  EXPECT_TRUE(is_of_group(feed, FeedGroup::rates));
  EXPECT_FALSE(is_of_group(feed, FeedGroup::prices_and_series));
  feed.enabled = false;
  EXPECT_FALSE(is_of_group(feed, FeedGroup::rates));
  EXPECT_EQ(job_of(FeedGroup::rates), "update_fx_rates");
  EXPECT_EQ(job_of(FeedGroup::prices_and_series), "ingest");
}

TEST(FeedLoadPaths, ExpectedByIsTheStartPlusTheWait) {
  IntakeBook scratch;
  pipeline::Pipeline pipeline;
  pipeline.name = "test";
  pipeline::Step step;
  step.name = "step";
  pipeline.steps = {step};
  scratch.config.pipelines = {pipeline};
  const JobRequest request = scratch.start(ingest(), "2026-04-02");
  EXPECT_EQ(expected_by(request), "");
  pipeline::Step& own = scratch.config.pipelines[0].steps[0];
  own.not_before = pipeline::Deadline{0, 18 * 60};
  EXPECT_EQ(expected_by(request), "18:00");
  own.wait_for.emplace().timeout_s = 900;
  EXPECT_EQ(expected_by(request), "18:15");
  own.wait_for->timeout_s = 7 * 3600;
  EXPECT_EQ(expected_by(request), "+1d 01:00");
}

// 2026-04-02 18:15 in Sydney is 07:15 UTC: daylight saving ends on 2026-04-05.
TEST(FeedLoadPaths, TheInstantIsInThePipelinesZoneAndOnlyWhereDeadlinesApply) {
  IntakeBook scratch;
  pipeline::Pipeline pipeline;
  pipeline.name = "test";
  pipeline.zone = "Australia/Sydney";
  pipeline.steps.emplace_back().name = "step";
  pipeline.steps[0].not_before = pipeline::Deadline{0, 18 * 60};
  pipeline.steps[0].wait_for.emplace().timeout_s = 900;
  scratch.config.pipelines = {pipeline};
  JobRequest request = scratch.start(ingest(), "2026-04-02");
  EXPECT_FALSE(expected_by_us(request));
  request.deadlines_apply = true;
  const std::int64_t midnight_us = day("2026-04-02").days() * 86'400'000'000LL;
  EXPECT_EQ(expected_by_us(request), midnight_us + (7 * 60 + 15) * 60'000'000LL);
  scratch.config.pipelines[0].steps[0].not_before.reset();
  EXPECT_FALSE(expected_by_us(request));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
