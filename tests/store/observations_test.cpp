#include "store/observations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = base::Date::from(2020, 6, 1);

PriceRow price(finance::InstrumentNo instrument, base::Date day, std::int64_t close_e6,
               std::string_view source = "closes") {
  return {instrument, day, close_e6, usd(), source};
}

struct Prices : testing::Test, BookFixture {
  ObservationCounts save(const std::vector<PriceRow>& rows) {
    ObservationCounts counts;
    write([&](WriteTransaction& w) { counts = save_prices(w, rows); });
    return counts;
  }
};

TEST_F(Prices, AreDuplicatesTheSecondTimeAndVersionsWhereTheyChange) {
  EXPECT_EQ(save({price(aapl, d1, 364'800'000), price(aapl, d1 + 1, 365'000'000)}).added, 2);
  const ObservationCounts counts =
      save({price(aapl, d1 + 1, 365'000'000), price(aapl, d1, 364'810'000)});
  EXPECT_EQ(counts.added, 0);
  EXPECT_EQ(counts.duplicate, 1);
  ASSERT_EQ(counts.changes.size(), 1U);
  EXPECT_EQ(counts.changes[0].row, 1U);
  EXPECT_EQ(counts.changes[0].version, 2);
  EXPECT_EQ(save({price(aapl, d1, 364'810'000)}).duplicate, 1);
  EXPECT_EQ(save({price(aapl, d1, 364'800'000)}).changes.size(), 1U) << "back again is a change";
  const auto history = load_price_history(book, aapl, d1, d1 + 5);
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].version, 3);
  EXPECT_EQ(history[0].close_e6, 364'800'000);
}

TEST_F(Prices, OfOtherSourcesAndCurrenciesAreOtherValues) {
  save({price(aapl, d1, 1'000'000)});
  EXPECT_EQ(save({price(aapl, d1, 1'000'000, "vendor")}).added, 1);
  PriceRow in_aud = price(aapl, d1, 1'000'000);
  in_aud.currency = aud();
  EXPECT_EQ(save({in_aud}).changes.size(), 1U);
}

TEST_F(Prices, CountRepeatedRowsOfOneFileInTheirOrder) {
  const ObservationCounts counts =
      save({price(bhp, d1, 5'000'000), price(aapl, d1, 1'000'000), price(aapl, d1, 2'000'000),
            price(aapl, d1, 2'000'000), price(aapl, d1 - 1, 3'000'000)});
  EXPECT_EQ(counts.added, 3);
  EXPECT_EQ(counts.duplicate, 1);
  EXPECT_EQ(counts.changes.size(), 1U);
  EXPECT_EQ(load_price_history(book, aapl, d1, d1)[0].close_e6, 2'000'000);
}

TEST_F(Prices, GiveTheSameRowsWhateverTheOrderOfTheFile) {
  std::vector<PriceRow> rows;
  for (int i = 0; i < 300; ++i) {
    rows.push_back(
        price(finance::InstrumentNo{i % 3 + 1}, d1 + i / 6, 1'000'000 + i, i % 6 < 3 ? "a" : "b"));
  }
  save(rows);
  std::mt19937 random(3);
  std::ranges::shuffle(rows, random);
  BookFixture other;
  other.write([&](WriteTransaction& w) { EXPECT_EQ(save_prices(w, rows).added, 300); });
  for (const auto instrument : {aapl, bhp, vod}) {
    EXPECT_EQ(load_price_history(other.book, instrument, d1, d1 + 90),
              load_price_history(book, instrument, d1, d1 + 90));
  }
  EXPECT_EQ(save(rows).duplicate, 300);
}

TEST_F(Prices, LatestOfEachSourceWithTheOneBefore) {
  save({price(aapl, d1 - 3, 10), price(aapl, d1 - 1, 11), price(aapl, d1 + 1, 12),
        price(aapl, d1 - 1, 21, "vendor"), price(aapl, d1 - 300, 20, "old")});
  save({price(aapl, d1 - 1, 13)});
  save({price(vod, d1 + 5, 99)});
  const auto all = load_latest_prices(book, d1);
  ASSERT_EQ(all.size(), 3U);
  ASSERT_EQ(all[0].latest.size(), 2U);
  const LatestPrice& closes = all[0].latest[0];
  EXPECT_EQ(closes.source, "closes");
  EXPECT_EQ(closes.day, d1 - 1);
  EXPECT_EQ(closes.close_e6, 13);
  EXPECT_EQ(closes.version, 2);
  EXPECT_EQ(closes.previous_day, d1 - 3);
  EXPECT_EQ(closes.previous_close_e6, 10);
  EXPECT_EQ(all[0].latest[1].source, "vendor");
  EXPECT_EQ(all[0].latest[1].previous_day, std::nullopt);
  EXPECT_EQ(all[0].first_day, d1 - 300);
  EXPECT_TRUE(all[1].latest.empty());
  EXPECT_EQ(all[1].first_day, std::nullopt);
  EXPECT_TRUE(all[2].latest.empty()) << "a price after D is a look-ahead";
  EXPECT_EQ(all[2].first_day, d1 + 5);
}

TEST_F(Prices, CoverageCountsTheDayAgainstTheMonth) {
  save({price(aapl, d1, 1), price(bhp, d1 - 30, 1), price(vod, d1 - 31, 1)});
  EXPECT_EQ(load_price_coverage(book, d1).priced, 1);
  EXPECT_EQ(load_price_coverage(book, d1).expected, 2);
}

TEST_F(Prices, TakeManyRowsAtOnce) {
  std::vector<PriceRow> rows;
  for (int i = 0; i < 100'000; ++i) {
    rows.push_back(price(finance::InstrumentNo{i % 3 + 1}, d1 - i / 3, 1'000'000 + i));
  }
  EXPECT_EQ(save(rows).added, 100'000);
  EXPECT_EQ(save(rows).duplicate, 100'000);
  EXPECT_EQ(count("price"), 100'000);
}

TEST_F(Prices, NothingIsNothing) {
  EXPECT_EQ(save({}).added, 0);
  EXPECT_TRUE(load_latest_rates(book, d1).empty());
}

TEST_F(Prices, FxQuotesByPairAndSource) {
  const auto eur = base::Currency::of("EUR");
  const std::vector<FxRateRow> rows{{eur, usd(), d1, 108'460'000, "ecb"},
                                    {eur, usd(), d1 - 3, 108'000'000, "ecb"},
                                    {aud(), usd(), d1, 65'710'000, "rba"},
                                    {eur, usd(), d1 + 1, 109'000'000, "ecb"}};
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_fx_rates(w, rows).added, 4);
    EXPECT_EQ(save_fx_rates(w, rows).duplicate, 4);
  });
  const std::vector<FxRateRow> revised{{eur, usd(), d1, 108'500'000, "ecb"}};
  write([&](WriteTransaction& w) { EXPECT_EQ(save_fx_rates(w, revised).changes.size(), 1U); });
  const auto latest = load_latest_rates(book, d1);
  ASSERT_EQ(latest.size(), 2U);
  EXPECT_EQ(latest[0].base, aud());
  EXPECT_EQ(latest[1].rate_e8, 108'500'000);
  EXPECT_EQ(latest[1].version, 2);
  EXPECT_EQ(latest[1].previous_rate_e8, 108'000'000);
  EXPECT_EQ(load_rate_history(book, eur, usd(), d1, d1 + 9).size(), 2U);
}

TEST_F(Prices, SeriesKeepTheDayTheyWerePublished) {
  std::vector<SeriesRow> rows{{"DGS3MO", d1, 0.16, {}}, {"SPX", d1, 3055.73, d1 + 1}};
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_series(w, rows).added, 2);
    EXPECT_EQ(save_series(w, rows).duplicate, 2);
    rows[1].published_day = d1 + 2;
    EXPECT_EQ(save_series(w, rows).changes.size(), 1U);
  });
  const auto spx = load_series(book, "SPX", d1, d1);
  ASSERT_EQ(spx.size(), 1U);
  EXPECT_EQ(spx[0].value, 3055.73);
  EXPECT_EQ(spx[0].published_day, d1 + 2);
  EXPECT_EQ(spx[0].version, 2);
  EXPECT_EQ(load_series(book, "DGS3MO", d1, d1)[0].published_day, std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::store
