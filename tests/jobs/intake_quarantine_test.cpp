#include "jobs/intake_quarantine.h"

#include "base/json_document.h"
#include "intake_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(IntakeQuarantine, SourceNamesItsFile) {
  EXPECT_EQ(file_of_source("real_usd/trades.csv:3:17"), "real_usd/trades.csv");
  EXPECT_EQ(file_of_source("price asx"), "price asx");
}

TEST(IntakeQuarantine, StoredRowKeepsFieldDetailAndCells) {
  IntakeBook scratch;
  scratch.portfolio("P1");
  feeds::QuarantineRow row;
  row.file = "book/trades.csv";
  row.line = 3;
  row.column = 17;
  row.field = "quantity";
  row.row_key = "T1";
  row.reason = "scale_overflow";
  row.detail = "too many decimals";
  row.severity = feeds::Severity::critical;
  row.portfolio_id = "P1";
  row.instrument_id = "GONE";
  row.payload_json = R"({"trade_id":"T1"})";
  const store::QuarantineRow stored = stored_row(row, scratch.master, "import");
  EXPECT_EQ(stored.source, "book/trades.csv:3:17");
  EXPECT_EQ(stored.severity, store::Severity::critical);
  EXPECT_EQ(stored.portfolio, finance::PortfolioNo{1});
  EXPECT_EQ(stored.instrument, finance::no_instrument);
  EXPECT_EQ(stored.payload_json,
            R"({"field":"quantity","detail":"too many decimals","cells":{"trade_id":"T1"}})");
}

TEST(IntakeQuarantine, ALineThatMovedIsTheSameRow) {
  store::QuarantineRow known;
  known.source = "book/trades.csv:3:17";
  known.row_key = "T1";
  known.reason = "scale_overflow";
  store::QuarantineRow moved = known;
  moved.source = "book/trades.csv:9:20";
  store::QuarantineRow other = moved;
  other.row_key = "T2";
  EXPECT_EQ(rows_not_known(std::vector{known}, {moved, other}), std::vector{other});
  known.status = store::QuarantineStatus::fixed;
  EXPECT_EQ(rows_not_known(std::vector{known}, {moved}), std::vector{moved});
}

TEST(IntakeQuarantine, AnotherBooksTradeOfThatIdFixesNothing) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/trades.csv", std::string(trades_header) +
                                      "T1,P9,BHP,buy,2026-04-02,1,1,AUD,0\n"
                                      "T2,P1,BHP,buy,2026-04-02,1,1,USD,0\n");
  scratch.take_in();
  scratch.file("other/portfolios.csv",
               std::string(portfolios_header) + "P2,Second,C2,AUD,2026-04-01,SPX\n");
  scratch.file("other/trades.csv", std::string(trades_header) +
                                       "T1,P2,BHP,buy,2026-04-02,1,1,AUD,0\n"
                                       "T2,P2,BHP,buy,2026-04-02,1,1,AUD,0\n");
  EXPECT_EQ(scratch.take_in("other").quarantine_fixed, 0);
  scratch.file("other/trades.csv",
               std::string(trades_header) + "T2,P1,BHP,buy,2026-04-02,1,1,AUD,0\n");
  EXPECT_EQ(scratch.take_in("other").quarantine_fixed, 1);  // the portfolio tells
  scratch.file("book/trades.csv",
               std::string(trades_header) + "T1,P1,BHP,buy,2026-04-02,1,1,AUD,0\n");
  EXPECT_EQ(scratch.take_in().quarantine_fixed, 1);  // the folder tells
}

TEST(IntakeQuarantine, ACorrectedObservationIsPutRight) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/prices.csv", std::string(prices_header) + "BHP,2026-04-02,-1,AUD\n");
  scratch.file("book/fx_rates.csv", "date,base,quote,rate\n2026-04-02,AUD,USD,0\n");
  scratch.file("book/series.csv", "series_id,date,value\nSPX,2026-04-02,nan\n");
  EXPECT_EQ(scratch.take_in().quarantine_added, 3);
  scratch.file("book/prices.csv", std::string(prices_header) + "BHP,2026-04-02,1,AUD\n");
  scratch.file("book/fx_rates.csv", "date,base,quote,rate\n2026-04-02,AUD,USD,0.65\n");
  scratch.file("book/series.csv", "series_id,date,value\nSPX,2026-04-02,5000\n");
  EXPECT_EQ(scratch.take_in().quarantine_fixed, 3);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
