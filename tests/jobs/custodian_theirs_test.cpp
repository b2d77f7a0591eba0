#include "jobs/custodian_theirs.h"

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CustodianTheirs : ::testing::Test {
  CustodianBook book;
  Theirs read(const char* date = "2026-04-09") {
    return read_theirs(book.book, book.master, book.sources(date));
  }
  finance::PortfolioNo p1 = book.master.portfolio_no("P1").value();
};

TEST_F(CustodianTheirs, KnownIdsBecomeLinesAndUnknownOnesStayText) {
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", 5}, {"P1", "XYZ", 7}, {"P9", "BHP", 9}},
                           .cash = {{"P9", "AUD", 3}}});
  const Theirs theirs = read();
  EXPECT_EQ(theirs.rows, 4);
  ASSERT_EQ(theirs.lines.size(), 1U);
  EXPECT_EQ(theirs.lines[0].amount, 5);
  ASSERT_EQ(theirs.unknown.size(), 3U);
  EXPECT_EQ(identity_text(theirs.unknown[0].identity), "static|BNY|A1|P1|XYZ");
  EXPECT_EQ(identity_text(theirs.unknown[1].identity), "static|BNY|A1|P9|AUD");
  EXPECT_EQ(theirs.unknown[2].amount, 9);
}

TEST_F(CustodianTheirs, HomeIsTheFirstAccountThatDeliversTheKind) {
  book.tell("2026-04-08", {.cash = {{"P1", "AUD", 3}}, .account = "C9", .custodian = "BANK"});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", 5}}, .account = "A2"});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", 6}}, .account = "A1"});
  const Theirs theirs = read();
  const PortfolioHome& home = theirs.homes.at(p1);
  EXPECT_EQ(home.waits, "");
  EXPECT_EQ(home.cash->account, "C9");
  EXPECT_EQ(home.positions->account, "A1");
  EXPECT_EQ(home.positions->source, 1U);
}

TEST_F(CustodianTheirs, PortfolioWaitsForEveryCustodianThatHoldsSomeOfIt) {
  book.tell("2026-04-07", {.positions = {{"P1", "BHP", 5}}, .account = "S1", .custodian = "STT"});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", 5}}});
  EXPECT_EQ(read().homes.at(p1).waits, "no statement of STT for 2026-04-08");
  book.custodian("STT").lag_bd = 2;
  EXPECT_EQ(read().homes.at(p1).waits, "its custodians' statements are of different days");
}

TEST_F(CustodianTheirs, AccountThatTheNewestStatementNamesNoMoreIsNone) {
  book.tell("2026-04-07", {.positions = {{"P1", "BHP", 5}}});
  book.tell("2026-04-08", {.positions = {{"P9", "BHP", 5}}});
  EXPECT_FALSE(read().homes.contains(p1));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
