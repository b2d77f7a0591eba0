#include "feeds/text_pool.h"

#include <gtest/gtest.h>

#include <string>

namespace wealthjobs::feeds {
namespace {

TEST(TextPool, GivesEqualWordsOneAddress) {
  TextPool pool;
  const std::string_view first = pool.intern(std::string("AAPL"));
  EXPECT_EQ(first, "AAPL");
  EXPECT_EQ(pool.intern(std::string("AAPL")).data(), first.data());
  EXPECT_NE(pool.intern("MSFT").data(), first.data());
}

TEST(TextPool, KeepsManyTextsAcrossAMove) {
  TextPool pool;
  std::vector<std::string_view> kept;
  for (int i = 0; i < 50'000; ++i) kept.push_back(pool.keep("T" + std::to_string(i)));
  const std::string_view large = pool.keep(std::string(200'000, 'x'));
  const TextPool moved = std::move(pool);
  for (int i = 0; i < 50'000; ++i) {
    ASSERT_EQ(kept[static_cast<std::size_t>(i)], "T" + std::to_string(i));
  }
  EXPECT_EQ(large, std::string(200'000, 'x'));
}

TEST(TextPool, KeepsNothingForAnEmptyText) { EXPECT_TRUE(TextPool().keep("").empty()); }

}  // namespace
}  // namespace wealthjobs::feeds
