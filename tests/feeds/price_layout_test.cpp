#include "feeds/price_layout.h"

#include <gtest/gtest.h>

#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

constexpr PriceLayout layout{{{"d", true, true},
                              {"o", false},
                              {"h", false},
                              {"l", false},
                              {"c"},
                              {"v", false},
                              {"div", false},
                              {"split", false}}};

PriceFile parse(const std::string& text) {
  const ScratchFolder folder;
  return parse_price_file(folder.file("px/BRK.B.csv", text), layout, {});
}

std::string fault_of(const std::string& row) {
  const PriceFile file = parse("d,o,h,l,c,v,div,split\n" + row + "\n");
  if (file.refusal) return *file.refusal;
  return file.quarantine.empty() ? "" : file.quarantine[0].reason + "@" + file.quarantine[0].field;
}

TEST(PriceLayout, ReadsACloseOnlyFile) {
  const PriceFile file = parse("c,d,else\n10.5,2020-06-30,x\n9,2020-06-29,x\n");
  EXPECT_EQ(file.instrument_id, "BRK.B");
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[0].date, base::Date::from(2020, 6, 29));
  EXPECT_EQ(file.rows[1].close_e6, 10'500'000);
  EXPECT_FALSE(file.rows[1].open_e6);
  EXPECT_EQ(file.rows[1].place.line, 2U);
}

TEST(PriceLayout, ChecksTheBar) {
  EXPECT_EQ(fault_of("2020-06-30,10,11,9,10.5,100,0,1"), "");
  EXPECT_EQ(fault_of("2020-06-30,10,11,10.2,10.5,100,0,1"), "low_above_body@l");
  EXPECT_EQ(fault_of("2020-06-30,10,10.2,9,10.5,100,0,1"), "high_below_body@h");
  EXPECT_EQ(fault_of("2020-06-30,10,11,9,10.5,-1,0,1"), "negative_volume@v");
  EXPECT_EQ(fault_of("2020-06-30,,,,0,1,0,1"), "price_not_positive@c");
  EXPECT_EQ(fault_of("2020-06-30,,,,-3,1,0,1"), "price_not_positive@c");
  EXPECT_EQ(fault_of("2020-06-31,,,,3,1,0,1"), "bad_date@d");
  EXPECT_EQ(fault_of("2020-06-30,,,,1e309,1,0,1"), "not_a_number@c");
  EXPECT_EQ(fault_of("2020-06-30,x,,,3,1,0,1"), "not_a_number@o");
  EXPECT_EQ(fault_of("2020-06-30,,,,3,1,-1,1"), "negative_amount@div");
  EXPECT_EQ(fault_of("2020-06-30,,,,3,1,0,-4"), "ratio_not_positive@split");
}

TEST(PriceLayout, CountsMissingCloses) {
  const PriceFile file = parse("d,c\n2020-06-29,null\n2020-06-30,5\n2020-06-30,5\nx,5\n");
  EXPECT_EQ(file.counts.received, 4);
  EXPECT_EQ(file.counts.missing, 1);
  EXPECT_EQ(file.counts.duplicate, 1);
  EXPECT_EQ(file.counts.quarantined, 1);
  EXPECT_EQ(file.counts.accepted, 1);
  EXPECT_EQ(file.quarantine.at(0).instrument_id, "BRK.B");
}

TEST(PriceLayout, GivesNoRowOfARefusedFile) {
  const PriceFile file = parse("d,c\n2020-06-29,4\n2020-06-30,\"5\n");
  EXPECT_EQ(file.refusal, "px/BRK.B.csv:3:12: a quote that never closes");
  EXPECT_TRUE(file.rows.empty());
  EXPECT_TRUE(parse("{ \"Information\": \"rate limit\" }\n").refusal);
}

}  // namespace
}  // namespace wealthjobs::feeds
