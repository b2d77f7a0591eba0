#include "pipeline/plan_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json_document.h"
#include "pipeline/default_pipelines.h"
#include "pipeline/step_graphs.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::HasSubstr;

struct Shown {
  Pipeline pipeline = shipped_pipelines(CalendarSettings()).front();
  Plan plan;
  Shown() {
    PlanFacts facts;
    facts.business_date = base::Date::from(2020, 6, 30);
    facts.previous = {{"ingest", "succeeded", 1}};
    facts.forecasts = {{"fx", 75, {}, {}}};
    plan = plan_run(pipeline, facts);
  }
};

TEST(PlanText, HasOneLineForEachStep) {
  const Shown shown;
  const std::string text = plan_text(shown.pipeline, shown.plan);
  EXPECT_THAT(text, HasSubstr("cob 2020-06-30: 13 steps, 11 run, 1 reuse, 1 skip\n"));
  EXPECT_THAT(text, HasSubstr("reuse   ingest         ingest      "));
  EXPECT_THAT(text, HasSubstr(" succeeded before\n"));
  EXPECT_THAT(text, HasSubstr("settle_trades            18:15"));
  EXPECT_THAT(text, HasSubstr("1m15s"));
  EXPECT_THAT(text, HasSubstr("after marks, reconcile [gate]\n"));
  EXPECT_THAT(text, HasSubstr("critical path: fx"));
}

TEST(PlanText, ShowsIntervalsAndWhenADeadlineWillBeMissed) {
  Shown shown;
  PlanFacts facts;
  facts.business_date = base::Date::from(2020, 6, 30);
  facts.forecasts = {{"close", 0.25, 0.2, 61.0}};
  // 2020-07-01 00:59:59.9 UTC is 20:59:59.9 in New York, its deadline is 21:00
  facts.start_us = (facts.business_date.days() + 1) * 86'400'000'000LL + 3'599'900'000LL;
  shown.plan = plan_run(shown.pipeline, facts);
  const std::string text = plan_text(shown.pipeline, shown.plan);
  EXPECT_THAT(text, HasSubstr("0.3s (0.2s to 1m1s)"));
  EXPECT_THAT(text, HasSubstr(" [expected at 2020-06-30T21:00, after its deadline]\n"));
  const base::Json json = plan_json(shown.pipeline, shown.plan);
  EXPECT_EQ(json["steps"][11]["eta"], "2020-06-30T21:00:00-04:00");
  EXPECT_EQ(json["steps"][11]["expected_late"], true);
  EXPECT_EQ(json["steps"][11]["low_s"], 0.2);
  EXPECT_TRUE(json["steps"][0]["eta"].is_null());
}

TEST(PlanText, JsonHasStableKeys) {
  const Shown shown;
  const base::Json json = plan_json(shown.pipeline, shown.plan);
  EXPECT_EQ(json["schema_version"], base::json_schema_version);
  EXPECT_EQ(json["counts"]["run"], 11);
  EXPECT_EQ(json["steps"].size(), 13U);
  EXPECT_EQ(json["steps"][11]["step"], "close");
  EXPECT_EQ(json["steps"][11]["needs"], base::Json::array({"marks", "reconcile"}));
  EXPECT_EQ(json["steps"][11]["after"], base::Json::array({"reports"}));
  EXPECT_EQ(json["steps"][11]["gate"], true);
  EXPECT_EQ(json["steps"][11]["deadline"], "21:00");
  EXPECT_TRUE(json["steps"][11]["expected_s"].is_null());
  EXPECT_TRUE(json["steps"][11]["command"].is_null());
}

TEST(PlanText, MermaidAndDotDrawBothKindsOfEdges) {
  const Shown shown;
  const std::string mermaid = plan_mermaid(shown.pipeline, shown.plan);
  EXPECT_TRUE(mermaid.starts_with("flowchart LR\n"));
  EXPECT_THAT(mermaid, HasSubstr("  s8 --> s11\n"));
  EXPECT_THAT(mermaid, HasSubstr("  s9 -.-> s11\n"));
  EXPECT_THAT(mermaid, HasSubstr("s11{{\"close<br/>close_ledger<br/>run\"}}:::run\n"));
  const std::string dot = plan_dot(shown.pipeline, shown.plan);
  EXPECT_TRUE(dot.starts_with("digraph \"cob 2020-06-30\" {"));
  EXPECT_THAT(dot, HasSubstr("\"marks\" -> \"close\";"));
  EXPECT_THAT(dot, HasSubstr("\"reports\" -> \"close\" [style=dashed];"));
  EXPECT_THAT(dot, HasSubstr("shape=octagon"));
}

TEST(PlanText, QuotesOfACommandCannotBreakThePicture) {
  Step step = plain_step("a");
  step.job.clear();
  step.command = {"/bin/say \"x\\y\""};
  const Pipeline pipeline = pipeline_of({step});
  PlanFacts facts;
  const Plan plan = plan_run(pipeline, facts);
  EXPECT_THAT(plan_dot(pipeline, plan), HasSubstr("a\\n/bin/say 'x/y'\\nrun"));
  EXPECT_THAT(plan_mermaid(pipeline, plan), HasSubstr("/bin/say #quot;x/y#quot;"));
  EXPECT_EQ(plan_json(pipeline, plan)["steps"][0]["command"][0], "/bin/say \"x\\y\"");
}

}  // namespace
}  // namespace wealthjobs::pipeline
