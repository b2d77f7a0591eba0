#include "finance/ledger/portfolio_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;

Lot open_lot(const char* id, const char* date, InstrumentNo instrument) {
  return {.id = id,
          .instrument = instrument,
          .acquired_date = day(date),
          .holding_start_date = day(date),
          .currency = aud,
          .quantity_e6 = e6("10"),
          .cost_minor = 100,
          .cost_base_minor = 100};
}

TEST(PortfolioBook, GivesBackTheLotsInTheOrderInWhichTheyWereOpened) {
  SmallWorld w;
  auto state = w.empty_state();
  state.lots = {open_lot("T3", "2026-04-02", bhp), open_lot("T1", "2026-04-02", aapl),
                open_lot("T2", "2026-04-01", bhp)};
  const SettlementWorld world = w.world();
  PortfolioBook book(state, world);
  EXPECT_EQ(book.lots_of(bhp).front().id, "T2");
  book.finish();
  std::vector<std::string> ids;
  for (const Lot& lot : state.lots) ids.push_back(lot.id);
  EXPECT_THAT(ids, ElementsAre("T2", "T1", "T3"));
}

TEST(PortfolioBook, MovesBalancesAndBothBucketsByPostingOnly) {
  SmallWorld w;
  auto state = w.empty_state();
  const SettlementWorld world = w.world();
  PortfolioBook book(state, world);
  Posting posting = book.begin_posting("trade|T1|td", day("2026-04-01"));
  book.add_lot_line(posting, open_lot("T1", "2026-04-01", bhp), 100, e6("10"));
  book.add_line(posting, Account::cash, aud, -100);
  book.add_line(posting, Account::cash, aud, 0);
  posting.deliveries.push_back({bhp, e6("4")});
  book.post(posting);
  EXPECT_EQ(posting.lines.size(), 2U);
  EXPECT_EQ(book.settled_cash(aud), -100);
  EXPECT_EQ(book.holding(bhp), (Holding{e6("10"), e6("4")}));
  EXPECT_EQ(book.holding(aapl), Holding{});
  EXPECT_THAT(book.take_moved_cash(), ElementsAre(aud));
  EXPECT_TRUE(book.take_moved_cash().empty());
}

TEST(PortfolioBook, HandsOutWhatIsDueByKeyAndOnlyOnce) {
  SmallWorld w;
  auto state = w.empty_state();
  const SettlementWorld world = w.world();
  PortfolioBook book(state, world);
  for (const char* key : {"trade|B", "trade|A", "trade|C"}) {
    Settlement item;
    item.key = key;
    item.expected_date = day("2026-04-02");
    book.open_settlement(item);
  }
  EXPECT_EQ(book.next_due(), day("2026-04-02"));
  EXPECT_TRUE(book.take_due_settlements(day("2026-04-01")).empty());
  EXPECT_THAT(book.take_due_settlements(day("2026-04-02")), ElementsAre(1, 0, 2));
  EXPECT_EQ(book.next_due(), std::nullopt);
  book.expect_settlement(2);
  book.skip_due_before(day("2026-04-03"));
  EXPECT_EQ(book.next_due(), std::nullopt);
}

TEST(PortfolioBook, KnowsOnlyInstrumentsWithACurrency) {
  SmallWorld w;
  auto state = w.empty_state();
  const SettlementWorld world = w.world();
  const PortfolioBook book(state, world);
  EXPECT_EQ(book.terms_of(pence)->price_factor, 100);
  EXPECT_EQ(book.terms_of(no_instrument), nullptr);
  EXPECT_EQ(book.terms_of(InstrumentNo{99}), nullptr);
}

TEST(PortfolioBook, AllocatesProceedsToTheLotsWithoutRest) {
  SmallWorld w;
  auto state = w.empty_state();
  state.lots = {open_lot("T1", "2026-04-01", bhp), open_lot("T2", "2026-04-02", bhp),
                open_lot("T3", "2026-04-03", bhp)};
  const SettlementWorld world = w.world();
  PortfolioBook book(state, world);
  Posting posting = book.begin_posting("trade|S|td", day("2026-04-04"));
  const auto reduction = lot_reduction(book.lots_of(bhp), e6("30"), LotMethod::fifo).value();
  book.dispose(posting, {bhp, e6("30"), 1000, 1000, aud}, reduction);
  std::vector<std::int64_t> proceeds;
  for (const auto& part : posting.realisations) proceeds.push_back(part.proceeds_minor);
  EXPECT_THAT(proceeds, ElementsAre(333, 334, 333));
  EXPECT_TRUE(book.lots_of(bhp).empty());
}

TEST(PortfolioBookDeathTest, AbortsOnAnEntryThatDoesNotBalance) {
  SmallWorld w;
  auto state = w.empty_state();
  const SettlementWorld world = w.world();
  PortfolioBook book(state, world);
  Posting posting = book.begin_posting("flow|C1", day("2026-04-01"));
  book.add_line(posting, Account::cash, aud, 1);
  EXPECT_DEATH(book.post(posting), "is_balanced");
}

}  // namespace
}  // namespace wealthjobs::finance::testing
