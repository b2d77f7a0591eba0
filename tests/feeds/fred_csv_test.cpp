#include "feeds/fred_csv.h"

#include <gtest/gtest.h>

#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

using base::Date;

SeriesFile parse(const std::string& name, const std::string& text) {
  const ScratchFolder folder;
  return parse_fred_csv(folder.file("macro/" + name, text));
}

TEST(FredCsv, ReadsTheOldForm) {
  const SeriesFile file = parse("any.csv", "DATE,DGS10\n2015-01-01,.\n2015-01-02,2.12\n");
  EXPECT_EQ(file.series_ids, std::vector<std::string>{"DGS10"});
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].date, Date::from(2015, 1, 2));
  EXPECT_DOUBLE_EQ(file.rows[0].value, 2.12);
  EXPECT_EQ(file.counts.missing, 1);
  EXPECT_EQ(file.counts.received, 2);
}

TEST(FredCsv, ReadsTheNewFormWithSeveralSeries) {
  const SeriesFile file =
      parse("any.csv", "observation_date,A,B\n2015-01-02,1.5,\n2015-01-01,,-2e-1\n");
  EXPECT_EQ(file.series_ids, (std::vector<std::string>{"A", "B"}));
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[0].series, 1U);
  EXPECT_DOUBLE_EQ(file.rows[0].value, -0.2);
  EXPECT_EQ(file.counts.received, 4);
  EXPECT_EQ(file.counts.missing, 2);
}

TEST(FredCsv, NamesADumpByItsFile) {
  const SeriesFile file = parse("DTWEXBGS.csv", "date,value\n2015-01-01,\n2015-01-02,102.9027\n");
  EXPECT_EQ(file.series_ids, std::vector<std::string>{"DTWEXBGS"});
  EXPECT_EQ(file.rows.size(), 1U);
}

TEST(FredCsv, SetsBadCellsAside) {
  const SeriesFile file = parse("any.csv",
                                "DATE,A\n2015-02-30,1\n2015-01-02,nan\n2015-01-05,1e309\n"
                                "2015-01-06,1\n2015-01-06,2\n2015-01-07,7\n");
  ASSERT_EQ(file.quarantine.size(), 5U);
  EXPECT_EQ(file.quarantine[0].reason, "bad_date");
  EXPECT_EQ(file.quarantine[1].reason, "not_a_number");
  EXPECT_EQ(file.quarantine[1].row_key, "A|2015-01-02");
  EXPECT_EQ(file.quarantine[2].reason, "out_of_range");
  EXPECT_EQ(file.quarantine[3].reason, "duplicate_key");
  EXPECT_EQ(file.rows.size(), 1U);
}

TEST(FredCsv, RefusesOtherHeaders) {
  EXPECT_TRUE(parse("a.csv", "series,A\n2015-01-01,1\n").refusal);
  EXPECT_TRUE(parse("a.csv", "DATE\n2015-01-01\n").refusal);
  EXPECT_TRUE(parse("a.csv", "DATE,A,A\n2015-01-01,1,1\n").refusal);
  EXPECT_TRUE(parse("a.csv", "DATE,=A\n2015-01-01,1\n").refusal);
  EXPECT_TRUE(parse("a.csv", "").refusal);
}

FxFile parse_rates(const std::string& text) {
  const ScratchFolder folder;
  return parse_fred_rates(folder.file("fx/DEXUSEU.csv", text), base::Currency::of("EUR"),
                          base::Currency::of("USD"));
}

// FRED, DEXUSEU, 2015-01-01 to 2015-01-02: U.S. dollars to one euro.
TEST(FredCsv, ReadsARateAsADecimal) {
  const FxFile file = parse_rates("DATE,DEXUSEU\n2015-01-01,.\n2015-01-02,1.2015\n");
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].base.code(), "EUR");
  EXPECT_EQ(file.rows[0].quote.code(), "USD");
  EXPECT_EQ(file.rows[0].date, Date::from(2015, 1, 2));
  EXPECT_EQ(file.rows[0].rate_e8, 120'150'000);
  EXPECT_EQ(file.counts.missing, 1);
  EXPECT_EQ(file.counts.received, 2);
}

TEST(FredCsv, SetsBadRatesAside) {
  const FxFile file = parse_rates(
      "observation_date,DEXUSEU\n2015-02-30,1\n2015-01-02,0\n2015-01-05,-1.2\n2015-01-06,x\n"
      "2015-01-07,1.1\n2015-01-07,1.2\n2015-01-08,1.3\n");
  ASSERT_EQ(file.quarantine.size(), 6U);
  EXPECT_EQ(file.quarantine[0].reason, "bad_date");
  EXPECT_EQ(file.quarantine[1].reason, "rate_not_positive");
  EXPECT_EQ(file.quarantine[1].row_key, "EUR|USD|2015-01-02");
  EXPECT_EQ(file.quarantine[4].reason, "duplicate_key");
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].rate_e8, 130'000'000);
  EXPECT_EQ(file.counts.received, file.counts.accepted + file.counts.quarantined);
}

TEST(FredCsv, RefusesTwoSeriesForOneRate) {
  const FxFile file = parse_rates("DATE,DEXUSEU,DEXUSUK\n2015-01-02,1.2,1.5\n");
  ASSERT_TRUE(file.refusal);
  EXPECT_NE(file.refusal->find("a second series in a file of one rate, EUR/USD"),
            std::string::npos);
  EXPECT_TRUE(file.rows.empty());
}

// data/README.md: rows and missing values of each real file.
TEST(FredCsv, ReadsTheRealFilesClean) {
  WEALTHJOBS_NEED_SHARED();
  struct Case {
    std::string file;
    std::string series;
    std::int64_t lines;
    std::int64_t missing;
  };
  const Case cases[] = {
      {"DFII10.csv", "DFII10", 1'566, 65},         {"T10YIE.csv", "T10YIE", 1'566, 65},
      {"DGS10.csv", "DGS10", 1'566, 65},           {"DGS3MO.csv", "DGS3MO", 1'566, 65},
      {"BAMLC0A0CM.csv", "BAMLC0A0CM", 1'587, 21}, {"DTWEXBGS.csv", "DTWEXBGS", 1'565, 73},
      {"CPIAUCSL.csv", "CPIAUCSL", 84, 0},         {"FEDFUNDS.csv", "FEDFUNDS", 84, 0}};
  for (const Case& expected : cases) {
    const SeriesFile file = parse_fred_csv(shared_folder() + "/data/macro/" + expected.file);
    ASSERT_FALSE(file.refusal) << *file.refusal;
    EXPECT_EQ(file.series_ids, std::vector<std::string>{expected.series});
    EXPECT_EQ(file.counts.lines, expected.lines) << expected.file;
    EXPECT_EQ(file.counts.missing, expected.missing) << expected.file;
    EXPECT_EQ(file.counts.accepted, expected.lines - expected.missing) << expected.file;
    EXPECT_TRUE(file.quarantine.empty());
  }
  const SeriesFile dump = parse_fred_csv(shared_folder() + "/data/macro/api_layout/DTWEXBGS.csv");
  EXPECT_EQ(dump.series_ids, std::vector<std::string>{"DTWEXBGS"});
  EXPECT_FALSE(dump.refusal);
  const SeriesFile index = parse_fred_csv(shared_folder() + "/data/benchmark/GSPC.csv");
  EXPECT_EQ(index.series_ids, std::vector<std::string>{"^GSPC"});
  EXPECT_EQ(index.rows.size(), 1'511U);
}

}  // namespace
}  // namespace wealthjobs::feeds
