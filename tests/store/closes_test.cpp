#include "store/closes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/sha256.h"
#include "book_fixture.h"
#include "finance/ledger/close_record.h"
#include "store/journal.h"
#include "store/ledger_checks.h"

namespace wealthjobs::store {
namespace {

using finance::Account;
using finance::TrialBalanceRow;

const base::Date d1 = base::Date::from(2026, 4, 8);

struct Closes : testing::Test, BookFixture {
  void post(const std::vector<finance::Posting>& postings, base::Date business_date) {
    const auto last = load_last_close(book);
    std::optional<base::Date> last_closed;
    if (last) last_closed = last->day;
    write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", business_date, last_closed});
      for (const auto& posting : postings) journal.post(posting);
      journal.flush();
    });
  }
  // As a program does that believes nothing is closed: only the guard stands in its way.
  void post_blindly(const finance::Posting& posting, base::Date day) {
    write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", day, std::nullopt});
      journal.post(posting);
      journal.flush();
    });
  }
  PeriodClose close(base::Date day) {
    const DayLedger ledger = load_day_ledger(book, day);
    EXPECT_TRUE(finance::is_zero(ledger.trial_balance));
    const auto head = load_chain_head(book);
    PeriodClose close;
    close.day = day;
    close.prev_hash = head ? head->hash : std::string(base::zero_hash);
    close.tb_hash = base::sha256_hex(finance::trial_balance_text(ledger.trial_balance));
    close.entry_count = ledger.entry_count;
    close.last_entry_id = ledger.last_entry_id;
    close.hash = finance::close_hash({.day = day,
                                      .previous_hash = close.prev_hash,
                                      .entry_count = close.entry_count,
                                      .last_entry_id = close.last_entry_id},
                                     close.tb_hash);
    close.record_json = "{}";
    close.closed_by = "tester";
    write([&](WriteTransaction& w) { close.version = save_close(w, close, ledger.trial_balance); });
    return close;
  }
};

// Domain job 9, worked example: both hashes.
TEST_F(Closes, SealTheWorkedExample) {
  finance::Posting trade = purchase("T1", p1, bhp, d1, 150'000'000, 635'424);
  trade.lines[1].account = Account::payable_settlement;
  trade.deliveries.clear();
  finance::Posting slice = deposit("trade|T1|set|1", p1, d1, -423'616);
  slice.lines[1].account = Account::payable_settlement;
  post({deposit("flow|C1", p1, d1, 1'044'075), trade, slice}, d1);
  const PeriodClose first = close(d1);
  EXPECT_EQ(first.tb_hash, "f5ed79a9899b69c01384d6c7f27b9dc48f49de40fc9443b6de2f0caef7068ca3");
  EXPECT_EQ(first.hash, "7f52adbf240a56badd2d9df3da50eea64f6474d34ecd9d66164553eab2a82fa7");
  const PeriodClose second = close(d1 + 1);
  EXPECT_EQ(second.hash, "32809fc8a07dcc3317829fcad775435926e5e1d5f8921cb0bf299381d30f903f");
  EXPECT_EQ(second.entry_count, 0);
  const auto chain = load_close_chain(book);
  ASSERT_EQ(chain.size(), 2U);
  EXPECT_EQ(chain[1].prev_hash, chain[0].hash);
  EXPECT_EQ(load_last_close(book)->day, d1 + 1);
  EXPECT_EQ(load_last_close_before(book, d1 + 1)->hash, first.hash);
  EXPECT_EQ(load_close(book, d1)->hash, first.hash);
  EXPECT_FALSE(load_close(book, d1 + 2).has_value());
}

// RULINGS A17: a new version, and the chain goes on.
TEST_F(Closes, AReopenedDayIsOpenUntilItsNextVersion) {
  post({deposit("flow|C1", p1, d1, 100)}, d1);
  const PeriodClose first = close(d1);
  EXPECT_THROW(post_blindly(deposit("flow|C2", p1, d1, 50), d1), base::Error);
  int version = 0;
  write([&](WriteTransaction& w) { version = save_reopen(w, {d1, "ann", "bob", "late flow"}); });
  EXPECT_EQ(version, 1);
  EXPECT_FALSE(load_last_close(book).has_value());
  EXPECT_FALSE(load_close(book, d1).has_value());
  EXPECT_EQ(load_reopened(book, d1), 1);
  post({deposit("flow|C2", p1, d1, 50)}, d1);
  const PeriodClose second = close(d1);
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(second.prev_hash, first.hash);
  EXPECT_EQ(second.entry_count, 2);
  EXPECT_EQ(load_close(book, d1)->hash, second.hash);
  EXPECT_THROW(post_blindly(deposit("flow|C3", p1, d1, 50), d1), base::Error);
  const PeriodClose next = close(d1 + 1);
  EXPECT_EQ(next.prev_hash, second.hash);
  EXPECT_TRUE(check_closes(book).empty());
  Cursor view = book.query("SELECT version, state, approved_by FROM v_close ORDER BY known_rev");
  ASSERT_TRUE(view.next());
  EXPECT_EQ(view.string(1), "reopened");
  EXPECT_EQ(view.string(2), "bob");
}

TEST_F(Closes, OnlyTheLastClosedDayReopensAndOnlyOnce) {
  const auto reopen = [&](base::Date day) {
    write([&](WriteTransaction& w) { save_reopen(w, {day, "ann", "bob", "why"}); });
  };
  EXPECT_THROW(reopen(d1), base::Error);
  close(d1);
  close(d1 + 1);
  EXPECT_THROW(reopen(d1), base::Error);
  reopen(d1 + 1);
  EXPECT_THROW(reopen(d1 + 1), base::Error);
  EXPECT_EQ(load_last_close(book)->day, d1);
  reopen(d1);
  EXPECT_FALSE(load_last_close(book).has_value());
  close(d1);
  EXPECT_EQ(close(d1 + 1).version, 2);
}

TEST_F(Closes, StartWithNothing) {
  EXPECT_FALSE(load_last_close(book).has_value());
  EXPECT_FALSE(load_chain_head(book).has_value());
  const DayLedger ledger = load_day_ledger(book, d1);
  EXPECT_TRUE(ledger.trial_balance.empty());
  EXPECT_EQ(ledger.entry_count, 0);
  EXPECT_EQ(ledger.last_entry_id, 0);
}

TEST_F(Closes, AddTheDayToTheTrialBalanceBefore) {
  std::mt19937 random(9);
  int n = 0;
  for (int day = 0; day < 12; ++day) {
    std::vector<finance::Posting> postings;
    for (unsigned i = 0; i < random() % 20; ++i) {
      postings.push_back(deposit("flow|" + std::to_string(++n), random() % 2 == 0 ? p1 : p2,
                                 d1 + day, 1 + static_cast<std::int64_t>(random() % 1'000),
                                 random() % 2 == 0 ? aud() : usd()));
    }
    post(postings, d1 + day);
    const DayLedger ledger = load_day_ledger(book, d1 + day);
    EXPECT_EQ(ledger.entry_count, static_cast<std::int64_t>(postings.size()));
    EXPECT_EQ(ledger.trial_balance, load_balance_totals(book));
    close(d1 + day);
  }
  EXPECT_EQ(load_trial_balance(book, d1 + 11, 1), load_balance_totals(book));
}

TEST_F(Closes, LeaveEntriesOfLaterDaysOut) {
  post({deposit("flow|C1", p1, d1, 10), deposit("flow|C2", p1, d1 + 1, 5)}, d1 + 1);
  const DayLedger first = load_day_ledger(book, d1);
  EXPECT_EQ(first.entry_count, 1);
  EXPECT_EQ(first.last_entry_id, 1);
  EXPECT_EQ(first.trial_balance[0], (TrialBalanceRow{Account::cash, aud(), 10}));
  EXPECT_EQ(load_day_ledger(book, d1 + 1).trial_balance[0].balance_minor, 15);
}

TEST_F(Closes, KeepAccountsThatCameBackToZero) {
  post({deposit("flow|C1", p1, d1, 10), deposit("flow|C2", p1, d1, -10)}, d1);
  EXPECT_EQ(load_day_ledger(book, d1).trial_balance.size(), 2U);
}

TEST_F(Closes, GiveAReopenedDayANewVersion) {
  post({deposit("flow|C1", p1, d1, 10)}, d1);
  EXPECT_EQ(close(d1).version, 1);
  write([&](WriteTransaction& w) { save_reopen(w, {d1, "ann", "bob", "why"}); });
  EXPECT_EQ(close(d1).version, 2);
  EXPECT_EQ(load_close(book, d1)->version, 2);
  EXPECT_EQ(load_trial_balance(book, d1, 1), load_trial_balance(book, d1, 2));
  EXPECT_EQ(load_chain_head(book)->version, 2);
}

}  // namespace
}  // namespace wealthjobs::store
