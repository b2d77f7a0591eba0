#include "jobs/intake_statements.h"

#include <gmock/gmock.h>

#include "intake_fixture.h"
#include "store/custodian_statements.h"

namespace wealthjobs::jobs::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* positions_header =
    "statement_date,custodian,account,portfolio_id,instrument_id,quantity\n";
constexpr const char* cash_header =
    "statement_date,custodian,account,portfolio_id,currency,amount\n";

struct IntakeStatements : ::testing::Test {
  IntakeStatements() { book.book_files(); }
  void positions(const std::string& rows) {
    book.file("book/custodian_positions.csv", positions_header + rows);
  }
  void cash(const std::string& rows) { book.file("book/custodian_cash.csv", cash_header + rows); }
  std::vector<std::string> rows(store::StatementKind kind) {
    std::vector<std::string> found;
    store::for_each_statement_row(book.book, "BNY", day("2026-04-08"), kind, [&](const auto& row) {
      found.push_back(std::string(row.portfolio_id) + " " + std::string(row.subject) + " " +
                      std::to_string(row.amount));
    });
    return found;
  }
  IntakeBook book;
};

TEST_F(IntakeStatements, AreLoadedWithIdsThatTheBookDoesNotKnow) {
  positions("2026-04-08,BNY,A1,P1,BHP,100\n2026-04-08,BNY,A1,P9,XYZ,-2.5\n");
  cash("2026-04-08,BNY,A1,P1,AUD,15763.84\n");
  const IntakeReport report = book.take_in();
  EXPECT_EQ(report.quarantined(), 0);
  EXPECT_THAT(rows(store::StatementKind::positions),
              ElementsAre("P1 BHP 100000000", "P9 XYZ -2500000"));
  EXPECT_THAT(rows(store::StatementKind::cash), ElementsAre("P1 AUD 1576384"));
  EXPECT_EQ(book.count("file_register WHERE path = 'book/custodian_cash.csv'"), 1);
}

TEST_F(IntakeStatements, SameFileAgainIsNothingNewAndAChangedOneANewVersion) {
  positions("2026-04-08,BNY,A1,P1,BHP,100\n");
  book.take_in();
  EXPECT_TRUE(book.take_in().is_unchanged());
  positions("2026-04-08,BNY,A1,P1,BHP,99\n");
  const IntakeReport report = book.take_in();
  EXPECT_THAT(report.changes, ElementsAre("book/custodian_positions.csv: the positions of BNY A1 "
                                          "on 2026-04-08 are version 2"));
  EXPECT_THAT(rows(store::StatementKind::positions), ElementsAre("P1 BHP 99000000"));
}

TEST_F(IntakeStatements, RepeatedRowRefusesTheFile) {
  positions("2026-04-08,BNY,A1,P1,BHP,100\n2026-04-08,BNY,A1,P1,BHP,100\n");
  EXPECT_THAT(book.refusal(), HasSubstr("book/custodian_positions.csv:1:1: 1 row repeated"));
  EXPECT_TRUE(store::load_last_file(book.book, "book/custodian_positions.csv").value().is_refused);
  EXPECT_EQ(book.count("custodian_statement"), 0);
}

TEST_F(IntakeStatements, TwoQuantitiesForOneLineAreBothSetAside) {
  positions("2026-04-08,BNY,A1,P1,BHP,100\n2026-04-08,BNY,A1,P1,BHP,90\n");
  const IntakeReport report = book.take_in();
  EXPECT_EQ(report.quarantined(), 2);
  EXPECT_EQ(book.count("custodian_statement"), 0);
}

TEST_F(IntakeStatements, BadRowsAreSetAsideAsWarnings) {
  positions(
      "2026-04-08,BNY,A1,P1,BHP,many\n2026-04-08,BNY,A2,P1,BHP,1.2345678\n"
      "2026-13-08,BNY,A3,P1,BHP,1\n2026-04-08,,A4,P1,BHP,1\n2026-04-08,BNY,A5,P1,BHP,1\n");
  cash("2026-04-08,BNY,A1,P1,XXQ,1.00\n2026-04-08,BNY,A1,P1,AUD,1.001\n");
  book.take_in();
  std::vector<std::string> reasons;
  for (const store::QuarantineRow& row : store::load_quarantine(book.book)) {
    reasons.push_back(row.reason);
    EXPECT_EQ(row.severity, store::Severity::warn) << "no settlement is held for it";
  }
  EXPECT_THAT(reasons, ::testing::UnorderedElementsAre("not_a_number", "scale_overflow", "bad_date",
                                                       "missing_value", "unknown_currency",
                                                       "scale_overflow"));
  EXPECT_THAT(rows(store::StatementKind::positions), ElementsAre("P1 BHP 1000000"));
}

TEST_F(IntakeStatements, CorrectedRowPutsItsQuarantineRight) {
  positions("2026-04-08,BNY,A1,P1,BHP,many\n");
  book.take_in();
  positions("2026-04-08,BNY,A1,P1,BHP,100\n");
  EXPECT_EQ(book.take_in().quarantine_fixed, 1);
  EXPECT_TRUE(store::load_quarantine(book.book).empty());
}

TEST_F(IntakeStatements, TrailersAreControlTotalsAndNoRows) {
  positions(
      "2026-04-08,BNY,A1,P1,BHP,100\n2026-04-08,BNY,A2,P9,XYZ,-2.5\n"
      "2026-04-08,BNY,*,*,*,97.5\n");
  cash(
      "2026-04-08,BNY,A1,P1,AUD,10.00\n2026-04-08,BNY,A1,P1,USD,5.00\n"
      "2026-04-08,BNY,*,*,AUD,10.00\n2026-04-08,BNY,*,*,USD,5.00\n");
  book.take_in();
  EXPECT_EQ(rows(store::StatementKind::positions).size(), 2U);
  EXPECT_THAT(rows(store::StatementKind::cash), ElementsAre("P1 AUD 1000", "P1 USD 500"));
}

TEST_F(IntakeStatements, OtherTotalRefusesTheFile) {
  cash("2026-04-08,BNY,A1,P1,AUD,10.00\n2026-04-08,BNY,*,*,AUD,11.00\n");
  EXPECT_THAT(book.refusal(),
              HasSubstr("book/custodian_cash.csv:3:1: control total of BNY for 2026-04-08: AUD add "
                        "up to 1000, the trailer says 1100"));
}

TEST_F(IntakeStatements, StructuralFaultsRefuseTheFile) {
  book.file("book/custodian_cash.csv", "statement_date,custodian,account,portfolio_id,amount\n");
  EXPECT_THAT(book.refusal(), HasSubstr("currency"));
  book.file("book/custodian_cash.csv", std::string(cash_header) + "2026-04-08,BNY,A1,P1,AUD\n");
  EXPECT_NE(book.refusal(), "");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
