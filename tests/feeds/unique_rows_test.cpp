#include "feeds/unique_rows.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

#include "feeds/observed_rows.h"

namespace wealthjobs::feeds {
namespace {

PriceRow price(std::string_view id, int day, std::int64_t close, std::uint64_t line) {
  PriceRow row;
  row.place.line = line;
  row.instrument_id = id;
  row.date = base::Date(day);
  row.close_e6 = close;
  return row;
}

TEST(UniqueRows, KeepsAnIdenticalRowOnce) {
  std::vector<PriceRow> rows;
  UniqueRows unique(rows);
  EXPECT_EQ(unique.add(price("A", 1, 5, 2)), RowVerdict::fresh);
  EXPECT_EQ(unique.add(price("A", 2, 5, 3)), RowVerdict::fresh);
  EXPECT_EQ(unique.add(price("A", 1, 5, 4)), RowVerdict::duplicate);
  EXPECT_EQ(rows.size(), 2U);
}

TEST(UniqueRows, TakesOutBothRowsOfAConflict) {
  std::vector<PriceRow> rows;
  UniqueRows unique(rows);
  unique.add(price("A", 1, 5, 2));
  unique.add(price("B", 1, 7, 3));
  ASSERT_EQ(unique.add(price("A", 1, 6, 4)), RowVerdict::conflict);
  const PriceRow* const earlier = unique.take_out_matched();
  ASSERT_NE(earlier, nullptr);
  EXPECT_EQ(earlier->place.line, 2U);
  // the key stays spoilt, also for a row like the first
  EXPECT_EQ(unique.add(price("A", 1, 5, 5)), RowVerdict::conflict);
  EXPECT_EQ(unique.take_out_matched(), nullptr);
  unique.finish();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].instrument_id, "B");
}

TEST(UniqueRows, LooksOnlyAtItsOwnFile) {
  std::vector<PriceRow> rows{price("A", 1, 5, 2)};
  UniqueRows unique(rows);
  EXPECT_EQ(unique.add(price("A", 1, 6, 2)), RowVerdict::fresh);
  unique.finish();
  EXPECT_EQ(rows.size(), 2U);
}

// Against a plain map, in ascending and in random order.
TEST(UniqueRows, AgreesWithAMap) {
  std::mt19937 random(7);
  const std::vector<std::string> ids{"A", "BB", "CCC", "a-rather-long-identifier"};
  for (int round = 0; round < 50; ++round) {
    std::vector<PriceRow> rows;
    UniqueRows unique(rows);
    std::map<std::pair<std::string, int>, std::int64_t> known;
    for (int i = 0; i < 2'000; ++i) {
      const std::string& id = ids[random() % ids.size()];
      const int day = static_cast<int>(random() % 600);
      const auto [at, is_new] = known.try_emplace({id, day}, day);
      EXPECT_EQ(unique.add(price(id, day, at->second, 1)),
                is_new ? RowVerdict::fresh : RowVerdict::duplicate);
    }
    EXPECT_EQ(rows.size(), known.size());
  }
}

}  // namespace
}  // namespace wealthjobs::feeds
