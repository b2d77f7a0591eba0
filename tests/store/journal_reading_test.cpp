#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "book_fixture.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = base::Date::from(2020, 6, 1);

struct JournalReading : testing::Test, BookFixture {
  std::int64_t post(const std::vector<finance::Posting>& postings, base::Date business_date,
                    std::optional<base::Date> last_closed = {}) {
    return write([&](WriteTransaction& w) {
      JournalWriter journal(w, master, {"settle_trades", business_date, last_closed});
      for (const auto& posting : postings) journal.post(posting);
      journal.flush();
    });
  }
};

TEST_F(JournalReading, GivesBackThePostingWhole) {
  finance::Posting sale = purchase("T1", p1, bhp, d1, -40'000'000, -20'000);
  finance::Realisation realisation;
  realisation.lot_id = "T0";
  realisation.instrument = bhp;
  realisation.acquired_date = d1 - 30;
  realisation.disposed_date = d1;
  realisation.quantity_e6 = 40'000'000;
  realisation.currency = aud();
  realisation.cost_minor = 20'000;
  realisation.proceeds_minor = 21'000;
  realisation.cost_base_minor = 20'000;
  realisation.proceeds_base_minor = 21'000;
  realisation.price_gain_base_minor = 900;
  realisation.fx_gain_base_minor = 100;
  sale.realisations = {realisation, realisation};
  post({deposit("flow|C1", p1, d1, 10), sale}, d1);
  const auto entries = load_entries_of(book, p1);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].posting.lines, sale.lines);
  EXPECT_EQ(entries[1].posting.deliveries, sale.deliveries);
  EXPECT_EQ(entries[1].posting.realisations, sale.realisations);
  EXPECT_EQ(entries[1].posting.cause_key, "trade|T1|td");
  EXPECT_FALSE(load_entry(book, "trade|T2|td").has_value());
}

TEST_F(JournalReading, MarksReversedEntriesForCorrections) {
  const finance::Posting first = deposit("flow|C1", p1, d1, 10);
  post({first, deposit("flow|C2", p1, d1, 20), deposit("flow|C3", p2, d1, 30)}, d1);
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1, {}});
    journal.post(finance::Reversal{1, "flow|C1|x0", finance::reversal_of(first)});
    journal.flush();
    JournalWriter fees(w, master, {"accrue_fees", d1, {}});
    fees.post(deposit("fee|P1", p1, d1, 5));
    fees.flush();
  });
  const auto posted = load_posted_entries(book, p1, "settle_trades");
  ASSERT_EQ(posted.size(), 2U);
  EXPECT_TRUE(posted[0].is_reversed);
  EXPECT_FALSE(posted[1].is_reversed);
  EXPECT_EQ(posted[1].posting.cause_key, "flow|C2");
  const finance::Posting wanted = deposit("flow|C2", p1, d1, 20);
  EXPECT_TRUE(finance::corrections(posted, std::span(&wanted, 1), d1).empty());
}

TEST_F(JournalReading, WalksRangesAndDays) {
  post({deposit("flow|C1", p1, d1, 1), deposit("flow|C2", p1, d1, 2)}, d1);
  post({deposit("flow|C3", p1, d1 + 1, 3)}, d1 + 1);
  post({deposit("flow|C4", p2, d1 + 1, 4)}, d1 + 1);
  std::vector<std::string> keys;
  const auto collect = [&](const JournalEntry& entry) {
    EXPECT_EQ(entry.posting.lines.size(), 2U);
    keys.push_back(entry.source_key);
  };
  for_each_entry(book, {.after = 1, .through = 3}, collect);
  EXPECT_THAT(keys, testing::ElementsAre("flow|C2", "flow|C3"));
  keys.clear();
  for_each_entry_of_day(book, d1 + 1, collect);
  EXPECT_THAT(keys, testing::ElementsAre("flow|C3", "flow|C4"));
  keys.clear();
  for_each_entry_of_day(book, d1 + 2, collect);
  EXPECT_TRUE(keys.empty());
}

// Domain II.3: what was reported as known at K is reproduced for ever.
TEST_F(JournalReading, AsKnownNeverChangesByLaterCorrections) {
  const finance::Posting original = purchase("T1", p1, bhp, d1, 100'000'000, 50'000);
  const std::int64_t known = post({deposit("flow|C1", p1, d1, 90'000), original}, d1);
  const AsKnown then{.through = d1, .revision = known, .portfolio = {}};
  const auto balances = load_balances(book, then);
  const auto positions = load_positions(book, then);
  write([&](WriteTransaction& w) {
    JournalWriter journal(w, master, {"settle_trades", d1 + 1, d1});
    journal.post(finance::Reversal{2, "trade|T1|td|x0", finance::reversal_of(original)});
    journal.post(
        finance::Replacement{1, "trade|T1|td|r1", purchase("T1", p1, bhp, d1, 90'000'000, 45'000)});
    journal.flush();
  });
  EXPECT_EQ(load_balances(book, then), balances);
  EXPECT_EQ(load_positions(book, then), positions);
  const AsKnown day_as_published{.through = d1, .revision = {}, .portfolio = p1};
  EXPECT_EQ(load_balances(book, day_as_published), balances) << "the closed day stands";
  const AsKnown restated{.through = d1, .revision = {}, .portfolio = p1, .by_origin_date = true};
  EXPECT_EQ(load_positions(book, restated),
            (std::vector{PositionRow{p1, bhp, 90'000'000, 90'000'000}}));
  EXPECT_EQ(load_balances(book, {.through = d1 + 1, .revision = {}, .portfolio = {}}),
            load_current_balances(book));
  EXPECT_TRUE(load_balances(book, {.through = d1, .revision = {}, .portfolio = p2}).empty());
}

TEST_F(JournalReading, AsKnownIsStableOverRandomHistories) {
  std::mt19937 random(20200601);
  std::vector<std::pair<AsKnown, std::vector<BalanceRow>>> reported;
  int n = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<finance::Posting> postings;
    for (unsigned i = 0; i < 1 + random() % 20; ++i) {
      const base::Date date = d1 + static_cast<int>(random() % 30);
      postings.push_back(deposit("flow|" + std::to_string(++n), random() % 2 == 0 ? p1 : p2, date,
                                 1 + static_cast<std::int64_t>(random() % 1000)));
    }
    const std::int64_t revision = post(postings, d1 + 40);
    const AsKnown as_known{
        .through = d1 + static_cast<int>(random() % 30), .revision = revision, .portfolio = {}};
    reported.emplace_back(as_known, load_balances(book, as_known));
  }
  for (const auto& [as_known, balances] : reported) {
    EXPECT_EQ(load_balances(book, as_known), balances);
  }
}

TEST_F(JournalReading, FindsTheEntryThatSomebodyChanged) {
  post(
      {deposit("flow|C1", p1, d1, 1), deposit("flow|C2", p1, d1, 2), deposit("flow|C3", p1, d1, 3)},
      d1);
  write([&](WriteTransaction& w) {
    w.database().execute("DROP TRIGGER journal_line_no_update");
    w.database().run("UPDATE journal_line SET amount_minor = amount_minor * 2 WHERE entry_id = 2");
  });
  EXPECT_EQ(load_broken_entry(book, master), 2);
  EXPECT_EQ(load_broken_entry(book, master, 2), std::nullopt) << "after it the chain holds";
}

}  // namespace
}  // namespace wealthjobs::store
