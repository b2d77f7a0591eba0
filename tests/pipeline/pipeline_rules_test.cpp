#include "pipeline/pipeline_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PipelineRules, NamesTheCycle) {
  const std::string text =
      "[[pipeline.p.step]]\nname=\"a\"\njob=\"ingest\"\nneeds=[\"c\"]\n"
      "[[pipeline.p.step]]\nname=\"b\"\njob=\"ingest\"\nneeds=[\"a\"]\n"
      "[[pipeline.p.step]]\nname=\"c\"\njob=\"ingest\"\nneeds=[\"b\"]\n"
      "[[pipeline.p.step]]\nname=\"x\"\njob=\"ingest\"\nneeds=[\"y\"]\n"
      "[[pipeline.p.step]]\nname=\"y\"\njob=\"ingest\"\nafter=[\"x\"]\n";
  EXPECT_THAT(faults(text), ElementsAre(HasSubstr("1:1: steps need each other: a -> c -> b -> a"),
                                        HasSubstr("13:1: steps need each other: x -> y -> x")));
}

TEST(PipelineRules, PostingStepsMustBeOrdered) {
  const std::string start =
      "[[pipeline.p.step]]\nname=\"s\"\njob=\"settle_trades\"\n"
      "[[pipeline.p.step]]\nname=\"v\"\njob=\"value_portfolios\"\n";
  EXPECT_THAT(faults(start),
              ElementsAre(HasSubstr("4:1: steps \"s\" and \"v\" both post to the book and needs "
                                    "does not order them (add needs = [\"s\"] to v)")));
  EXPECT_THAT(faults(start + "needs=[\"s\"]\n"), IsEmpty());
  EXPECT_THAT(faults(start + "after=[\"s\"]\n"), ElementsAre(HasSubstr("both post")));
}

TEST(PipelineRules, PostingStepsMustNotBeMissing) {
  EXPECT_THAT(faults(with_step("job = \"close_ledger\"")),
              ElementsAre(HasSubstr("must come after a step of job settle_trades, which pipeline p "
                                    "lacks"),
                          HasSubstr("must come after a step of job value_portfolios")));
}

}  // namespace
}  // namespace wealthjobs::pipeline
