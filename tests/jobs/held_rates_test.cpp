// move_action = "hold" of update_fx_rates (RULINGS A6), through to the pack.
#include "jobs/held_rates.h"

#include "intake_fixture.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

// GBP fell 8 % on 2016-06-24 (RULINGS A6); here with the figures of the ECB: EUR/GBP 0.76650 on
// 2016-06-23, 0.80785 on 2016-06-24, 0.83200 on 2016-06-27. EUR/GBP is a pair of majors: 300 bps.
struct HeldRateStory : ::testing::Test {
  HeldRateStory() {
    scratch.portfolio("P1", "EUR", "2016-06-22");
    scratch.instrument("VOD", "GBP");
    scratch.price("VOD", "2016-06-22", "2.20");
    scratch.rate("EUR", "GBP", "2016-06-22", "0.76700", "ecb");
    scratch.rate("EUR", "GBP", "2016-06-23", "0.76650", "ecb");
    scratch.rate("EUR", "GBP", "2016-06-24", "0.80785", "ecb");
    scratch.add(Flow{"C1", "2016-06-22", "1000", "P1", "EUR"});
  }
  Execution rates(const char* date, const char* action = "hold") {
    return scratch.run(update_fx_rates(), date,
                       {.with = {{"move_action", std::string(action), {}}}});
  }
  void believe() {
    for (const store::QuarantineRow& row : store::load_quarantine(scratch.book)) {
      scratch.write([&](auto& write) {
        save_resolution(write, row.no, {store::QuarantineStatus::waived, "fiona", "it is so"});
      });
    }
  }
  std::int64_t packed(const char* date) {
    EXPECT_EQ(scratch.run("build_pack", date).status, ExitStatus::ok);
    return store::load_current_pack(scratch.book, day(date))->rates.at(0).rate_e8;
  }
  IntakeBook scratch;
};

TEST_F(HeldRateStory, AMoveIsUsedAndListedUnlessTold) {
  const Execution done = rates("2016-06-24", "use");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(scratch.findings("2016-06-24", "update_fx_rates"),
            std::vector<std::string>{
                "mover: EUR/GBP: +5.39 % since 2016-06-23; no second source confirms it"});
  EXPECT_EQ(packed("2016-06-24"), 80'785'000);
}

TEST_F(HeldRateStory, AMoveOfOneSourceIsHeldBackAndTheRateBeforeStandsForIt) {
  const Execution done = rates("2016-06-24");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_NE(done.why.find("; 1 rate held back"), std::string::npos) << done.why;
  EXPECT_EQ(scratch.findings("2016-06-24", "update_fx_rates"),
            std::vector<std::string>{"held_rate: EUR|GBP|2016-06-24|0.80785: +5.39 % since "
                                     "2016-06-23; no second source confirms it, the rate before "
                                     "is used"});
  EXPECT_EQ(scratch.count("quarantine WHERE reason = 'held_rate' AND status = 'open'"), 1);
  EXPECT_EQ(packed("2016-06-24"), 76'650'000);
  EXPECT_TRUE(rates("2016-06-24").is_reused);
  EXPECT_EQ(scratch.count("quarantine"), 1);
}

TEST_F(HeldRateStory, ASecondSourceConfirmsIt) {
  scratch.rate("EUR", "GBP", "2016-06-24", "0.80790", "boe");
  rates("2016-06-24");
  EXPECT_EQ(scratch.count("quarantine"), 0);
  EXPECT_EQ(packed("2016-06-24"), 80'787'500);  // the mean of the two
}

TEST_F(HeldRateStory, WhoBelievesItGetsItUsed) {
  rates("2016-06-24");
  EXPECT_EQ(packed("2016-06-24"), 76'650'000);
  believe();
  EXPECT_EQ(packed("2016-06-24"), 80'785'000);
}

TEST_F(HeldRateStory, LaterRatesAreJudgedAgainstWhatStands) {
  scratch.rate("EUR", "GBP", "2016-06-27", "0.80900", "ecb");
  for (const char* date : {"2016-06-22", "2016-06-23", "2016-06-24"}) {
    rates(date);
    scratch.cob(date);
  }
  // half a percent above the held one, but five above what stands in the pack
  rates("2016-06-27");
  EXPECT_EQ(scratch.count("quarantine WHERE row_key = 'EUR|GBP|2016-06-27|0.809'"), 1);
  EXPECT_EQ(packed("2016-06-27"), 76'650'000);
  believe();
  EXPECT_EQ(packed("2016-06-27"), 80'900'000);
}

TEST(HeldRates, ABelievedRateStandsForTheLaterOnes) {
  IntakeBook scratch;
  store::QuarantineRow row;
  row.job = "update_fx_rates";
  row.reason = "held_rate";
  row.row_key = "EUR|GBP|2016-06-24|0.80785";
  scratch.write([&](auto& write) { save_quarantine(write, std::vector{row}); });
  const finance::FxQuote quote{base::Currency::of("EUR"), base::Currency::of("GBP"),
                               day("2016-06-24"), 80'785'000, "ecb"};
  EXPECT_EQ(held_rate_key(quote), row.row_key);
  EXPECT_TRUE(HeldRates(scratch.book, day("2016-06-24")).is_held(quote));
  scratch.write([&](auto& write) {
    save_resolution(write, 1, {store::QuarantineStatus::fixed, "fiona", "it is so"});
  });
  const HeldRates later(scratch.book, day("2016-06-27"));
  EXPECT_FALSE(later.is_held(quote));
  EXPECT_TRUE(later.is_believed(quote));
  const store::LatestRate rate{quote.base,        quote.quote, "ecb",
                               day("2016-06-27"), 80'900'000,  1,
                               day("2016-06-23"), 76'650'000};
  EXPECT_EQ(later.before(rate)->rate_e8, 80'785'000);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
