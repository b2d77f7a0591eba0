#include "pipeline/pipeline_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PipelineReader, AFileReplacesAPipelineByName) {
  const ParsedConfig parsed = parse(
      "[[pipeline.cob.step]]\nname = \"only\"\njob = \"ingest\"\n"
      "[[pipeline.mine.step]]\nname = \"a\"\ncommand = [\"/bin/true\"]\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  ASSERT_THAT(parsed.config.pipeline_names(), ElementsAre("cob", "mine", "monthly"));
  EXPECT_EQ(parsed.config.pipelines[0].steps.size(), 1U);
  EXPECT_FALSE(parsed.config.pipelines[0].schedule);
}

TEST(PipelineReader, AShippedPipelineWithoutStepsKeepsThem) {
  const ParsedConfig parsed = parse("[pipeline.cob]\nenabled = false\nzone = \"Asia/Tokyo\"\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  const Pipeline& cob = parsed.config.pipelines.front();
  EXPECT_EQ(cob.steps.size(), 13U);
  EXPECT_FALSE(cob.enabled);
  EXPECT_EQ(cob.schedule->zone, "Asia/Tokyo");
}

TEST(PipelineReader, ReadsSchedules) {
  const auto schedule = [](const std::string& keys) {
    return parse(with_step("job = \"ingest\"") + "[pipeline.p.schedule]\n" + keys);
  };
  EXPECT_THAT(lines_of(schedule("cron = \"0 18 * * mon-fri\"\ncatch_up = \"latest\"\n")),
              IsEmpty());
  EXPECT_THAT(lines_of(schedule("every_s = 300\nzone = \"UTC\"\n")), IsEmpty());
  const ParsedConfig once = schedule("once_at = \"2026-01-15T18:00\"\n");
  EXPECT_THAT(lines_of(once), IsEmpty());
  EXPECT_EQ(once.config.pipelines.front().schedule->once_minute, 1'080);
  EXPECT_THAT(lines_of(schedule("once_at = 2026-01-15T18:00:00\n")), IsEmpty());
  EXPECT_THAT(lines_of(schedule("once_at = 2026-01-15T18:00:00Z\n")),
              ElementsAre(HasSubstr("once_at")));
  EXPECT_THAT(lines_of(schedule("\n")), ElementsAre(HasSubstr("says no time")));
  EXPECT_THAT(lines_of(schedule("cron = \"@daily\"\nevery_s = 300\n")),
              ElementsAre(HasSubstr("more than one time")));
  EXPECT_THAT(lines_of(schedule("cron = \"0 0 L * *\"\n")),
              ElementsAre(HasSubstr("cannot be accepted: L (the last day)")));
  const ParsedConfig star = schedule("cron = \"0 0 */2 * mon\"\n");
  EXPECT_THAT(lines_of(star), ElementsAre(HasSubstr("warning: ")));
  EXPECT_FALSE(has_fault(star.diagnostics));
}

}  // namespace
}  // namespace wealthjobs::pipeline
