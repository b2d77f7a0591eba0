#include "base/decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace wealthjobs::base {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

TEST(ParseDecimal, ReadsPlainDecimals) {
  EXPECT_EQ(parse_decimal("212.48", 6), 212'480'000);
  EXPECT_EQ(parse_decimal("5", 2), 500);
  EXPECT_EQ(parse_decimal("5.", 2), 500);
  EXPECT_EQ(parse_decimal(".5", 2), 50);
  EXPECT_EQ(parse_decimal("-0.5", 2), -50);
  EXPECT_EQ(parse_decimal("+0.5", 2), 50);
  EXPECT_EQ(parse_decimal("-0", 2), 0);
  EXPECT_EQ(parse_decimal("007.10", 2), 710);
  EXPECT_EQ(parse_decimal("1.2300000000", 2), 123);
  EXPECT_EQ(parse_decimal("7", 0), 7);
  EXPECT_EQ(parse_decimal("7.000", 0), 7);
}

TEST(ParseDecimal, RefusesWhatIsNotADecimal) {
  EXPECT_EQ(parse_decimal("", 2).error(), DecimalRefusal::empty);
  for (const char* text : {"-",
                           "+",
                           ".",
                           "-.",
                           " 1",
                           "1 ",
                           "1,000",
                           "1e5",
                           "1E5",
                           "1e309",
                           "nan",
                           "inf",
                           "-inf",
                           "0x10",
                           "1.2.3",
                           "--1",
                           "+-1",
                           "1-",
                           "one",
                           "1_000",
                           "\xe2\x88\x92"
                           "1",
                           "\xd9\xa1"}) {
    EXPECT_EQ(parse_decimal(text, 2).error(), DecimalRefusal::not_a_number) << text;
    EXPECT_EQ(parse_decimal_rounded(text, 2).error(), DecimalRefusal::not_a_number) << text;
  }
  EXPECT_EQ(parse_decimal(std::string_view("1\0", 2), 2).error(), DecimalRefusal::not_a_number);
}

TEST(ParseDecimal, RefusesMoreDecimalsThanTheScaleHolds) {
  EXPECT_EQ(parse_decimal("1.005", 2).error(), DecimalRefusal::scale_overflow);
  EXPECT_EQ(parse_decimal("0.0000001", 6).error(), DecimalRefusal::scale_overflow);
  EXPECT_EQ(parse_decimal("0.5", 0).error(), DecimalRefusal::scale_overflow);
}

TEST(ParseDecimal, ReadsTheWholeRangeOf64BitsAndNoMore) {
  EXPECT_EQ(parse_decimal("92233720368547758.07", 2), largest);
  EXPECT_EQ(parse_decimal("-92233720368547758.08", 2), smallest);
  EXPECT_EQ(parse_decimal("9223372036854775807", 0), largest);
  EXPECT_EQ(parse_decimal("92233720368547758.08", 2).error(), DecimalRefusal::out_of_range);
  EXPECT_EQ(parse_decimal("-92233720368547758.09", 2).error(), DecimalRefusal::out_of_range);
  EXPECT_EQ(parse_decimal("9223372036855", 6).error(), DecimalRefusal::out_of_range);
  EXPECT_EQ(parse_decimal("10", 18).error(), DecimalRefusal::out_of_range);
  EXPECT_EQ(parse_decimal(std::string(4000, '9'), 0).error(), DecimalRefusal::out_of_range);
  EXPECT_EQ(parse_decimal(std::string(4000, '0') + "1", 0), 1);
}

TEST(ParseDecimalRounded, RoundsHalfEvenBeyondTheScale) {
  EXPECT_EQ(parse_decimal_rounded("0.5", 0), 0);
  EXPECT_EQ(parse_decimal_rounded("1.5", 0), 2);
  EXPECT_EQ(parse_decimal_rounded("2.5", 0), 2);
  EXPECT_EQ(parse_decimal_rounded("-0.5", 0), 0);
  EXPECT_EQ(parse_decimal_rounded("-2.5", 0), -2);
  EXPECT_EQ(parse_decimal_rounded("2.5000000000000000000000000000000000000001", 0), 3);
  EXPECT_EQ(parse_decimal_rounded("2.49999999999999999999999999999999999999999", 0), 2);
  EXPECT_EQ(parse_decimal_rounded("2.50000000000000000000000000000000000000000", 0), 2);
  EXPECT_EQ(parse_decimal_rounded("49.3450012207", 6), 49'345'001);
  EXPECT_EQ(parse_decimal_rounded("212.48", 6), 212'480'000);
  EXPECT_EQ(parse_decimal_rounded("0.999", 2), 100);
  EXPECT_EQ(parse_decimal_rounded("92233720368547758.075", 2).error(),
            DecimalRefusal::out_of_range);
  EXPECT_EQ(parse_decimal_rounded("92233720368547758.0749", 2), largest);
}

TEST(FormatDecimal, WritesFixedDecimals) {
  EXPECT_EQ(format_decimal(-150, 2), "-1.50");
  EXPECT_EQ(format_decimal(7, 0), "7");
  EXPECT_EQ(format_decimal(0, 2), "0.00");
  EXPECT_EQ(format_decimal(5, 6), "0.000005");
  EXPECT_EQ(format_decimal(-5, 2), "-0.05");
  EXPECT_EQ(format_decimal(smallest, 2), "-92233720368547758.08");
}

TEST(FormatDecimal, ShortensAndGroups) {
  EXPECT_EQ(format_decimal_short(212'480'000, 6), "212.48");
  EXPECT_EQ(format_decimal_short(5'000'000, 6), "5");
  EXPECT_EQ(format_decimal_short(0, 6), "0");
  EXPECT_EQ(format_decimal_short(100, 0), "100");
  EXPECT_EQ(format_decimal_grouped(123'456'789, 2), "1,234,567.89");
  EXPECT_EQ(format_decimal_grouped(-123'456, 0), "-123,456");
  EXPECT_EQ(format_decimal_grouped(-12'345, 2), "-123.45");
  EXPECT_EQ(format_decimal_grouped(99'999, 2), "999.99");
  EXPECT_EQ(format_decimal_grouped(100'000, 2), "1,000.00");
}

TEST(FormatDecimal, IsReadBackExactly) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 2000; ++i) {
    const auto value = static_cast<std::int64_t>(random());
    const int scale = static_cast<int>(random() % 9);
    ASSERT_EQ(parse_decimal(format_decimal(value, scale), scale), value);
    ASSERT_EQ(parse_decimal(format_decimal_short(value, scale), scale), value);
    ASSERT_EQ(parse_decimal_rounded(format_decimal(value, scale), scale), value);
  }
}

TEST(PowerOfTen, ReachesTo18) {
  EXPECT_EQ(power_of_ten(0), 1);
  EXPECT_EQ(power_of_ten(8), 100'000'000);
  EXPECT_EQ(power_of_ten(18), 1'000'000'000'000'000'000);
  EXPECT_DEATH(power_of_ten(19), "broken invariant");
  EXPECT_DEATH(power_of_ten(-1), "broken invariant");
}

TEST(DecimalRefusal, HasNames) {
  EXPECT_EQ(name_of(DecimalRefusal::empty), "empty");
  EXPECT_EQ(name_of(DecimalRefusal::not_a_number), "not_a_number");
  EXPECT_EQ(name_of(DecimalRefusal::scale_overflow), "scale_overflow");
  EXPECT_EQ(name_of(DecimalRefusal::out_of_range), "out_of_range");
}

}  // namespace
}  // namespace wealthjobs::base
