#include "store/master.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

using finance::InstrumentNo;
using finance::PortfolioNo;
using testing::ElementsAre;

TEST(Master, NumbersIdsInSortedOrderWhateverTheOrderOfTheFile) {
  std::vector<std::string> ids;
  for (int i = 0; i < 50; ++i) ids.push_back("P" + std::to_string(1000 + i));
  const std::vector<std::string> sorted = ids;
  std::mt19937 random(7);
  for (int round = 0; round < 3; ++round) {
    std::ranges::shuffle(ids, random);
    ScratchBook scratch;
    Database book = scratch.open();
    std::vector<PortfolioRow> rows;
    for (const std::string& id : ids) rows.push_back(portfolio_row(id));
    written(book, [&](WriteTransaction& write) { save_portfolios(write, rows); });
    const Master master = Master::load(book);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      EXPECT_EQ(master.portfolio_no(sorted[i]), PortfolioNo(static_cast<int>(i) + 1));
    }
  }
}

TEST(Master, FindsRowsByIdAndByNumber) {
  BookFixture book;
  EXPECT_EQ(book.master.portfolio_id(finance::the_firm), "");
  EXPECT_EQ(book.master.instrument_id(finance::no_instrument), "");
  EXPECT_EQ(book.master.portfolio_no("nobody"), std::nullopt);
  EXPECT_EQ(book.master.instrument_no("AAPL"), InstrumentNo{1});
  EXPECT_EQ(book.master.instrument(InstrumentNo{1}).currency, base::Currency::of("USD"));
  EXPECT_EQ(book.master.instrument(InstrumentNo{2}).id, "BHP");
  EXPECT_EQ(book.master.portfolio(PortfolioNo{2}).id, "P2");
}

TEST(Master, OrdersLateComersByTextNotByNumber) {
  ScratchBook scratch;
  Database book = scratch.open();
  const std::vector<PortfolioRow> first{portfolio_row("M")};
  const std::vector<PortfolioRow> second{portfolio_row("Z"), portfolio_row("A")};
  written(book, [&](WriteTransaction& write) { save_portfolios(write, first); });
  written(book, [&](WriteTransaction& write) { save_portfolios(write, second); });
  const Master master = Master::load(book);
  EXPECT_THAT(master.portfolios_by_id(),
              ElementsAre(PortfolioNo{2}, PortfolioNo{1}, PortfolioNo{3}));
  EXPECT_EQ(master.rank_of(PortfolioNo{2}), 0U);
  EXPECT_EQ(master.rank_of(PortfolioNo{3}), 2U);
}

TEST(Master, ReportsAChangedRowAsAConflictAndKeepsTheOldOne) {
  ScratchBook scratch;
  Database book = scratch.open();
  std::vector<InstrumentRow> rows{instrument_row("AAPL", "USD"), instrument_row("BHP", "AUD")};
  written(book, [&](WriteTransaction& write) {
    const SaveCounts counts = save_instruments(write, rows);
    EXPECT_EQ(counts.added, 2);
  });
  rows[1].lot_size_e6 = 1'000'000;
  rows.push_back(instrument_row("CBA", "AUD"));
  rows.push_back(instrument_row("CBA", "AUD"));
  written(book, [&](WriteTransaction& write) {
    const SaveCounts counts = save_instruments(write, rows);
    EXPECT_EQ(counts.added, 1);
    EXPECT_EQ(counts.duplicate, 2);
    EXPECT_THAT(counts.conflicts, ElementsAre(1U));
  });
  const Master master = Master::load(book);
  EXPECT_EQ(master.instrument(InstrumentNo{2}).lot_size_e6, 1);
  EXPECT_EQ(master.instrument(InstrumentNo{3}).id, "CBA");
}

TEST(Master, KeepsEveryOptionalColumn) {
  ScratchBook scratch;
  Database book = scratch.open();
  PortfolioRow full = portfolio_row("P1");
  full.fee_schedule_id = "standard";
  full.interest_schedule_id = "tiered";
  full.model_id = "growth";
  full.status = "closed";
  full.open_date = base::Date::from(2019, 1, 2);
  full.close_date = base::Date::from(2020, 1, 2);
  InstrumentRow pence = instrument_row("VOD", "GBP");
  pence.isin = "GB00BH4HKS39";
  pence.sector = "telecoms";
  pence.country = "GB";
  pence.price_factor = 100;
  const std::vector<PortfolioRow> portfolios{full};
  const std::vector<InstrumentRow> instruments{pence};
  written(book, [&](WriteTransaction& write) {
    save_portfolios(write, portfolios);
    save_instruments(write, instruments);
  });
  const Master master = Master::load(book);
  full.no = PortfolioNo{1};
  pence.no = InstrumentNo{1};
  EXPECT_EQ(master.portfolios()[0], full);
  EXPECT_EQ(master.instruments()[0], pence);
  EXPECT_THAT(master.instruments_by_id(), ElementsAre(InstrumentNo{1}));
}

TEST(CalendarOverrides, AreSavedOnceAndConflictWhereTheyDiffer) {
  ScratchBook scratch;
  Database book = scratch.open();
  std::vector<CalendarOverride> rows{
      {"XNYS", base::Date::from(2018, 12, 5), "holiday", "Day of mourning"},
      {"XASX", base::Date::from(2022, 9, 22), "holiday", ""}};
  written(book, [&](WriteTransaction& write) {
    EXPECT_EQ(save_calendar_overrides(write, rows).added, 2);
  });
  rows[0].kind = "early_close";
  written(book, [&](WriteTransaction& write) {
    const SaveCounts counts = save_calendar_overrides(write, rows);
    EXPECT_EQ(counts.duplicate, 1);
    EXPECT_THAT(counts.conflicts, ElementsAre(0U));
  });
  const auto loaded = load_calendar_overrides(book);
  ASSERT_EQ(loaded.size(), 2U);
  EXPECT_EQ(loaded[0].calendar, "XASX");
  EXPECT_EQ(loaded[1].kind, "holiday");
}

TEST(Suspensions, AreFoundOnTheDaysTheyCover) {
  BookFixture book;
  const base::Date from = base::Date::from(2020, 3, 2);
  const std::vector<Suspension> rows{{InstrumentNo{1}, from, from + 3, 2500, "risk"}};
  book.write([&](WriteTransaction& write) {
    EXPECT_EQ(save_suspensions(write, rows).added, 1);
    EXPECT_EQ(save_suspensions(write, rows).duplicate, 1);
  });
  EXPECT_EQ(load_suspensions(book.book, from + 3), rows);
  EXPECT_TRUE(load_suspensions(book.book, from - 1).empty());
  EXPECT_TRUE(load_suspensions(book.book, from + 4).empty());
}

TEST(Master, RefusesABookWhoseNumbersHaveGaps) {
  BookFixture book;
  book.write([&](WriteTransaction& write) {
    write.database().run("UPDATE instrument SET instrument_no = 9 WHERE instrument_no = 2");
  });
  EXPECT_THROW(Master::load(book.book), base::Error);
}

}  // namespace
}  // namespace wealthjobs::store
