#include "store/statement_reading.h"

#include <gtest/gtest.h>

#include "book_fixture.h"
#include "store/closes.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

using finance::Account;

const base::Date d1 = base::Date::from(2026, 4, 8);

struct StatementReading : testing::Test, BookFixture {
  std::int64_t post(const finance::Posting& posting, base::Date date) {
    return write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", date, std::nullopt});
      journal.post(posting);
      journal.flush();
    });
  }
};

TEST_F(StatementReading, GivesCapitalAndIncomeOfTheDaysAsKnown) {
  post(deposit("flow|C1", p1, d1, 100), d1);
  const std::int64_t known = post(deposit("flow|C2", p1, d1 + 1, 50), d1 + 1);
  post(deposit("flow|C3", p1, d1 + 2, 25), d1 + 2);
  post(deposit("flow|C4", p2, d1 + 2, 7), d1 + 2);
  const auto movements = load_movements(book, p1, {d1, d1 + 2});
  ASSERT_EQ(movements.size(), 2U);
  EXPECT_EQ(movements[0].source_key, "flow|C2");
  EXPECT_EQ(movements[0].account, Account::client_capital);
  EXPECT_EQ(movements[0].amount_minor, -50);
  EXPECT_EQ(load_movements(book, p1, {d1, d1 + 2}, known).size(), 1U);
}

TEST_F(StatementReading, AddsUpLotsAsKnown) {
  const std::int64_t known = post(purchase("T1", p1, bhp, d1, 150'000'000, 635'424), d1);
  post(purchase("T2", p1, bhp, d1 + 1, 10'000'000, 43'000), d1 + 1);
  const auto lots = load_lot_balances(book, p1, d1 + 1);
  ASSERT_EQ(lots.size(), 2U);
  EXPECT_EQ(lots[0].lot_id, "T1");
  EXPECT_EQ(lots[0].quantity_e6, 150'000'000);
  EXPECT_EQ(lots[0].cost_minor, 635'424);
  EXPECT_EQ(lots[0].acquired_date, d1);
  EXPECT_EQ(load_lot_balances(book, p1, d1 + 1, known).size(), 1U);
  EXPECT_EQ(load_lot_balances(book, p1, d1).size(), 1U);
}

TEST_F(StatementReading, FindsRevisionsByInstantAndByClose) {
  EXPECT_FALSE(load_revision_at(book, 0).has_value());
  const std::int64_t revision = post(deposit("flow|C1", p1, d1, 100), d1);
  EXPECT_EQ(load_revision_at(book, 9'000'000'000'000'000), revision);
  EXPECT_FALSE(load_close_revision(book, d1).has_value());
}

}  // namespace
}  // namespace wealthjobs::store
