#include "store/custodian_statements.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = day(2026, 4, 8);

struct CustodianStatements : testing::Test, BookFixture {
  CustodianStatement positions{"BNY", "A1", d1, StatementKind::positions, "in/positions.csv", {}};

  StatementSaved save(std::vector<StatementLine> lines) {
    StatementSaved saved;
    positions.lines = std::move(lines);
    write([&](WriteTransaction& w) { saved = save_statement(w, positions); });
    return saved;
  }
  std::vector<std::string> rows(StatementKind kind = StatementKind::positions) {
    std::vector<std::string> found;
    for_each_statement_row(book, "BNY", d1, kind, [&](const StatementRow& row) {
      found.push_back(std::string(row.account) + " " + std::string(row.portfolio_id) + " " +
                      std::string(row.subject) + " " + std::to_string(row.amount));
    });
    return found;
  }
};

TEST_F(CustodianStatements, SameContentInAnyOrderIsTheSameStatement) {
  EXPECT_TRUE(save({{"P1", "BHP", 100}, {"P1", "AAPL", 5}}).is_new);
  const StatementSaved again = save({{"P1", "AAPL", 5}, {"P1", "BHP", 100}});
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.version, 1);
  EXPECT_EQ(rows(), (std::vector<std::string>{"A1 P1 AAPL 5", "A1 P1 BHP 100"}));
}

TEST_F(CustodianStatements, OtherContentIsTheNextVersionAndTheOldOneStays) {
  save({{"P1", "BHP", 100}, {"P1", "AAPL", 5}});
  const std::string before = load_statement_digest(book, "BNY", d1);
  EXPECT_EQ(save({{"P1", "BHP", 99}}).version, 2);
  EXPECT_EQ(rows(), std::vector<std::string>{"A1 P1 BHP 99"}) << "a line that is gone is gone";
  EXPECT_NE(load_statement_digest(book, "BNY", d1), before);
  EXPECT_EQ(count("custodian_position"), 3);
  EXPECT_EQ(save({{"P1", "BHP", 100}, {"P1", "AAPL", 5}}).version, 3);
  EXPECT_EQ(load_statement_digest(book, "BNY", d1), before);
}

TEST_F(CustodianStatements, KindsAndAccountsAreStatementsOfTheirOwn) {
  save({{"P1", "BHP", 100}});
  write([&](WriteTransaction& w) {
    save_statement(w, {"BNY", "A0", d1, StatementKind::positions, "f", {{"P2", "AAPL", 1}}});
    save_statement(w, {"BNY", "A1", d1, StatementKind::cash, "f", {{"P1", "AUD", -7}}});
    save_statement(w, {"BNY", "A1", d1 + 1, StatementKind::cash, "f", {{"P1", "AUD", 8}}});
  });
  EXPECT_EQ(rows(), (std::vector<std::string>{"A0 P2 AAPL 1", "A1 P1 BHP 100"}));
  EXPECT_EQ(rows(StatementKind::cash), std::vector<std::string>{"A1 P1 AUD -7"});
  EXPECT_EQ(load_statement_kinds(book, "BNY", d1), (StatementKinds{true, true}));
  EXPECT_EQ(load_statement_kinds(book, "BNY", d1 + 1), (StatementKinds{false, true}));
  EXPECT_EQ(load_usual_kinds(book, "BNY", d1 + 1), (StatementKinds{true, true}));
  EXPECT_EQ(load_usual_kinds(book, "BNY", d1 - 1), StatementKinds());
}

TEST_F(CustodianStatements, SayWhichPortfolioLiesInWhichAccount) {
  save({{"P1", "BHP", 100}, {"P9", "BHP", 1}});
  positions.day = d1 + 1;
  save({{"P1", "BHP", 100}});
  EXPECT_EQ(load_custodian_accounts(book),
            (std::vector<CustodianAccount>{{"BNY", "A1", "P1", d1, d1 + 1},
                                           {"BNY", "A1", "P9", d1, d1}}));
  EXPECT_EQ(load_custodians(book, d1), (std::vector<KnownCustodian>{{"BNY", d1}}));
  EXPECT_EQ(load_custodians(book, d1 + 5), (std::vector<KnownCustodian>{{"BNY", d1 + 1}}));
  EXPECT_TRUE(load_custodians(book, d1 - 1).empty());
}

TEST_F(CustodianStatements, NothingDeliveredHasNoDigest) {
  EXPECT_EQ(load_statement_digest(book, "BNY", d1), "");
}

}  // namespace
}  // namespace wealthjobs::store
