#include "jobs/parameter_changes.h"
#include "base/json_document.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct ParameterChanges : ::testing::Test {
  ParameterChanges() {
    make_mini_book(scratch);
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
    scratch.work("2026-04-02");
  }
  std::optional<std::string> changed(const JobDefinition& job, const Ask& ask = {}) {
    const JobRequest request = scratch.start(job, "2026-04-02", ask);
    return changed_parameters(scratch.book, job, request);
  }
  ScratchBook scratch;
};

TEST_F(ParameterChanges, AreNamedWithBothValues) {
  EXPECT_FALSE(changed(value_portfolios()));
  EXPECT_EQ(
      changed(value_portfolios(), {.with = {{"stale_fail_bd", 9, {}}, {"keep_days", 30, {}}}}),
      "stale_fail_bd was 5, is 9; keep_days was 400, is 30");
  EXPECT_EQ(changed(build_pack(), {.with = {{"policy", "evening", {}}}}),
            "policy was close, is evening");
}

TEST_F(ParameterChanges, AreThoseAgainstWhatStandsNow) {
  const Ask other{.with = {{"stale_fail_bd", 9, {}}}};
  EXPECT_EQ(scratch.run("value_portfolios", "2026-04-02", other).status, ExitStatus::ok);
  EXPECT_EQ(changed(value_portfolios()), "stale_fail_bd was 9, is 5");
}

TEST_F(ParameterChanges, AnEditionIsAResultOfItsOwn) {
  const Ask preliminary{.with = {{"edition", "preliminary", {}}}};
  EXPECT_EQ(scratch.run("generate_reports", "2026-04-02", preliminary).status, ExitStatus::ok);
  EXPECT_FALSE(changed(generate_reports(), {.with = {{"edition", "final", {}}}}));
  EXPECT_EQ(changed(generate_reports(), {.with = {{"max_skip_pct", 7, {}}}}),
            "max_skip_pct was 5, is 7");
}

TEST_F(ParameterChanges, DefaultsAreNotWritten) {
  const JobRequest plain = scratch.start(value_portfolios(), "2026-04-02");
  EXPECT_TRUE(chosen_parameters(value_portfolios(), plain.parameters).empty());
  const JobRequest other =
      scratch.start(value_portfolios(), "2026-04-02", {.with = {{"keep_days", 30, {}}}});
  EXPECT_EQ(chosen_parameters(value_portfolios(), other.parameters).dump(), R"({"keep_days":30})");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
