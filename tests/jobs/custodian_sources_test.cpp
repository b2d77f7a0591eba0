#include "jobs/custodian_sources.h"

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CustodianSources : ::testing::Test {
  CustodianBook book;
  store::StatementLine money{"P1", "AUD", 100};
};

TEST_F(CustodianSources, NamedOrHeardOfAndAtTheirLag) {
  book.custodian("STT").lag_bd = 2;
  book.tell("2026-04-08", {.cash = {money}});
  const auto sources = book.sources("2026-04-09");
  ASSERT_EQ(sources.size(), 2U);
  EXPECT_EQ(sources[0].settings.name, "BNY");
  EXPECT_EQ(sources[0].statement_day, day("2026-04-08"));
  EXPECT_TRUE(sources[0].is_here());
  EXPECT_EQ(sources[1].statement_day, day("2026-04-07"));
  EXPECT_FALSE(sources[1].is_here());
  EXPECT_EQ(sources[1].missing(), "no statement of STT for 2026-04-07");
}

TEST_F(CustodianSources, LagCountsBusinessDays) {
  const finance::CalendarSet xasx(*finance::built_in_calendar("XASX"));
  pipeline::Custodian settings;
  EXPECT_EQ(statement_day(settings, xasx, day("2026-04-07")), day("2026-04-02")) << "Easter";
  settings.lag_bd = 0;
  EXPECT_EQ(statement_day(settings, xasx, day("2026-04-07")), day("2026-04-07"));
}

TEST_F(CustodianSources, UnnamedOneThatHasBeenSilentForTenDaysHasLeft) {
  book.tell("2026-04-02", {.cash = {money}});
  EXPECT_EQ(book.sources("2026-04-21").size(), 1U);  // ten business days since
  EXPECT_TRUE(book.sources("2026-04-22").empty());
  book.custodian("BNY");
  EXPECT_EQ(book.sources("2026-05-22").size(), 1U);
}

TEST_F(CustodianSources, PositionsWithoutTheUsualCashAreNoStatement) {
  book.tell("2026-04-07", {.positions = {{"P1", "BHP", 1}}, .cash = {money}});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", 1}}});
  const auto sources = book.sources("2026-04-09");
  EXPECT_FALSE(sources[0].is_here());
  EXPECT_EQ(sources[0].missing(), "no cash in the statement of BNY for 2026-04-08");
}

TEST_F(CustodianSources, RowInQuarantineMakesAStatementIncomplete) {
  book.tell("2026-04-08", {.cash = {money}});
  store::QuarantineRow row;
  row.job = "import";
  row.day = day("2026-04-08");
  row.source = "in/custodian_cash.csv:2:40";
  row.row_key = "2026-04-08|BNY|A1|P1|AUD";
  row.reason = "not_a_number";
  row.payload_json = "{}";
  store::QuarantineRow other = row;
  other.day = day("2026-04-07");
  other.row_key = "2026-04-07|BNY|A1|P1|AUD";
  book.write([&](auto& w) { store::save_quarantine(w, std::vector{row, other}); });
  const auto sources = book.sources("2026-04-09");
  EXPECT_EQ(sources[0].quarantined_rows, 1);
  EXPECT_EQ(sources[0].first_quarantined, row.source);
  EXPECT_FALSE(sources[0].is_here());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
