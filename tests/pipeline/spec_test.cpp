#include "pipeline/spec.h"

#include <gtest/gtest.h>

#include "pipeline/step_graphs.h"

namespace wealthjobs::pipeline {
namespace {

TEST(Spec, PlacesNeverMakeTwoSettingsDiffer) {
  Pipeline a = chain(3);
  Pipeline b = chain(3);
  b.steps[1].at = {7, 9};
  EXPECT_EQ(a, b);
  b.steps[1].timeout_s = 1;
  EXPECT_NE(a, b);
}

TEST(Spec, FindsPipelinesAndStepsByName) {
  Config config;
  config.pipelines.push_back(chain(3));
  ASSERT_NE(config.find_pipeline("p"), nullptr);
  EXPECT_EQ(config.find_pipeline("q"), nullptr);
  EXPECT_EQ(find_step(config.pipelines.front(), "s2"), 2U);
  EXPECT_EQ(find_step(config.pipelines.front(), "s3"), std::nullopt);
}

TEST(Spec, EnumeratorsHaveTheirWords) {
  EXPECT_EQ(name_of(Priority::critical), "critical");
  EXPECT_EQ(name_of(OnClosed::previous), "previous");
  EXPECT_EQ(name_of(Overlap::wait), "wait");
  EXPECT_EQ(name_of(CatchUp::latest), "latest");
  EXPECT_EQ(name_of(When::first_business_day), "first_business_day");
}

}  // namespace
}  // namespace wealthjobs::pipeline
