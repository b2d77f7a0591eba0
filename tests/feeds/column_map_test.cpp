#include "feeds/column_map.h"

#include <gtest/gtest.h>

#include <array>

namespace wealthjobs::feeds {
namespace {

constexpr std::array columns{CsvColumn{"date"}, CsvColumn{"value"},
                             CsvColumn{"published_at", false}};

base::Result<ColumnMap, CsvFault> map_of(std::string_view header,
                                         UnknownColumns unknown = UnknownColumns::refuse) {
  CsvReader reader = CsvReader::over_text("s.csv", header);
  return ColumnMap::read(reader, columns, unknown);
}

TEST(ColumnMap, FindsColumnsInAnyOrder) {
  const auto map = map_of("value,published_at,date\n");
  ASSERT_TRUE(map);
  EXPECT_EQ(map->position(0), 2U);
  EXPECT_EQ(map->position(1), 0U);
  EXPECT_TRUE(map->has(2));
}

TEST(ColumnMap, LetsOptionalColumnsBeAbsent) {
  const auto map = map_of("date,value\n");
  ASSERT_TRUE(map);
  EXPECT_FALSE(map->has(2));
}

TEST(ColumnMap, NamesEveryMissingColumn) {
  EXPECT_EQ(format_fault(map_of("published_at\n").error()),
            "s.csv:1:1: missing columns date, value");
  EXPECT_EQ(format_fault(map_of("date\n").error()), "s.csv:1:1: missing column value");
}

TEST(ColumnMap, SuggestsTheNearestColumn) {
  EXPECT_EQ(format_fault(map_of("date,valeu\n").error()),
            "s.csv:1:6: unknown column \"valeu\" (did you mean value?)");
  EXPECT_EQ(format_fault(map_of("date,value,Q\n").error()),
            "s.csv:1:12: unknown column \"Q\" (known columns: date, value, published_at)");
}

TEST(ColumnMap, RefusesAColumnThatStandsTwice) {
  EXPECT_EQ(map_of("date,value,date\n").error().kind, CsvFaultKind::duplicate_column);
}

TEST(ColumnMap, PassesOverUnknownColumnsWhereAsked) {
  const auto map = map_of("open,date,value\n", UnknownColumns::pass_over);
  ASSERT_TRUE(map);
  EXPECT_EQ(map->position(1), 2U);
}

TEST(ColumnMap, HandsOnTheFaultOfTheHeader) {
  EXPECT_EQ(map_of("").error().kind, CsvFaultKind::empty_file);
}

TEST(ColumnMap, CanTakeColumnsInOrder) {
  const ColumnMap map = ColumnMap::in_order(columns);
  EXPECT_EQ(map.position(2), 2U);
}

}  // namespace
}  // namespace wealthjobs::feeds
