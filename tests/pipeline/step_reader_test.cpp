#include "pipeline/step_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/default_pipelines.h"
#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(StepReader, ReadsEveryKeyOfAStep) {
  const ParsedConfig parsed = parse(
      "[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\n"
      "[[pipeline.p.step]]\n"
      "name = \"b\"\njob = \"settle_trades\"\nneeds = [\"a\"]\nwith = { lot_cost = \"expensed\" }\n"
      "retry = { attempts = 5, initial_s = 0.5, factor = 3, max_s = 60, jitter = 0.2, "
      "budget_s = 300 }\n"
      "timeout_s = 600\ngrace_s = 3\nmax_log_bytes = 65536\ngate = true\ndeadline = \"20:00\"\n"
      "not_before = \"17:30\"\nowner = \"fund ops\"\nrunbook = \"https://a.example/b\"\n"
      "when = \"month_end\"\npriority = \"critical\"\nenabled = true\n"
      "wait_for = { path = \"in/{business_date}/t.csv\", timeout_s = 60, stable_s = 5, "
      "min_rows = 1 }\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  const Step& step = parsed.config.pipelines.front().steps[1];
  EXPECT_EQ(step.needs.front().name, "a");
  EXPECT_EQ(std::get<std::string>(step.with.front().value), "expensed");
  EXPECT_EQ(step.retry.attempts, 5);
  EXPECT_EQ(step.retry.initial_ms, 500);
  EXPECT_EQ(step.retry.max_ms, 60'000);
  EXPECT_EQ(step.retry.budget_ms, 300'000);
  EXPECT_EQ(step.timeout_s, 600);
  EXPECT_EQ(step.grace_s, 3);
  EXPECT_TRUE(step.gate);
  EXPECT_EQ(format_deadline(*step.deadline), "20:00");
  EXPECT_EQ(format_deadline(*step.not_before), "17:30");
  EXPECT_EQ(step.when, When::month_end);
  EXPECT_EQ(step.priority, Priority::critical);
  EXPECT_EQ(step.wait_for->stable_s, 5);
  EXPECT_EQ(step.at.line, 4);
}

TEST(StepReader, DefaultsComeFromTheRulings) {  // B9
  const ParsedConfig parsed = parse(
      "[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\n"
      "[[pipeline.p.step]]\nname = \"b\"\njob = \"build_pack\"\n");
  const auto& steps = parsed.config.pipelines.front().steps;
  EXPECT_EQ(steps[0].timeout_s, 1'800);
  EXPECT_EQ(steps[1].timeout_s, 3'600);
  EXPECT_EQ(steps[1].retry, Retry());
  EXPECT_EQ(steps[1].retry.attempts, 3);
  EXPECT_EQ(steps[1].retry.max_ms, 300'000);
  Step train;
  train.job = "train_models";
  apply_step_defaults(train);
  EXPECT_EQ(train.timeout_s, 7'200);
  EXPECT_EQ(train.retry.attempts, 1);
}

TEST_P(RefusedStep, WithPlaceAndReason) {
  EXPECT_THAT(faults(GetParam().text), ElementsAre(HasSubstr(GetParam().line)));
}

INSTANTIATE_TEST_SUITE_P(
    Pipelines, RefusedStep,
    ::testing::Values(
        Refusal{"[pipeline.p]\nenabled = true\n", "pipeline p has no steps"},
        Refusal{"[pipeline.\"a b\"]\n[[pipeline.\"a b\".step]]\nname=\"x\"\njob=\"ingest\"\n",
                "a pipeline cannot be named \"a b\""},
        Refusal{"[pipeline.p]\non_closed = \"sometimes\"\n[[pipeline.p.step]]\nname=\"x\"\n"
                "job=\"ingest\"\n",
                "cannot be \"sometimes\" (one of skip, previous, next, run)"},
        Refusal{"[[pipeline.p.step]]\njob = \"ingest\"\n", "the step needs a name"},
        Refusal{"[[pipeline.p.step]]\nname = \"a b\"\njob = \"ingest\"\n", "needs a name"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\njob = \"ingst\"\n",
                "3:7: no job is named \"ingst\" (did you mean ingest?)"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\n", "neither a job nor a command"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\ncommand = [\"x\"]\n",
                "4:11: step \"a\" has both a job and a command"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\ncommand = []\n", "names no program"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\ncommand = [\"x\", 5]\n",
                "must be a list of texts, not of an integer"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\ncommand = [\"x\", \"{today}\"]\n",
                "3:17: command of step \"a\" has the unknown placeholder \"{today}\""},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\ncommand = [\"x\"]\nwith = { a = 1 }\n",
                "is for jobs"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\nneeds = [\"b\"]\n",
                "4:10: step \"a\" needs \"b\", which is no step of pipeline p"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\nneeds = [\"a\"]\n",
                "names itself in needs"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\nneeds = [\"\"]\n",
                "no step name"},
        Refusal{"[[pipeline.p.step]]\nname = \"a\"\njob = \"ingest\"\nneeds = \"b\"\n",
                "must be a list of step names"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\n[[pipeline.p.step]]\nname=\"a\"\n"
                "job=\"ingest\"\n",
                "4:1: a second step of pipeline p is named \"a\" (the first is on line 1)"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\ngate = true\nenabled = false\n",
                "5:11: the gate step \"a\" cannot be disabled"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\ndeadline = \"25:00\"\n",
                "4:12: deadline of step \"a\" is no time: \"25:00\""},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\ndeadline = \"+1d00:15\"\n",
                "(a deadline is written HH:MM or +1d HH:MM)"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\ndeadline=\"18:00\"\n"
                "not_before=\"19:00\"\n",
                "not later than its not_before"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\ntimeout_s = 0\n",
                "between 1 and 604800 (s)"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\ntimeout_m = 1\n",
                "(did you mean timeout_s?)"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nwait_for = { timeout_s = 5 }\n",
                "needs a path"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nwhen = \"fridays\"\n",
                "one of always, business_day, first_business_day, month_end, quarter_end"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"generate_reports\"\n"
                "with = { edition = \"draft\" }\n",
                "edition of with of step \"a\" must be one of preliminary, final"}));

INSTANTIATE_TEST_SUITE_P(
    Retries, RefusedStep,
    ::testing::Values(
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nretry = { attempts = 0 }\n",
                "between 1 and 100"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nretry = { factor = 0.5 }\n",
                "factor of retry of step \"a\" must be between 1 and 100"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nretry = { factor = nan }\n",
                "must be between 1 and 100"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nretry = { jitter = 1.5 }\n",
                "between 0 and 1"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\n"
                "retry = { initial_s = 10, max_s = 5 }\n",
                "max_s of retry of step \"a\" is below initial_s"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\n"
                "retry = { initial_s = 10, budget_s = 5 }\n",
                "no retry would ever start"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nretry = { on_exit = [75] }\n",
                "is for commands"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\ncommand=[\"x\"]\nretry = { on_exit = [2] }\n",
                "cannot list 2"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\ncommand=[\"x\"]\nretry = { on_exit = [0] }\n",
                "statuses from 1 to 255"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\ncommand=[\"x\"]\nretry = { attempts = 2 }\n",
                "warning: retry of step \"a\" has no effect"},
        Refusal{"[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nretry = 3\n",
                "must be a table, not an integer"}));

}  // namespace
}  // namespace wealthjobs::pipeline
