#include "pipeline/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/default_pipelines.h"
#include "pipeline/step_graphs.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

PlanFacts facts_of_day() {
  PlanFacts facts;
  facts.business_date = base::Date::from(2020, 6, 30);
  return facts;
}

Pipeline cob() { return shipped_pipelines(CalendarSettings()).front(); }

std::string decisions(const Pipeline& pipeline, const Plan& plan) {
  std::string text;
  for (const PlannedStep& row : plan.steps) {
    text += (text.empty() ? "" : " ") + pipeline.steps[row.index].name + "=" +
            std::string(name_of(row.decision));
  }
  return text;
}

const std::string& reason_of(const Pipeline& pipeline, const Plan& plan, const char* step) {
  return plan.of(static_cast<StepIndex>(*find_step(pipeline, step))).reason;
}

TEST(Plan, AFreshRunRunsEverythingInOrder) {
  const Pipeline pipeline = cob();
  const Plan plan = plan_run(pipeline, facts_of_day());
  EXPECT_EQ(decisions(pipeline, plan),
            "ingest=run fx=run pack=run settle=run value=run interest=run fees=run charge=skip "
            "marks=run reports=run reconcile=run close=run reports-final=run");
  EXPECT_EQ(reason_of(pipeline, plan, "ingest"), "needs nothing");
  EXPECT_EQ(reason_of(pipeline, plan, "close"), "after marks, reconcile");
  EXPECT_EQ(plan.of(static_cast<StepIndex>(*find_step(pipeline, "close"))).layer, 10);
  EXPECT_EQ(plan.critical_path.size(), 12U);
}

TEST(Plan, AResumedRunReusesWhatSucceeded) {
  const Pipeline pipeline = cob();
  PlanFacts facts = facts_of_day();
  facts.previous = {{"ingest", "succeeded", 1}, {"fx", "reused", 0},     {"pack", "succeeded", 2},
                    {"settle", "crashed", 1},   {"value", "pending", 0}, {"reports", "blocked", 0}};
  const Plan plan = plan_run(pipeline, facts);
  EXPECT_EQ(
      decisions(pipeline, plan),
      "ingest=reuse fx=reuse pack=reuse settle=run value=run interest=run fees=run charge=skip "
      "marks=run reports=run reconcile=run close=run reports-final=run");
  EXPECT_EQ(reason_of(pipeline, plan, "pack"), "succeeded before");
  EXPECT_EQ(reason_of(pipeline, plan, "settle"), "crashed before (attempt 1)");
  EXPECT_EQ(reason_of(pipeline, plan, "value"), "after settle");
}

TEST(Plan, ForceAndRestateRunEverything) {
  const Pipeline pipeline = cob();
  PlanFacts facts = facts_of_day();
  facts.previous = {{"ingest", "succeeded", 1}};
  facts.force = true;
  EXPECT_THAT(reason_of(pipeline, plan_run(pipeline, facts), "ingest"), HasSubstr("forced"));
  facts.restate = true;
  EXPECT_THAT(reason_of(pipeline, plan_run(pipeline, facts), "ingest"), HasSubstr("restate"));
}

TEST(Plan, AClosedDaySkipsEverything) {
  Pipeline pipeline = cob();
  PlanFacts facts = facts_of_day();
  facts.business_date = base::Date::from(2020, 7, 4);
  facts.day.is_business_day = false;
  const Plan plan = plan_run(pipeline, facts);
  EXPECT_EQ(plan.count(Decision::skip), 13U);
  EXPECT_EQ(reason_of(pipeline, plan, "settle"), "2020-07-04 is not a business day of XNYS");
  EXPECT_THAT(plan.critical_path, IsEmpty());
  pipeline.on_closed = OnClosed::run;
  EXPECT_EQ(plan_run(pipeline, facts).count(Decision::run), 12U);
}

TEST(Plan, ADisabledPipelineRunsOnlyByForce) {
  Pipeline pipeline = cob();
  pipeline.enabled = false;
  PlanFacts facts = facts_of_day();
  EXPECT_EQ(plan_run(pipeline, facts).count(Decision::skip), 13U);
  facts.force = true;
  EXPECT_EQ(plan_run(pipeline, facts).count(Decision::run), 12U);
}

TEST(Plan, ASkippedStepLetsThrough) {
  Pipeline pipeline = chain(4);
  pipeline.steps[1].enabled = false;
  pipeline.steps[2].when = When::month_end;
  const Plan plan = plan_run(pipeline, facts_of_day());
  EXPECT_EQ(decisions(pipeline, plan), "s0=run s1=skip s2=skip s3=run");
  EXPECT_EQ(reason_of(pipeline, plan, "s1"), "disabled (enabled = false)");
  EXPECT_EQ(reason_of(pipeline, plan, "s2"),
            "when = month_end: 2020-06-30 is not the last business day of its month");
  EXPECT_EQ(reason_of(pipeline, plan, "s3"), "all it needs is done");
}

TEST(Plan, ConditionsFollowTheDay) {
  DayFacts day;
  day.is_business_day = false;
  for (const When when :
       {When::business_day, When::first_business_day, When::month_end, When::quarter_end}) {
    EXPECT_FALSE(holds(when, day)) << name_of(when);
  }
  EXPECT_TRUE(holds(When::always, day));
  day = {true, true, true, true};
  EXPECT_TRUE(holds(When::first_business_day, day));
  EXPECT_TRUE(holds(When::quarter_end, day));
}

TEST(Plan, ASelectedStepWithoutItsNeedsIsBlocked) {
  const Pipeline pipeline = cob();
  PlanFacts facts = facts_of_day();
  facts.selection.steps = {"value", "close"};
  const Plan plan = plan_run(pipeline, facts);
  EXPECT_EQ(decisions(pipeline, plan),
            "ingest=skip fx=skip pack=skip settle=skip value=blocked interest=skip fees=skip "
            "charge=skip marks=skip reports=skip reconcile=skip close=blocked reports-final=skip");
  EXPECT_EQ(reason_of(pipeline, plan, "value"),
            "needs settle, which is not selected and has not succeeded on this date");
  EXPECT_EQ(reason_of(pipeline, plan, "close"),
            "needs marks, which is not selected and has not succeeded on this date");
}

TEST(Plan, ASelectedStepRunsAgain) {
  const Pipeline pipeline = cob();
  PlanFacts facts = facts_of_day();
  for (const Step& step : pipeline.steps) facts.previous.push_back({step.name, "succeeded", 1});
  facts.selection.steps = {"value"};
  EXPECT_EQ(plan_run(pipeline, facts).count(Decision::run), 1U);
  EXPECT_EQ(plan_run(pipeline, facts).count(Decision::reuse), 11U);
  facts.selection.downstream = true;
  EXPECT_EQ(
      decisions(pipeline, plan_run(pipeline, facts)),
      "ingest=reuse fx=reuse pack=reuse settle=reuse value=run interest=run fees=run charge=skip "
      "marks=run reports=run reconcile=run close=run reports-final=run");
  facts.selection = {};
  facts.selection.from = "reports";  // close does not need reports, but comes later
  EXPECT_EQ(decisions(pipeline, plan_run(pipeline, facts)),
            "ingest=reuse fx=reuse pack=reuse settle=reuse value=reuse interest=reuse fees=reuse "
            "charge=skip marks=reuse reports=run reconcile=run close=run reports-final=run");
}

TEST(Plan, AnOverrideIsMarked) {
  const Pipeline pipeline = cob();
  PlanFacts facts = facts_of_day();
  facts.selection.overrides = {"close"};
  const Plan plan = plan_run(pipeline, facts);
  const auto planned = [&](const char* step) {
    return plan.of(static_cast<StepIndex>(*find_step(pipeline, step)));
  };
  EXPECT_TRUE(planned("close").is_overridden);
  EXPECT_THAT(planned("close").reason, HasSubstr("its gate may pass (override)"));
  EXPECT_FALSE(planned("reports").is_overridden);
}

TEST(Plan, ForecastsGiveEndsAndTheCriticalPath) {
  const Pipeline pipeline = pipeline_of(
      {plain_step("a"), plain_step("b", {"a"}), plain_step("c", {"a"}), plain_step("d", {"b"})});
  PlanFacts facts = facts_of_day();
  facts.forecasts = {{"a", 10, 8.0, 12.0}, {"b", 1, {}, {}}, {"c", 30, {}, {}}, {"d", 2, {}, {}}};
  const Plan plan = plan_run(pipeline, facts);
  EXPECT_THAT(plan.critical_path, ElementsAre(0, 2));
  EXPECT_EQ(plan.expected_s, 40.0);
  EXPECT_EQ(plan.of(3).ends_after_s, 13.0);
  EXPECT_EQ(plan.of(0).low_s, 8.0);
  EXPECT_TRUE(plan.of(2).is_critical);
  EXPECT_FALSE(plan.of(3).is_critical);
}

// 2020-06-30 18:00 in New York is 22:00 UTC.
TEST(Plan, EndsAreHeldAgainstDeadlines) {
  Pipeline pipeline = pipeline_of({plain_step("a"), plain_step("b", {"a"}), plain_step("c")});
  pipeline.zone = "America/New_York";
  pipeline.steps[0].deadline = Deadline{0, 18 * 60 + 10};
  pipeline.steps[1].deadline = Deadline{0, 18 * 60 + 15};
  pipeline.steps[2].not_before = Deadline{0, 20 * 60};
  PlanFacts facts = facts_of_day();
  facts.business_date = base::Date::from(2020, 6, 30);
  facts.forecasts = {{"a", 600, {}, {}}, {"b", 301, {}, {}}, {"c", 60, {}, {}}};
  EXPECT_FALSE(plan_run(pipeline, facts).of(1).eta_us) << "times of day mean nothing";
  constexpr std::int64_t minute_us = 60'000'000;
  const std::int64_t six_us = (facts.business_date.days() * 1'440LL + 22 * 60) * minute_us;
  facts.start_us = six_us;
  const Plan plan = plan_run(pipeline, facts);
  EXPECT_EQ(plan.of(0).eta_us, six_us + 10 * minute_us);
  EXPECT_EQ(plan.of(0).deadline_us, six_us + 10 * minute_us);
  EXPECT_FALSE(plan.of(0).is_expected_late());
  EXPECT_EQ(plan.of(1).eta_us, six_us + 15 * minute_us + 1'000'000);
  EXPECT_TRUE(plan.of(1).is_expected_late());
  EXPECT_EQ(plan.of(2).eta_us, six_us + 121 * minute_us);  // it waits for 20:00
  EXPECT_FALSE(plan.of(2).deadline_us);
}

TEST(SelectionFaults, NameTheNearestStep) {
  const Pipeline pipeline = cob();
  Selection selection;
  selection.steps = {"setle"};
  EXPECT_THAT(selection_faults(pipeline, selection),
              ElementsAre("pipeline cob has no step \"setle\"; did you mean settle?"));
  selection = {};
  selection.overrides = {"value"};
  EXPECT_THAT(selection_faults(pipeline, selection), ElementsAre(HasSubstr("is no gate")));
  selection = {};
  selection.downstream = true;
  EXPECT_THAT(selection_faults(pipeline, selection), ElementsAre("--downstream needs a --step"));
  selection = {};
  selection.steps = {"close"};
  selection.from = "value";
  EXPECT_THAT(selection_faults(pipeline, selection), ElementsAre(HasSubstr("exclude")));
  EXPECT_THAT(selection_faults(pipeline, {}), IsEmpty());
}

TEST(Plan, TenThousandStepsOfEveryShape) {  // RELIABILITY R12
  for (const Pipeline& pipeline : {chain(10'000), fan_out(10'000), layered(100, 100)}) {
    const Plan plan = plan_run(pipeline, facts_of_day());
    EXPECT_EQ(plan.count(Decision::run), 10'000U);
  }
}

}  // namespace
}  // namespace wealthjobs::pipeline
