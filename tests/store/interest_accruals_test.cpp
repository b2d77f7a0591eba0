#include "store/interest_accruals.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "book_fixture.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

using base::int128;
using finance::Account;
using finance::ExactInterest;

const base::Date d1 = base::Date::from(2026, 4, 1);
constexpr Account both[] = {Account::cash, Account::cash_cma};

InterestAccrualRow accrual(base::Date day, base::Date run_day, std::int64_t cum, int version = 1) {
  InterestAccrualRow row;
  row.portfolio = p1;
  row.currency = aud();
  row.day = day;
  row.version = version;
  row.run_day = run_day;
  row.balance_minor = 100;
  row.added = {7, 365'000'000};
  row.cum = {cum, 365'000'000};
  return row;
}

finance::Posting credit(std::string key, base::Date date, std::int64_t amount) {
  finance::Posting posting;
  posting.cause_key = std::move(key);
  posting.portfolio = p1;
  posting.date = date;
  posting.lines = {line(Account::cash, p1, aud(), amount),
                   line(Account::receivable_interest, p1, aud(), -amount)};
  return posting;
}

struct InterestAccruals : testing::Test, BookFixture {
  std::int64_t post(const char* job, const finance::Posting& posting, base::Date business_date,
                    std::optional<base::Date> last_closed = {}) {
    std::int64_t id = 0;
    write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {job, business_date, last_closed});
      id = journal.post(posting);
      journal.flush();
    });
    return id;
  }
  void save(const std::vector<InterestAccrualRow>& rows) {
    write([&](WriteTransaction& w) { save_interest_days(w, rows); });
  }
  InterestKey key{p1, aud()};
};

TEST_F(InterestAccruals, ANumeratorOf128BitsComesBackWhole) {
  InterestAccrualRow row = accrual(d1, d1, 0);
  row.cum = {-(int128{9'223'372'036'854'775'807} * 1'000'000 * 366), 133'590'000'000};
  row.added = {-5, 365'000'000};
  save({row});
  const auto back = load_last_interest(book, key, d1 + 1).value();
  EXPECT_EQ(back.cum, row.cum);
  EXPECT_EQ(back.added, (ExactInterest{-5 * 366, 133'590'000'000}));
  EXPECT_EQ(back.balance_minor, 100);
  EXPECT_GT(back.known_rev, 0);
}

TEST_F(InterestAccruals, ARunSeesOnlyWhatEarlierRunsLeft) {
  save({accrual(d1, d1, 7), accrual(d1 + 1, d1 + 1, 14)});
  save({accrual(d1, d1 + 4, 8, 2), accrual(d1 + 1, d1 + 4, 15, 2), accrual(d1 + 2, d1 + 4, 22)});
  EXPECT_FALSE(load_last_interest(book, key, d1));
  EXPECT_EQ(load_last_interest(book, key, d1 + 1)->cum.num, 7);
  EXPECT_EQ(load_last_interest(book, key, d1 + 4)->cum.num, 14);
  EXPECT_EQ(load_last_interest(book, key, d1 + 5)->day, d1 + 2);
  EXPECT_EQ(load_interest_on(book, key, d1, d1 + 4)->cum.num, 7);
  EXPECT_EQ(load_interest_on(book, key, d1, d1 + 5)->cum.num, 8);
  EXPECT_FALSE(load_interest_on(book, key, d1 - 1, d1 + 5));
  const auto days = load_interest_days(book, key, d1 + 1);
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0].version, 2);
  EXPECT_EQ(load_first_interest_day_of_run(book, key, d1 + 4), d1);
  EXPECT_FALSE(load_first_interest_day_of_run(book, key, d1 + 5));
}

TEST_F(InterestAccruals, NamesTheCurrenciesOfAPortfolio) {
  EXPECT_TRUE(load_interest_currencies(book, p1).empty());
  InterestAccrualRow row = accrual(d1, d1, 7);
  row.currency = usd();
  save({accrual(d1, d1, 7), row});
  EXPECT_EQ(load_interest_currencies(book, p1), (std::vector{aud(), usd()}));
  EXPECT_TRUE(load_interest_currencies(book, p2).empty());
}

TEST_F(InterestAccruals, APortfolioBeginsOnce) {
  EXPECT_FALSE(load_interest_start(book, p1));
  write([&](WriteTransaction& w) { save_interest_start(w, p1, d1); });
  EXPECT_EQ(load_interest_start(book, p1), d1);
  WriteTransaction again(book);
  again.raise_revision("tester", "test", 2'000'000);
  EXPECT_THROW(save_interest_start(again, p1, d1 + 1), base::Error);
}

TEST_F(InterestAccruals, CreditsAddUpWithoutReversedOnes) {
  const finance::Posting march = credit("intcr|P1|2026-03", d1 - 1, 40);
  const std::int64_t first = post("accrue_interest", march, d1 - 1);
  const std::int64_t second =
      post("accrue_interest", credit("intcr|P1|2026-04", d1 + 29, 60), d1 + 29);
  write([&](WriteTransaction& w) {
    save_interest_credit(w, {first, p1, aud(), d1 - 1, 40, 4, {5, 365}});
    save_interest_credit(w, {second, p1, aud(), d1 + 29, 60, 6, {5, 365}});
  });
  EXPECT_EQ(load_interest_credited(book, key, d1), 40);
  EXPECT_EQ(load_interest_credited(book, key, d1 + 30), 100);
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"accrue_interest", d1 + 29, {}});
    journal.post(finance::Reversal{first, "intcr|P1|2026-03|x0", finance::reversal_of(march)});
    journal.flush();
  });
  EXPECT_EQ(load_interest_credited(book, key, d1 + 30), 60);
}

// Settlement counts on its true date, what the evening takes from the day after, a credit from the
// day after its value date; the run's own entries are left out.
TEST_F(InterestAccruals, MovesCountFromTheirDay) {
  post("settle_trades", deposit("flow|C1", p1, d1, 1'000), d1);
  post("charge_fees", deposit("fee_charge|P1|2026-03", p1, d1 + 1, -30), d1 + 1);
  const std::int64_t id = post("accrue_interest", credit("intcr|P1|2026-04", d1 + 28, 5), d1 + 28);
  write([&](WriteTransaction& w) {
    save_interest_credit(w, {id, p1, aud(), d1 + 29, 5, 0, {0, 365}});
  });
  post("settle_trades", deposit("flow|C2", p1, d1 + 2, 7), d1 + 32, d1 + 28);  // known late
  post("accrue_interest", credit("intcr|P1|x", d1 + 32, 9), d1 + 32);
  post("settle_trades", deposit("flow|C3", p2, d1 + 32, 11, usd()), d1 + 32);
  const auto moves = load_cash_moves(book, {both, d1 + 32, 0, p1});
  ASSERT_EQ(moves.size(), 4U);
  EXPECT_EQ(moves[0].from_date, d1);
  EXPECT_EQ(moves[0].amount_minor, 1'000);
  EXPECT_EQ(moves[1].from_date, d1 + 2);
  EXPECT_EQ(moves[2].from_date, d1 + 30);
  EXPECT_EQ(moves[3].from_date, d1 + 2);
  EXPECT_GT(moves[3].known_rev, moves[2].known_rev);
  EXPECT_EQ(load_cash_moves(book, {both, d1 + 32, id, {}}).size(), 2U);
  EXPECT_EQ(load_cash_moves(book, {both, d1 + 33, 0, {}}).size(), 6U);
  const Account cma[] = {Account::cash_cma};
  EXPECT_TRUE(load_cash_moves(book, {cma, d1 + 32, 0, {}}).empty());
}

TEST_F(InterestAccruals, WhatADayPostedIsReplaced) {
  const std::vector<InterestPosted> first{{p1, aud(), 10, 0, 10}, {p1, usd(), 3, -1, 4}};
  write([&](WriteTransaction& w) {
    save_interest_posted(w, d1, p1, first);
    save_interest_posted(w, d1, p2, std::vector<InterestPosted>{{p2, usd(), 1, 1, 2}});
  });
  EXPECT_EQ(load_interest_posted(book, d1).size(), 3U);
  const std::vector<InterestPosted> second{{p1, aud(), 11, 0, 11}};
  write([&](WriteTransaction& w) { save_interest_posted(w, d1, p1, second); });
  const auto rows = load_interest_posted(book, d1);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], second[0]);
  EXPECT_EQ(rows[1].portfolio, p2);
  EXPECT_TRUE(load_interest_posted(book, d1 + 1).empty());
}

}  // namespace
}  // namespace wealthjobs::store
