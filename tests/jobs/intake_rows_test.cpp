#include "jobs/intake_rows.h"

#include "intake_fixture.h"
#include "jobs/book_calendars.h"
#include "store/portfolio_history.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(IntakeRows, EveryKindOfRowReachesItsTable) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/holidays.csv", "calendar,date,kind,name\nXASX,2026-04-02,holiday,Storm\n");
  scratch.file("book/fx_rates.csv", "date,base,quote,rate\n2026-04-01,AUD,USD,0.65\n");
  scratch.file("book/series.csv", "series_id,date,value\nSPX,2026-04-01,5000\n");
  scratch.file("book/portfolio_history.csv",
               "portfolio_id,date,nav,external_flow\nP1,2026-03-31,10.12,-1\n");
  scratch.file("book/suspensions.csv",
               "instrument_id,from_date,to_date,haircut_bps,approved_by\n"
               "BHP,2026-04-01,2026-04-30,500,fiona\n");
  scratch.take_in();
  EXPECT_FALSE(
      calendar_named(load_calendars(scratch.book), "XASX").is_business_day(day("2026-04-02")));
  EXPECT_EQ(store::load_latest_rates(scratch.book, day("2026-04-01"))[0].source, "book");
  EXPECT_EQ(scratch.count("series_point"), 1);
  const auto history = store::load_portfolio_history(scratch.book, finance::PortfolioNo{1});
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].nav_minor, 1012);
  EXPECT_EQ(history[0].external_flow_minor, -100);
  EXPECT_EQ(store::load_suspensions(scratch.book, day("2026-04-15"))[0].haircut_bps, 500);
  EXPECT_TRUE(scratch.take_in().is_unchanged());
}

TEST(IntakeRows, EachConflictNamesItsLineAndWhatToDo) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv", "action,version," + std::string(trades_header) +
                                      "cancel,,T9,P1,BHP,buy,2026-04-02,1,1,AUD,0\n");
  EXPECT_NE(scratch.refusal().find("book/trades.csv:2:1: T9: nothing of that id to amend"),
            std::string::npos);
  scratch.file("book/trades.csv",
               std::string(trades_header) + "T1,P1,BHP,buy,2026-04-02,1,1,AUD,0\n");
  scratch.take_in();
  scratch.file("book/trades.csv", "action,version," + std::string(trades_header) +
                                      "amend,5,T1,P1,BHP,buy,2026-04-02,2,1,AUD,0\n");
  EXPECT_NE(scratch.refusal().find("the book has version 1; give the next one"), std::string::npos);
}

TEST(IntakeRows, ListsTwentyChangesOfAFileAndCountsTheRest) {
  IntakeBook scratch;
  scratch.book_files();
  const auto prices = [](const char* close) {
    std::string text = prices_header;
    for (int i = 1; i <= 22; ++i) {
      text += "BHP," + base::Date::from(2026, 5, i).iso() + "," + close + ",AUD\n";
    }
    return text;
  };
  scratch.file("book/prices.csv", prices("1"));
  scratch.take_in();
  scratch.file("book/prices.csv", prices("2"));
  const IntakeReport report = scratch.take_in();
  ASSERT_EQ(report.changes.size(), 21U);
  EXPECT_EQ(report.changes.back(), "book/prices.csv: 2 more changed");
  EXPECT_EQ(report.files.back().changed, 22);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
