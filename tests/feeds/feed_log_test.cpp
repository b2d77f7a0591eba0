#include "feeds/feed_log.h"

#include <gtest/gtest.h>

namespace wealthjobs::feeds {
namespace {

using Rows = std::vector<FxObservation>;

FxObservation rate(int day, std::int64_t rate_e8, std::uint64_t line) {
  return {base::Currency::of("EUR"), base::Currency::of("USD"), base::Date(day), rate_e8, {line}};
}

void keep_unique(FeedLog& log, Rows& rows) {
  log.keep_unique(
      rows, [](const FxObservation& row) { return row.date; },
      [](const FxObservation& row) { return row.date.iso(); });
}

TEST(FeedLog, SortsAndKeepsIdenticalRowsOnce) {
  FeedOutcome outcome;
  FeedLog log(outcome, "f.csv", {});
  Rows rows{rate(3, 7, 2), rate(1, 5, 3), rate(3, 7, 4), rate(3, 7, 5)};
  keep_unique(log, rows);
  EXPECT_EQ(rows, (Rows{rate(1, 5, 3), rate(3, 7, 2)}));
  EXPECT_EQ(outcome.counts.duplicate, 2);
}

TEST(FeedLog, SetsAllRowsOfAConflictAside) {
  FeedOutcome outcome;
  FeedLog log(outcome, "f.csv", {});
  Rows rows{rate(3, 7, 2), rate(3, 8, 3), rate(4, 8, 4)};
  keep_unique(log, rows);
  EXPECT_EQ(rows, Rows{rate(4, 8, 4)});
  ASSERT_EQ(outcome.quarantine.size(), 2U);
  EXPECT_EQ(source_of(outcome.quarantine[1]), "f.csv:3:1");
  EXPECT_EQ(outcome.quarantine[1].reason, "duplicate_key");
  EXPECT_EQ(outcome.quarantine[1].row_key, "1970-01-04");
}

TEST(FeedLog, RefusesAboveTheThresholdAndKeepsNoRow) {
  FeedOutcome outcome;
  FeedLog log(outcome, "f.csv", {});
  Rows rows{rate(1, 5, 2)};
  for (int i = 0; i < 12; ++i) {
    log.line(3);
    log.set_aside({}, 3);
  }
  log.finish(rows);
  EXPECT_EQ(outcome.counts.received, 36);
  EXPECT_EQ(outcome.counts.quarantined, 36);
  EXPECT_EQ(outcome.refusal, "f.csv: 12 bad rows of 36: more than 10 and more than 100 bp");
  EXPECT_TRUE(rows.empty());
  EXPECT_FALSE(outcome.counts.first_date);
}

TEST(FeedLog, KeepsTheFirstFault) {
  FeedOutcome outcome;
  FeedLog log(outcome, "f.csv", {});
  log.refuse({CsvFaultKind::open_quote, "f.csv", {2, 1}, "first", ""});
  log.refuse({CsvFaultKind::open_quote, "f.csv", {3, 1}, "second", ""});
  EXPECT_EQ(outcome.refusal, "f.csv:2:1: first");
}

TEST(FeedLog, KnowsHowProvidersWriteNothing) {
  for (const char* cell : {"", ".", "N/A", "null"}) EXPECT_TRUE(is_missing_cell(cell));
  for (const char* cell : {"0", "nan", "-", "NULL"}) EXPECT_FALSE(is_missing_cell(cell));
}

}  // namespace
}  // namespace wealthjobs::feeds
