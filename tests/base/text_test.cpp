#include "base/text.h"

#include <gtest/gtest.h>

namespace wealthjobs::base {
namespace {

using Words = std::vector<std::string>;

TEST(SplitText, KeepsEmptyParts) {
  EXPECT_EQ(split_text("a,b,c", ','), (Words{"a", "b", "c"}));
  EXPECT_EQ(split_text("", ','), (Words{""}));
  EXPECT_EQ(split_text(",a,,", ','), (Words{"", "a", "", ""}));
  EXPECT_EQ(split_text("abc", ','), (Words{"abc"}));
}

TEST(JoinText, IsTheReverseOfSplit) {
  EXPECT_EQ(join_text(Words{"a", "b"}, ", "), "a, b");
  EXPECT_EQ(join_text(Words{}, ","), "");
  EXPECT_EQ(join_text(Words{"a"}, ","), "a");
  for (const char* text : {"", ",", ",a", "a,", ",,a,,b,,", "a,b"}) {
    EXPECT_EQ(join_text(split_text(text, ','), ","), text);
  }
}

TEST(TrimBlanks, CutsBothEnds) {
  EXPECT_EQ(trim_blanks("  a b\t\r\n"), "a b");
  EXPECT_EQ(trim_blanks(" \t"), "");
  EXPECT_EQ(trim_blanks(""), "");
  EXPECT_EQ(trim_blanks("a"), "a");
}

TEST(NearestWord, FindsWhatWasMeant) {
  const Words jobs{"settle_trades", "value_portfolios", "close_ledger", "cob"};
  EXPECT_EQ(nearest_word("settel_trades", jobs), "settle_trades");
  EXPECT_EQ(nearest_word("close_leger", jobs), "close_ledger");
  EXPECT_EQ(nearest_word("cbo", jobs), "cob");
  EXPECT_EQ(nearest_word("cob", jobs), "cob");
  EXPECT_EQ(nearest_word("harvest", jobs), "");
  EXPECT_EQ(nearest_word("cob", Words{}), "");
}

TEST(NearestWord, TakesTheFirstOfTwoEquallyNear) {
  EXPECT_EQ(nearest_word("cat", Words{"car", "can"}), "car");
  EXPECT_EQ(nearest_word("cat", Words{"can", "car"}), "can");
}

TEST(IsUtf8Text, AcceptsWellFormedText) {
  EXPECT_TRUE(is_utf8_text(""));
  EXPECT_TRUE(is_utf8_text("plain"));
  EXPECT_TRUE(is_utf8_text("\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80"));
  EXPECT_TRUE(
      is_utf8_text("\xef\xbb\xbf"
                   "bom"));
  EXPECT_TRUE(is_utf8_text("\xf4\x8f\xbf\xbf"));  // U+10FFFF
}

// Unicode, table 3-7.
TEST(IsUtf8Text, RefusesEverythingElse) {
  for (const char* bytes : {"\x80", "\xff", "\xfe\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98",
                            "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf", "\xed\xa0\x80",
                            "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3(",
                            "a\xe9"
                            "b"}) {
    EXPECT_FALSE(is_utf8_text(bytes)) << bytes;
  }
  EXPECT_FALSE(is_utf8_text(std::string_view("a\0b", 3)));
}

TEST(Counted, SpeaksOfOneAndMany) {
  EXPECT_EQ(counted("row", 0), "0 rows");
  EXPECT_EQ(counted("row", 1), "1 row");
  EXPECT_EQ(counted("row", 3), "3 rows");
  EXPECT_EQ(counted("entry", 1, "entries"), "1 entry");
  EXPECT_EQ(counted("entry", 2, "entries"), "2 entries");
}

}  // namespace
}  // namespace wealthjobs::base
