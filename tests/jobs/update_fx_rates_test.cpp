#include "base/json_document.h"
#include "intake_fixture.h"
#include "jobs/rate_coverage.h"

namespace wealthjobs::jobs::testing {
namespace {

struct UpdateFxRates : ::testing::Test {
  UpdateFxRates() {
    scratch.portfolio("P1", "AUD");
    scratch.instrument("IBM", "USD");
    scratch.file("fx.csv",
                 "Date,USD,AUD,\n2026-04-07,1.0846,1.6506,\n2026-04-02,1.0840,1.6500,\n"
                 "2026-04-01,1.0830,1.6490,\n");
    scratch.feed("ecb", "ecb_csv", "fx.csv");
  }
  Execution run(const char* date, const Ask& ask = {}) {
    return scratch.run(update_fx_rates(), date, ask);
  }
  IntakeBook scratch;
};

TEST_F(UpdateFxRates, LoadsQuotesAsPublished) {
  const Execution done = run("2026-04-02");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(done.why, "1 new file, 0 unchanged; 2 quotes connect the currencies of the book");
  EXPECT_EQ(scratch.count("fx_rate WHERE base = 'EUR' AND source = 'ecb'"), 6);
  EXPECT_EQ(base::Json::parse(scratch.step().result_json)["rates_needed"], 2);
}

TEST_F(UpdateFxRates, TheSecondRunOfADayIsReused) {
  run("2026-04-02");
  EXPECT_TRUE(run("2026-04-02", {.force = true}).is_reused);
}

TEST_F(UpdateFxRates, OneCurrencyNeedsNoRate) {
  IntakeBook plain;
  plain.portfolio("P1", "AUD");
  plain.instrument("BHP", "AUD");
  const Execution done = plain.run(update_fx_rates(), "2026-04-02");
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_EQ(done.why, "0 new files, 0 unchanged; one currency: no rate is needed");
}

TEST_F(UpdateFxRates, AGateLoadsNothingAndKeepsItsFindings) {
  scratch.instrument("TEN", "HKD");
  scratch.add(Flow{"C1", "2026-04-02", "5", "P1", "GBP"});
  const Execution gate = run("2026-04-02");
  EXPECT_EQ(gate.status, ExitStatus::data_missing);
  EXPECT_EQ(gate.why, "no quote on or before 2026-04-02 connects GBP, which the book holds");
  EXPECT_EQ(scratch.count("fx_rate"), 0);
  EXPECT_EQ(scratch.findings("2026-04-02", "update_fx_rates"),
            std::vector<std::string>{"missing_rate: no quote connects HKD, which nobody holds"});
}

TEST_F(UpdateFxRates, AnAnchorThatIsNoCurrencyIsAConfigurationFault) {
  const Execution done = run("2026-04-02", {.with = {{"anchor", std::string("Euro"), {}}}});
  EXPECT_EQ(done.status, ExitStatus::config);
}

TEST_F(UpdateFxRates, PegsAreReadFromTheirRows) {
  const JobDefinition job = update_fx_rates();
  const pipeline::JobEntry entry{std::string(job.name), false, {}, job.parameters, ""};
  const pipeline::ParameterRow peg{{"base", std::string("USD")},
                                   {"quote", std::string("HKD")},
                                   {"low_e8", std::int64_t{775'000'000}},
                                   {"high_e8", std::int64_t{785'000'000}}};
  const auto limits_of = [&](const pipeline::ParameterRow& row) {
    return rate_limits(
        Parameters(pipeline::effective_parameters(entry, {{"pegs", std::vector{row}, {}}}, {})));
  };
  const RateLimits limits = limits_of(peg);
  ASSERT_EQ(limits.pegs.size(), 1U);
  EXPECT_EQ(limits.pegs[0].quote, base::Currency::of("HKD"));
  EXPECT_EQ(limits.pegs[0].high_e8, 785'000'000);
  EXPECT_EQ(limits.anchor, base::Currency::of("EUR"));
  pipeline::ParameterRow short_row = peg;
  short_row.erase("high_e8");
  EXPECT_THROW(limits_of(short_row), base::Error);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
