#include "pipeline/spec_toml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(SpecToml, StoreAloneIsEnough) {
  const ParsedConfig parsed = parse("[store]\ndatabase = \"b.db\"\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  EXPECT_EQ(parsed.config.store.database, "b.db");
  EXPECT_EQ(parsed.config.calendar.primary, "XNYS");
  EXPECT_EQ(parsed.config.calendar.zone, "America/New_York");
  ASSERT_THAT(parsed.config.pipeline_names(), ElementsAre("cob", "monthly"));
  EXPECT_TRUE(parsed.config.pipelines.front().is_shipped);
}

TEST(SpecToml, ShippedPipelinesFollowTheCalendar) {
  const ParsedConfig parsed =
      parse("[calendar]\nprimary = \"XASX\"\nzone = \"Australia/Sydney\"\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  const Pipeline& cob = parsed.config.pipelines.front();
  EXPECT_EQ(cob.zone, "Australia/Sydney");
  EXPECT_EQ(cob.calendar, "XASX");
  EXPECT_EQ(cob.schedule->zone, "Australia/Sydney");
}

TEST(SpecToml, ReportsEverythingAtOnceInTheOrderOfTheFile) {
  const auto lines = faults(
      "[store]\ndatabse = \"x\"\n"
      "[calendar]\nday_end = \"24:30\"\n"
      "[[pipeline.p.step]]\nname = \"a\"\njob = \"nothing\"\nneeds = [\"b\"]\ntimeout_s = -1\n"
      "[jobs.settle_trades]\nlot_cost = 1\n");
  EXPECT_THAT(lines, ElementsAre(HasSubstr("jobs.toml:2:1:"), HasSubstr("jobs.toml:4:11:"),
                                 HasSubstr("jobs.toml:7:7:"), HasSubstr("jobs.toml:8:10:"),
                                 HasSubstr("jobs.toml:9:13:"), HasSubstr("jobs.toml:11:12:")));
}

TEST(SpecToml, SyntaxErrorsHavePlacesAndAllAreFound) {
  const auto lines = faults("[store]\ndatabase = \nother = \"open\nthird = 1\nthird = 2\n");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0], HasSubstr("jobs.toml:2:"));
  EXPECT_THAT(lines[1], HasSubstr("jobs.toml:3:"));
  EXPECT_THAT(lines[2], HasSubstr("jobs.toml:5:"));
}

TEST(SpecToml, ZonesCanBeTakenOnTrust) {
  const ParsedConfig parsed = parse_config("[calendar]\nzone = \"Mars/Olympus\"\n", "jobs.toml",
                                           test_catalogue(), {.check_zones = false});
  EXPECT_FALSE(has_fault(parsed.diagnostics));
}

}  // namespace
}  // namespace wealthjobs::pipeline
