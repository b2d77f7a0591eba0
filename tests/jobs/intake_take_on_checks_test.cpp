#include "jobs/intake_take_on_checks.h"

#include "take_on_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(TakeOnChecks, WantOneDateAPortfolio) {
  TakeOnBook scratch;
  scratch.file("book/opening_cash.csv",
               "portfolio_id,date,currency,amount\nP1,2026-03-31,AUD,1500\n");
  const std::string told = reasons(scratch.take_in());
  EXPECT_NE(told.find("P1|AUD: opening_dates_differ: opening balances of P1 are dated 2026-03-31 "
                      "and 2026-04-01"),
            std::string::npos)
      << told;
  EXPECT_EQ(scratch.count("opening_position"), 0);
}

TEST(TakeOnChecks, WantACostInBaseCurrencyForAForeignLot) {
  TakeOnBook scratch;
  scratch.file("book/instruments.csv", std::string(instruments_header) +
                                           "BHP,BHP Group,equity,AUD,XASX\n"
                                           "AAPL,Apple,equity,USD,XNYS\n");
  scratch.file("book/opening_positions.csv", std::string(openings_header) +
                                                 "P1,2026-04-01,AAPL,,2015-03-02,100,4000\n"
                                                 "P1,2026-04-01,BHP,,2015-03-02,1,40.001\n"
                                                 "P9,2026-04-01,BHP,,2015-03-02,1,40\n"
                                                 "P1,2026-04-01,XXX,,2015-03-02,1,40\n"
                                                 "P1,2026-04-01,BHP,,2026-04-02,1,40\n");
  const std::string told = reasons(scratch.take_in());
  for (const char* reason : {"missing_cost_base", "scale_overflow", "unknown_portfolio",
                             "unknown_instrument", "acquired_after_opening"}) {
    EXPECT_NE(told.find(reason), std::string::npos) << reason << " in\n" << told;
  }
}

TEST(TakeOnChecks, WantALotIdOnce) {
  TakeOnBook scratch;
  scratch.file("book/opening_positions.csv", std::string(openings_header) +
                                                 "P1,2026-04-01,BHP,L1,2015-03-02,100,4000\n"
                                                 "P1,2026-04-01,BHP,L1,2019-07-01,50,2500\n");
  EXPECT_NE(reasons(scratch.take_in()).find("duplicate_key"), std::string::npos);
}

TEST(TakeOnChecks, WantFeesInTheBaseCurrency) {
  TakeOnBook scratch;
  scratch.file("book/opening_accruals.csv",
               "portfolio_id,date,currency,management_fee,interest\n"
               "P1,2026-04-01,USD,12.34,\nP1,2026-04-01,EUR,,1.10\n");
  const IntakeReport report = scratch.take_in();
  EXPECT_NE(reasons(report).find("P1|USD: not_base_currency"), std::string::npos);
  EXPECT_EQ(scratch.count("opening_accrual"), 1);
}

TEST(TakeOnChecks, NameALotByInstrumentAndDate) {
  feeds::OpeningPositionRow row;
  row.instrument_id = "BHP";
  row.acquired_date = day("2015-03-02");
  EXPECT_EQ(opening_lot_id(row), "opening/BHP/2015-03-02");
  row.lot_id = "L1";
  EXPECT_EQ(opening_lot_id(row), "L1");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
