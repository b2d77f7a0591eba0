#include "feeds/ecb_csv.h"

#include <gmock/gmock.h>

#include <map>

#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

using base::Currency;
using base::Date;
using testing::ElementsAre;
using testing::HasSubstr;

FxFile parse(const std::string& text) {
  const ScratchFolder folder;
  return parse_ecb_csv(folder.file("fx/eurofxref-hist.csv", text));
}

TEST(EcbCsv, ReadsQuotesAgainstTheEuroOldestFirst) {
  const FxFile file = parse(
      "Date,USD,JPY,CYP,\n2020-12-31,1.2271,126.49,N/A,\n"
      "2020-12-30,1.2281,126.57,N/A,\n");
  ASSERT_EQ(file.rows.size(), 4U);
  EXPECT_EQ(file.rows[0].date, Date::from(2020, 12, 30));
  EXPECT_EQ(file.rows[0].base, Currency::of("EUR"));
  EXPECT_EQ(file.rows[3].quote, Currency::of("USD"));
  EXPECT_EQ(file.rows[3].rate_e8, 122'710'000);
  EXPECT_EQ(file.rows[2].rate_e8, 12'649'000'000);
  EXPECT_EQ(file.counts.lines, 2);
  EXPECT_EQ(file.counts.received, 6);
  EXPECT_EQ(file.counts.missing, 2);
  EXPECT_EQ(file.counts.accepted, 4);
}

TEST(EcbCsv, PassesOverColumnsThatAreNoCurrency) {
  const FxFile file = parse("Date,USD,QQQ,EUR,\n2020-12-31,1.2271,5,1,\n");
  EXPECT_EQ(file.rows.size(), 1U);
  EXPECT_THAT(file.warnings, ElementsAre(HasSubstr("column 3"), HasSubstr("column 4")));
}

TEST(EcbCsv, SetsBadCellsAside) {
  const FxFile file = parse(
      "Date,USD,JPY,\n2020-12-31,0,126.49,\n2020-12-32,1,1,\n"
      "2020-12-30,1e309,-1,\n");
  EXPECT_EQ(file.rows.size(), 1U);
  ASSERT_EQ(file.quarantine.size(), 4U);
  EXPECT_EQ(file.quarantine[0].reason, "rate_not_positive");
  EXPECT_EQ(file.quarantine[0].row_key, "EUR|USD|2020-12-31");
  EXPECT_EQ(source_of(file.quarantine[0]), "fx/eurofxref-hist.csv:2:12");
  EXPECT_EQ(file.quarantine[1].reason, "bad_date");
  EXPECT_EQ(file.counts.received, file.counts.accepted + file.counts.quarantined);
}

TEST(EcbCsv, RefusesOtherLayouts) {
  EXPECT_TRUE(parse("Day,USD,\n").refusal);
  EXPECT_TRUE(parse("Date,\n").refusal);
  EXPECT_TRUE(parse("Date,USD,USD,\n").refusal);
  EXPECT_EQ(parse("Date,USD,\n2020-12-31,1,2,3,\n").refusal,
            "fx/eurofxref-hist.csv:2:14: 5 fields where the header has 2");
  EXPECT_TRUE(parse("").refusal);
}

// data/README.md: 1,535 rows, 41 currencies; USD, GBP, AUD, JPY, CHF, CAD never N/A.
TEST(EcbCsv, ReadsTheRealFileClean) {
  WEALTHJOBS_NEED_SHARED();
  const FxFile file = parse_ecb_csv(shared_folder() + "/data/fx/eurofxref-hist.csv");
  ASSERT_FALSE(file.refusal) << *file.refusal;
  EXPECT_TRUE(file.warnings.empty());
  EXPECT_TRUE(file.quarantine.empty());
  EXPECT_EQ(file.counts.lines, 1'535);
  EXPECT_EQ(file.counts.received, 1'535 * 41);
  EXPECT_EQ(file.counts.received, file.counts.accepted + file.counts.missing);
  EXPECT_EQ(file.counts.first_date, Date::from(2015, 1, 2));
  EXPECT_EQ(file.counts.last_date, Date::from(2020, 12, 31));
  std::map<std::string, int> quotes;
  for (const FxObservation& row : file.rows) ++quotes[row.quote.code()];
  for (const char* code : {"USD", "GBP", "AUD", "JPY", "CHF", "CAD"}) {
    EXPECT_EQ(quotes[code], 1'535) << code;
  }
  EXPECT_EQ(quotes.count("CYP"), 0U);
}

}  // namespace
}  // namespace wealthjobs::feeds
