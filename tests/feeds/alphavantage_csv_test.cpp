#include "feeds/alphavantage_csv.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "feeds/file_glob.h"
#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

using base::Date;

const PriceObservation* on(const PriceFile& file, Date date) {
  const auto row = std::ranges::find(file.rows, date, &PriceObservation::date);
  return row == file.rows.end() ? nullptr : &*row;
}

TEST(AlphaVantageCsv, TakesTheRawClose) {
  const ScratchFolder folder;
  const PriceFile file = parse_alphavantage_csv(folder.file(
      "AAPL.csv",
      "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\n"
      "2015-01-02,111.39,111.44,107.35,109.33,24.8592220705,53204626,0.0,1.0\n"));
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.instrument_id, "AAPL");
  EXPECT_EQ(file.rows[0].close_e6, 109'330'000);
  EXPECT_EQ(file.rows[0].high_e6, 111'440'000);
  EXPECT_EQ(file.rows[0].volume, 53'204'626);
  EXPECT_FALSE(file.rows[0].dividend_e6);
  EXPECT_FALSE(file.rows[0].split_coefficient_e6);
}

// data/README.md: 64 symbols, 1,511 rows each, no ragged row, low <= open/close <= high; the
// splits named there. 1,298 cells of dividend_amount are not 0.0 (counted with awk).
TEST(AlphaVantageCsv, ReadsTheRealFilesClean) {
  WEALTHJOBS_NEED_SHARED();
  const auto paths = expand_path("data/prices/*.csv", shared_folder());
  EXPECT_EQ(paths.size(), 64U);
  std::int64_t dividends = 0;
  for (const std::string& path : paths) {
    const PriceFile file = parse_alphavantage_csv(path);
    ASSERT_FALSE(file.refusal) << *file.refusal;
    EXPECT_EQ(file.rows.size(), 1'511U) << path;
    EXPECT_EQ(file.counts.received, 1'511) << path;
    EXPECT_TRUE(file.quarantine.empty()) << source_of(file.quarantine[0]);
    EXPECT_EQ(file.counts.first_date, Date::from(2015, 1, 2));
    EXPECT_EQ(file.counts.last_date, Date::from(2020, 12, 31));
    dividends += std::ranges::count_if(
        file.rows, [](const PriceObservation& row) { return row.dividend_e6.has_value(); });
  }
  EXPECT_EQ(dividends, 1'298);
}

TEST(AlphaVantageCsv, FindsTheRealSplits) {
  WEALTHJOBS_NEED_SHARED();
  const PriceFile apple = parse_alphavantage_csv(shared_folder() + "/data/prices/AAPL.csv");
  ASSERT_NE(on(apple, Date::from(2020, 8, 31)), nullptr);
  EXPECT_EQ(on(apple, Date::from(2020, 8, 31))->split_coefficient_e6, 4'000'000);
  EXPECT_EQ(std::ranges::count_if(
                apple.rows,
                [](const PriceObservation& row) { return row.split_coefficient_e6.has_value(); }),
            1);
  const PriceFile netflix = parse_alphavantage_csv(shared_folder() + "/data/prices/NFLX.csv");
  ASSERT_NE(on(netflix, Date::from(2015, 7, 15)), nullptr);
  // written 7.00000700001
  EXPECT_EQ(on(netflix, Date::from(2015, 7, 15))->split_coefficient_e6, 7'000'007);
}

}  // namespace
}  // namespace wealthjobs::feeds
