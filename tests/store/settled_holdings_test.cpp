#include "store/settled_holdings.h"

#include <gtest/gtest.h>

#include <random>

#include "book_fixture.h"
#include "store/closes.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = day(2026, 4, 7);
const finance::Account cash_only[] = {finance::Account::cash};

struct SettledHoldings : testing::Test, BookFixture {
  void post(base::Date business_date, const std::vector<finance::Posting>& postings,
            std::optional<base::Date> last_closed = {}) {
    write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", business_date, last_closed});
      for (const finance::Posting& posting : postings) journal.post(posting);
      journal.flush();
    });
  }
  void close(base::Date on) {
    write([&](WriteTransaction& w) {
      PeriodClose row;
      row.day = on;
      row.prev_hash = row.tb_hash = row.hash = std::string(64, '0');
      row.last_entry_id = load_ledger_head(book).entry_id;
      row.record_json = "{}";
      row.closed_by = "tester";
      save_close(w, row, {});
    });
  }
};

TEST_F(SettledHoldings, OfAPastDayLeaveOutWhatSettledSince) {
  post(d1, {deposit("flow|C1", p1, d1, 100'000), purchase("T1", p1, bhp, d1, 100, 4'000)});
  close(d1);
  post(d1 + 1, {purchase("T2", p1, bhp, d1 + 1, 50, 2'000)}, d1);
  EXPECT_EQ(load_settled_holdings(book, d1), (std::vector<SettledHolding>{{p1, bhp, 100, 100}}));
  EXPECT_EQ(load_settled_cash(book, d1, cash_only),
            (std::vector<SettledCash>{{p1, aud(), 96'000}}));
  EXPECT_EQ(load_settled_holdings(book, d1 + 1),
            (std::vector<SettledHolding>{{p1, bhp, 150, 150}}));
  EXPECT_TRUE(load_settled_holdings(book, d1 - 1).empty());
  EXPECT_TRUE(load_settled_cash(book, d1 - 1, cash_only).empty());
}

TEST_F(SettledHoldings, TradedAndSettledAreTwoBuckets) {
  finance::Posting traded = purchase("T1", p1, bhp, d1, 150, 6'000);
  traded.deliveries.clear();
  post(d1, {traded});
  EXPECT_EQ(load_settled_holdings(book, d1), (std::vector<SettledHolding>{{p1, bhp, 0, 150}}));
}

TEST_F(SettledHoldings, CorrectionKnownTodayCountsOnItsTrueDate) {
  post(d1, {deposit("flow|C1", p1, d1, 100'000)});
  close(d1);
  post(d1 + 1, {deposit("flow|C2", p1, d1, 500)}, d1);  // of the closed day, posted the next
  EXPECT_EQ(load_settled_cash(book, d1, cash_only),
            (std::vector<SettledCash>{{p1, aud(), 100'500}}));
  const auto movements = load_settled_movements(book, p1, d1 - 1, cash_only);
  ASSERT_EQ(movements.size(), 2U);
  EXPECT_EQ(movements[1],
            (SettledMovement{"flow|C2", d1, d1 + 1, true, finance::no_instrument, aud(), 500}));
  EXPECT_FALSE(movements[0].is_correction);
}

TEST_F(SettledHoldings, ReopenedDayDoesNotHideWhatWasPostedSince) {
  post(d1, {deposit("flow|C1", p1, d1, 100)});
  close(d1);
  post(d1 + 1, {deposit("flow|C2", p1, d1 + 1, 20)}, d1);
  write([&](WriteTransaction& w) { save_reopen(w, {d1, "ann", "bob", "why"}); });
  close(d1);  // version 2, after the entry of the next day
  EXPECT_EQ(load_settled_cash(book, d1, cash_only), (std::vector<SettledCash>{{p1, aud(), 100}}));
}

TEST_F(SettledHoldings, MovementsLeaveOutWhatWasReversed) {
  const finance::Posting wrong = deposit("flow|C1", p1, d1, 100);
  post(d1, {wrong, purchase("T1", p1, bhp, d1, 10, 30)});
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1, {}});
    finance::Reversal reversal;
    reversal.entry_id = 1;
    reversal.source_key = "flow|C1|x0";
    reversal.posting = finance::reversal_of(wrong);
    journal.post(reversal);
    journal.flush();
  });
  const auto movements = load_settled_movements(book, p1, d1 - 1, cash_only);
  ASSERT_EQ(movements.size(), 2U);
  EXPECT_EQ(movements[0].instrument, bhp);
  EXPECT_EQ(movements[0].amount, 10);
  EXPECT_EQ(movements[1].cause_key, "trade|T1|td");
  EXPECT_EQ(movements[1].amount, -30);
  EXPECT_TRUE(load_settled_movements(book, p1, d1, cash_only).empty());
}

TEST_F(SettledHoldings, TradeDateIsThatOfTheSettlement) {
  write([&](WriteTransaction& w) {
    w.database().run(
        "INSERT INTO settlement VALUES ('trade|T1', 1, 'buy', 2, 10, 0, 'AUD', 30, 0, NULL, NULL, "
        "?, ?, ?, 0, 0, 'pending')",
        d1, d1 + 2, d1 + 2);
  });
  EXPECT_EQ(load_trade_date(book, "trade|T1"), d1);
  EXPECT_EQ(load_trade_date(book, "trade|T2"), std::nullopt);
}

// The short way (tables less what came since) equals the long way (the journal summed up).
TEST_F(SettledHoldings, EqualTheJournalSummedUpOnEveryDay) {
  std::mt19937 dice(7);
  int key = 0;
  for (int n = 0; n < 12; ++n) {
    const base::Date business_date = d1 + n;
    std::vector<finance::Posting> postings;
    for (int i = static_cast<int>(dice() % 4); i >= 0; --i) {
      const base::Date date = d1 + static_cast<int>(dice() % static_cast<unsigned>(n + 1));
      const std::string id = std::to_string(++key);
      if (dice() % 2 == 0) {
        postings.push_back(purchase("T" + id, p1, bhp, date, 1 + dice() % 9, 10));
      } else {
        postings.push_back(deposit("flow|C" + id, p2, date, 1 + dice() % 99));
      }
    }
    const auto last = n == 0 ? std::nullopt : std::optional(business_date - 1);
    post(business_date, postings, last);
    close(business_date);
    for (base::Date at = d1; at <= business_date; at = at + 1) {
      AsKnown known{.through = at, .revision = {}, .portfolio = {}, .by_origin_date = true};
      std::vector<SettledHolding> holdings;
      for (const PositionRow& row : load_positions(book, known)) {
        holdings.push_back({row.portfolio, row.instrument, row.settled_e6, row.traded_e6});
      }
      EXPECT_EQ(load_settled_holdings(book, at), holdings) << at.iso();
      std::vector<SettledCash> cash;
      for (const BalanceRow& row : load_balances(book, known)) {
        if (row.account == finance::Account::cash) {
          cash.push_back({row.portfolio, row.currency, row.amount_minor});
        }
      }
      EXPECT_EQ(load_settled_cash(book, at, cash_only), cash) << at.iso();
    }
  }
}

}  // namespace
}  // namespace wealthjobs::store
