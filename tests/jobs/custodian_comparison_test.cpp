#include "jobs/custodian_comparison.h"

#include "custodian_fixture.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CustodianComparison : ::testing::Test {
  CustodianBook book;
  Comparison compare(const char* date) {
    const auto pack = store::load_current_pack(book.book, day(date)).value();
    const finance::CalendarSet primary(*finance::built_in_calendar("XASX"));
    return compare_with_custodians(
        book.book, book.sources(date),
        {&book.master, &pack, &primary, day(date), {finance::Account::cash}, 5});
  }
  static std::vector<std::string> texts(const Comparison& comparison) {
    std::vector<std::string> found;
    for (const ComparedLine& line : comparison.lines) {
      found.push_back(identity_text(line.identity) + " " + std::to_string(line.ours) + " " +
                      std::to_string(line.theirs) + " " +
                      std::string(finance::name_of(line.found.value)));
    }
    return found;
  }
};

TEST_F(CustodianComparison, MatchedDifferentAndUnknownMakeTheUnionOfBothSides) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", e6("150")}, {"P1", "XYZ", 7}},
                           .cash = {{"P1", "AUD", cents("13000.00")}}});
  book.work("2026-04-09");
  const Comparison comparison = compare("2026-04-09");
  EXPECT_EQ(comparison.matched, 1);
  EXPECT_EQ(texts(comparison),
            (std::vector<std::string>{"cash|BNY|A1|P1|AUD 1364576 1300000 unexplained",
                                      "static|BNY|A1|P1|XYZ 0 7 static_mapping"}));
  EXPECT_EQ(comparison.lines[0].value_minor, 64'576);
  EXPECT_EQ(comparison.rows, 3);
}

TEST_F(CustodianComparison, SettledQuantityIsThatOfTheStatementsDay) {
  book.close_through("2026-04-08");
  book.tell("2026-04-07",
            {.positions = {{"P1", "BHP", 0}}, .cash = {{"P1", "AUD", cents("20000.00")}}});
  book.custodian().lag_bd = 2;
  book.work("2026-04-09");
  const Comparison comparison = compare("2026-04-09");
  EXPECT_EQ(comparison.matched, 2);
  EXPECT_TRUE(comparison.lines.empty());
}

TEST_F(CustodianComparison, PortfolioInNoStatementIsOneLine) {
  book.portfolio("P2");
  book.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "10.00", .portfolio = "P2"});
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13645.76");
  book.work("2026-04-09");
  EXPECT_EQ(texts(compare("2026-04-09")),
            std::vector<std::string>{"static|||P2|* 0 0 static_mapping"});
}

TEST_F(CustodianComparison, AccountsOfOnePortfolioAreComparedTogether) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08",
            {.positions = {{"P1", "BHP", e6("100")}}, .cash = {{"P1", "AUD", cents("13645.76")}}});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", e6("50")}}, .account = "A2"});
  book.work("2026-04-09");
  EXPECT_EQ(compare("2026-04-09").matched, 2);
}

TEST_F(CustodianComparison, CashOfABankAndStockOfACustodianMeetInOnePortfolio) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08",
            {.cash = {{"P1", "AUD", cents("13645.76")}}, .account = "C1", .custodian = "BANK"});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", e6("140")}}});
  book.work("2026-04-09");
  const Comparison comparison = compare("2026-04-09");
  EXPECT_EQ(comparison.matched, 1);
  ASSERT_EQ(comparison.lines.size(), 1U);
  EXPECT_EQ(identity_text(comparison.lines[0].identity), "qty|BNY|A1|P1|BHP");
}

TEST_F(CustodianComparison, WaitingPortfolioIsNotCompared) {
  book.close_through("2026-04-08");
  book.tell("2026-04-07", {.cash = {{"P1", "AUD", 5}}, .custodian = "STT"});
  book.tell("2026-04-08", "1", "2.00");
  book.work("2026-04-09");
  const Comparison comparison = compare("2026-04-09");
  EXPECT_TRUE(comparison.lines.empty());
  EXPECT_EQ(comparison.matched, 0);
  ASSERT_EQ(comparison.waiting.size(), 1U);
  EXPECT_EQ(comparison.waiting.begin()->second, "no statement of STT for 2026-04-08");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
