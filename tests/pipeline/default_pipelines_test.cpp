#include "pipeline/default_pipelines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::IsEmpty;

TEST(DefaultPipelines, TheShippedFileEqualsTheCompiledDefaults) {
  const ParsedConfig parsed = parse(shipped_text());
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  std::vector<Pipeline> shipped = shipped_pipelines(CalendarSettings());
  for (Pipeline& pipeline : shipped) pipeline.is_shipped = false;
  EXPECT_EQ(parsed.config.pipelines, shipped);
  EXPECT_EQ(parsed.config.calendar, CalendarSettings());
  EXPECT_EQ(parsed.config.runner, RunnerSettings());
  EXPECT_EQ(parsed.config.store, StoreSettings());
}

}  // namespace
}  // namespace wealthjobs::pipeline
