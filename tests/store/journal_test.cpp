#include "store/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

using finance::Account;
using testing::ElementsAre;

const base::Date d1 = base::Date::from(2026, 4, 8);

struct Journal : testing::Test, BookFixture {
  std::int64_t post(const std::vector<finance::Posting>& postings, base::Date business_date,
                    std::optional<base::Date> last_closed = {}) {
    return write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", business_date, last_closed});
      for (const auto& posting : postings) journal.post(posting);
      EXPECT_EQ(journal.posted(), static_cast<std::int64_t>(postings.size()));
      journal.flush();
    });
  }
};

TEST_F(Journal, NumbersEntriesAndChainsTheirCanonicalText) {
  EXPECT_EQ(load_ledger_head(book), (LedgerHead{0, std::string(base::zero_hash)}));
  post({deposit("flow|C1", p1, d1, 100'000), purchase("T1", p1, bhp, d1, 150'000'000, 63'542)}, d1);
  const std::string first =
      base::sha256_hex(std::string(base::zero_hash) +
                       "\nwj-entry/1\n1\n2026-04-08\nnormal\nflow|C1\n\n1000|P1||AUD|100000||\n"
                       "3000|P1||AUD|-100000||\n");
  const std::string second = base::sha256_hex(
      first +
      "\nwj-entry/1\n2\n2026-04-08\nnormal\ntrade|T1|td\n\n1100|P1|BHP|AUD|63542|150000000|T1\n"
      "1000|P1||AUD|-63542||\n");
  EXPECT_EQ(load_entry(book, "flow|C1")->hash, first);
  EXPECT_EQ(load_ledger_head(book), (LedgerHead{2, second}));
}

TEST_F(Journal, GoesOnWhereTheLastTransactionEnded) {
  post({deposit("flow|C1", p1, d1, 100'000)}, d1);
  post({deposit("flow|C2", p1, d1, 1), deposit("flow|C3", p2, d1, 2)}, d1);
  EXPECT_EQ(load_ledger_head(book).entry_id, 3);
  EXPECT_EQ(load_broken_entry(book, master), std::nullopt);
}

TEST_F(Journal, KeepsBalancesAndPositionsUpToDate) {
  finance::Posting sale = purchase("T2", p1, bhp, d1, -40'000'000, -20'000);
  sale.deliveries.clear();
  post({deposit("flow|C1", p1, d1, 100'000), purchase("T1", p1, bhp, d1, 150'000'000, 63'542)}, d1);
  post({sale, deposit("flow|C2", p2, d1, 7, usd())}, d1);
  EXPECT_THAT(load_current_balances(book),
              ElementsAre(BalanceRow{p1, Account::cash, aud(), 56'458},
                          BalanceRow{p1, Account::securities_cost, aud(), 43'542},
                          BalanceRow{p1, Account::client_capital, aud(), -100'000},
                          BalanceRow{p2, Account::cash, usd(), 7},
                          BalanceRow{p2, Account::client_capital, usd(), -7}));
  EXPECT_THAT(load_current_positions(book),
              ElementsAre(PositionRow{p1, bhp, 110'000'000, 150'000'000}));
  EXPECT_EQ(load_current_balances(book, p2).size(), 2U);
  EXPECT_TRUE(load_current_positions(book, p2).empty());
}

TEST_F(Journal, FlushesOnlyWhatIsNew) {
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1, {}});
    journal.post(deposit("flow|C1", p1, d1, 10));
    journal.flush();
    journal.flush();
    journal.post(deposit("flow|C2", p1, d1, 5));
    journal.flush();
  });
  EXPECT_EQ(load_current_balances(book, p1)[0].amount_minor, 15);
}

TEST_F(Journal, MovesAPostingOfAClosedDayToTheBusinessDate) {
  post({deposit("flow|C1", p1, d1 - 5, 10), deposit("flow|C2", p1, d1 - 1, 10)}, d1, d1 - 2);
  const auto late = load_entry(book, "flow|C1");
  EXPECT_EQ(late->effective_date, d1);
  EXPECT_EQ(late->origin_date, d1 - 5);
  EXPECT_EQ(late->posting.date, d1 - 5);
  const auto in_time = load_entry(book, "flow|C2");
  EXPECT_EQ(in_time->effective_date, d1 - 1);
  EXPECT_EQ(in_time->origin_date, std::nullopt);
  EXPECT_EQ(in_time->business_date, d1);
}

TEST_F(Journal, ReversesAndReplacesUnderKeysOfTheirOwn) {
  const finance::Posting original = purchase("T1", p1, bhp, d1, 100'000'000, 50'000);
  post({original}, d1);
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1 + 1, d1});
    journal.post(finance::Reversal{1, finance::reversal_key_of("trade|T1|td", 0),
                                   finance::reversal_of(original)});
    journal.post(finance::Replacement{1, finance::source_key_of("trade|T1|td", 1),
                                      purchase("T1", p1, bhp, d1, 90'000'000, 45'000)});
    journal.flush();
  });
  const auto reversal = load_entry(book, "trade|T1|td|x0");
  EXPECT_EQ(reversal->reverses_entry_id, 1);
  EXPECT_EQ(reversal->posting.cause_key, "trade|T1|td");
  EXPECT_EQ(reversal->posting.kind, finance::EntryKind::reversal);
  EXPECT_EQ(reversal->generation, 0);
  EXPECT_EQ(load_entry(book, "trade|T1|td|r1")->generation, 1);
  EXPECT_THAT(load_current_positions(book),
              ElementsAre(PositionRow{p1, bhp, 90'000'000, 90'000'000}));
  EXPECT_EQ(load_broken_entry(book, master), std::nullopt);
}

TEST_F(Journal, RefusesTheSameKeyTwice) {
  post({deposit("flow|C1", p1, d1, 10)}, d1);
  EXPECT_THROW(post({deposit("flow|C1", p1, d1, 10)}, d1), base::Error);
  EXPECT_EQ(count("journal_entry"), 1);
}

TEST_F(Journal, AbortsOnAnUnbalancedPostingAndOnATimeToCome) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  finance::Posting lopsided = deposit("flow|C1", p1, d1, 10);
  lopsided.lines[1].amount_minor = -9;
  EXPECT_DEATH(post({lopsided}, d1), "is_balanced");
  EXPECT_DEATH(post({deposit("flow|C1", p1, d1 + 1, 10)}, d1), "business_date");
}

TEST_F(Journal, TakesManyEntriesAtOnce) {
  std::vector<finance::Posting> postings;
  for (int i = 0; i < 50'000; ++i) {
    postings.push_back(deposit("flow|C" + std::to_string(i), i % 2 == 0 ? p1 : p2, d1, 1 + i % 7));
  }
  post(postings, d1);
  EXPECT_EQ(count("journal_line"), 100'000);
  EXPECT_EQ(load_broken_entry(book, master), std::nullopt);
  EXPECT_EQ(load_current_balances(book),
            load_balances(book, {.through = d1, .revision = {}, .portfolio = {}}));
}

}  // namespace
}  // namespace wealthjobs::store
