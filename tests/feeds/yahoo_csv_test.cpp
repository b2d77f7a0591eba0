#include "feeds/yahoo_csv.h"

#include <gtest/gtest.h>

#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

using base::Date;

TEST(YahooCsv, TakesCloseAndPassesOverNullDays) {
  const ScratchFolder folder;
  const PriceFile file = parse_yahoo_csv(
      folder.file("SPY.csv",
                  "Date,Open,High,Low,Close,Adj Close,Volume\n"
                  "2015-01-02,206.380005,206.880005,204.179993,205.429993,177.463593,121465900\n"
                  "2015-01-03,null,null,null,null,null,null\n"));
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].close_e6, 205'429'993);
  EXPECT_EQ(file.counts.missing, 1);
}

TEST(YahooCsv, RoundsWhatHasMoreDecimalsThanAPrice) {
  const ScratchFolder folder;
  const PriceFile file = parse_yahoo_csv(
      folder.file("X.csv", "Date,Open,High,Low,Close\n2015-01-02,1,9,1,2.0580000951171875\n"));
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].close_e6, 2'058'000);
}

// data/README.md: 1,511 rows each.
TEST(YahooCsv, ReadsTheRealFilesClean) {
  WEALTHJOBS_NEED_SHARED();
  for (const std::string id : {"SPY", "VTI"}) {
    const PriceFile file = parse_yahoo_csv(shared_folder() + "/data/benchmark/" + id + ".csv");
    ASSERT_FALSE(file.refusal) << *file.refusal;
    EXPECT_EQ(file.instrument_id, id);
    EXPECT_EQ(file.rows.size(), 1'511U);
    EXPECT_TRUE(file.quarantine.empty()) << source_of(file.quarantine[0]);
    EXPECT_EQ(file.counts.last_date, Date::from(2020, 12, 31));
  }
}

}  // namespace
}  // namespace wealthjobs::feeds
