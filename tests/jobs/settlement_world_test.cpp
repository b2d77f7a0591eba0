#include "jobs/settlement_world.h"

#include "base/error.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

using pipeline::ParameterRow;

struct World : ::testing::Test {
  World() { make_mini_book(scratch); }
  Parameters parameters(const std::vector<pipeline::Parameter>& with = {}) {
    return scratch.start(settle_trades(), "2026-04-02", {.with = with}).parameters;
  }
  ScratchBook scratch;
};

TEST_F(World, SettlesByTheCycleOfTheMarketOverEaster) {
  const SettlementWorldOfBook world(scratch.book, scratch.master, parameters(), day("2026-04-02"));
  const finance::InstrumentNo bhp{1};
  EXPECT_EQ(world.settle_date(bhp, base::Currency::of("AUD"), day("2026-04-02")),
            day("2026-04-08"));
  EXPECT_EQ(world.next_business_day(bhp, day("2026-04-02")), day("2026-04-07"));
  EXPECT_EQ(world.business_days_between(bhp, day("2026-04-02"), day("2026-04-08")), 2);
}

TEST_F(World, CyclesOfTheConfigurationReplaceTheShippedOnes) {
  const ParameterRow row{{"market", "XASX"}, {"from", "2000-01-01"}, {"t", std::int64_t{1}}};
  const SettlementWorldOfBook world(scratch.book, scratch.master,
                                    parameters({{"cycles", std::vector{row}, {}}}),
                                    day("2026-04-02"));
  EXPECT_EQ(
      world.settle_date(finance::InstrumentNo{1}, base::Currency::of("AUD"), day("2026-04-02")),
      day("2026-04-07"));
}

TEST_F(World, CycleRowWithoutADateIsAConfigurationError) {
  const ParameterRow row{{"market", "XASX"}, {"t", std::int64_t{1}}};
  EXPECT_THROW((void)settlement_cycles(parameters({{"cycles", std::vector{row}, {}}})),
               base::Error);
}

TEST_F(World, FractionsNeedAPriceOfTheExDateItself) {
  const SettlementWorldOfBook world(scratch.book, scratch.master, parameters(), day("2026-04-09"));
  EXPECT_EQ(world.price_e6(finance::InstrumentNo{1}, day("2026-04-08")), e6("43.10"));
  EXPECT_FALSE(world.price_e6(finance::InstrumentNo{1}, day("2026-04-09")));
}

TEST_F(World, RulesComeFromTheParameters) {
  const finance::SettlementRules rules =
      settlement_rules(parameters({{"lot_method", "hifo", {}}, {"lot_cost", "expensed", {}}}));
  EXPECT_EQ(rules.lot_method, finance::LotMethod::hifo);
  EXPECT_EQ(rules.lot_cost, finance::LotCost::expensed);
  EXPECT_EQ(rules.confirm_mode, finance::ConfirmMode::contractual);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
