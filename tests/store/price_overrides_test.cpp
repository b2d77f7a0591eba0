#include "store/price_overrides.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date april = base::Date::from(2026, 4, 7);

struct PriceOverrides : testing::Test, BookFixture {
  int set(base::Date on, base::Date expires, std::int64_t price_e6) {
    int version = 0;
    write([&](WriteTransaction& w) {
      version = save_price_override(
          w, {finance::InstrumentNo{2}, on, 0, price_e6, expires, "fiona", "ann", "fat finger"});
    });
    return version;
  }
};

TEST_F(PriceOverrides, StandFromTheirDayUntilTheyExpire) {
  EXPECT_EQ(set(april, april + 3, 41'000'000), 1);
  EXPECT_TRUE(load_price_overrides(book, april - 1).empty());
  EXPECT_EQ(load_price_overrides(book, april).at(0).price_e6, 41'000'000);
  EXPECT_EQ(load_price_overrides(book, april + 3).size(), 1U);
  EXPECT_TRUE(load_price_overrides(book, april + 4).empty());
}

TEST_F(PriceOverrides, CountByTheirHighestVersion) {
  set(april, april + 3, 41'000'000);
  EXPECT_EQ(set(april, april + 1, 42'000'000), 2);
  const auto standing = load_price_overrides(book, april);
  ASSERT_EQ(standing.size(), 1U);
  EXPECT_EQ(standing[0].price_e6, 42'000'000);
  EXPECT_TRUE(load_price_overrides(book, april + 2).empty());
  EXPECT_EQ(load_all_price_overrides(book).size(), 2U);
  EXPECT_TRUE(load_all_price_overrides(book, finance::InstrumentNo{1}).empty());
}

}  // namespace
}  // namespace wealthjobs::store
