#include "store/settlements_as_of.h"

#include <gtest/gtest.h>

#include "book_fixture.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

using finance::Account;

// T1 buys 150 for 6,354.24 and settles 100 for 4,236.16 two days later (domain job 1, example A).
struct SettlementsAsOf : testing::Test, BookFixture {
  SettlementsAsOf() {
    finance::Posting bought = purchase("T1", p1, bhp, day(2026, 4, 1), 150'000'000, 635'424);
    bought.lines[1].account = Account::payable_settlement;
    bought.deliveries.clear();
    sealed_at = post(bought);
    row("trade|T1", "partial", 150'000'000, 635'424);
  }
  std::int64_t post(const finance::Posting& posting) {
    std::int64_t entry_id = 0;
    write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", posting.date, std::nullopt});
      entry_id = journal.post(posting);
      journal.flush();
    });
    return entry_id;
  }
  void row(const std::string& key, const std::string& state, std::int64_t quantity_e6,
           std::int64_t amount_minor) {
    write([&](WriteTransaction& w) {
      w.database().run(
          "INSERT INTO settlement (settlement_key, portfolio_no, kind, instrument_no, quantity_e6, "
          "currency, amount_minor, trade_date, contractual_date, expected_date, state) "
          "VALUES (?, 1, 'buy', 2, ?, 'AUD', ?, ?, ?, ?, ?)",
          key, quantity_e6, amount_minor, day(2026, 4, 1), day(2026, 4, 7), day(2026, 4, 8), state);
    });
  }
  std::int64_t settle_100() {
    finance::Posting part;
    part.cause_key = "trade|T1|set|1";
    part.portfolio = p1;
    part.date = day(2026, 4, 7);
    part.lines = {line(Account::payable_settlement, p1, aud(), 423'616),
                  line(Account::cash, p1, aud(), -423'616)};
    part.deliveries = {{bhp, 100'000'000}};
    return post(part);
  }
  void fail_on(base::Date date, int count, const std::string& reason) {
    write([&](WriteTransaction& w) {
      w.database().run("INSERT INTO settlement_fail VALUES ('trade|T1', ?, ?, ?)", date, reason,
                       count);
    });
  }
  std::int64_t sealed_at = 0;
};

TEST_F(SettlementsAsOf, ShowWhatWasOpenWhateverHasSettledSince) {
  const std::int64_t later = settle_100();
  const auto before = load_settlements_open_at(book, day(2026, 4, 2), sealed_at);
  ASSERT_EQ(before.size(), 1U);
  const finance::Settlement& open = before[0].settlement;
  EXPECT_EQ(open.quantity_e6 - open.settled_quantity_e6, 150'000'000);
  EXPECT_EQ(open.amount_minor - open.settled_minor, 635'424);
  EXPECT_EQ(open.state, finance::SettlementState::pending);
  const auto after = load_settlements_open_at(book, day(2026, 4, 7), later);
  ASSERT_EQ(after.size(), 1U);
  const finance::Settlement& rest = after[0].settlement;
  EXPECT_EQ(rest.quantity_e6 - rest.settled_quantity_e6, 50'000'000);
  EXPECT_EQ(rest.amount_minor - rest.settled_minor, 211'808);
  EXPECT_EQ(rest.state, finance::SettlementState::partial);
}

TEST_F(SettlementsAsOf, FindWhatIsNotOpenAnyMore) {
  settle_100();
  write([&](WriteTransaction& w) { w.database().run("UPDATE settlement SET state = 'settled'"); });
  EXPECT_TRUE(load_open_settlements(book).empty());
  EXPECT_EQ(load_settlements_open_at(book, day(2026, 4, 2), sealed_at).size(), 1U);
}

TEST_F(SettlementsAsOf, LeaveOutWhatCameLater) {
  EXPECT_TRUE(load_settlements_open_at(book, day(2026, 3, 31), 0).empty());
}

TEST_F(SettlementsAsOf, CountFailuresUpToTheDayOnly) {
  fail_on(day(2026, 4, 7), 1, "not confirmed");
  fail_on(day(2026, 4, 8), 2, "delivered in part");
  const auto open_at = [&](base::Date date) {
    return load_settlements_open_at(book, date, sealed_at).at(0).settlement;
  };
  EXPECT_EQ(open_at(day(2026, 4, 2)).fail_count, 0);
  EXPECT_EQ(open_at(day(2026, 4, 7)).fail_count, 1);
  EXPECT_EQ(open_at(day(2026, 4, 7)).state, finance::SettlementState::failed);
  EXPECT_EQ(open_at(day(2026, 4, 8)).state, finance::SettlementState::partial);
  EXPECT_EQ(load_last_fail(book, "trade|T1", day(2026, 4, 7)), day(2026, 4, 7));
  EXPECT_FALSE(load_last_fail(book, "trade|T1", day(2026, 4, 2)));
}

}  // namespace
}  // namespace wealthjobs::store
