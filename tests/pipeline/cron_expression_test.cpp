#include "pipeline/cron_expression.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "pipeline/test_catalogue.h"

namespace wealthjobs::pipeline {
namespace {

using Row = std::map<std::string, std::string>;

// The reference files quote a cell only where it holds a comma, and never quote a quote.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<Row> reference_rows(const std::string& name) {
  const std::string text = file_text(shared_folder() / "reference" / "cron" / name);
  const std::vector<std::string> lines = base::split_text(text, '\n');
  std::vector<Row> rows;
  const std::vector<std::string> header = cells_of(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const std::vector<std::string> cells = cells_of(lines[i]);
    Row row;
    for (std::size_t k = 0; k < header.size() && k < cells.size(); ++k) row[header[k]] = cells[k];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::int64_t instant_of(const std::string& text) {  // 2025-03-08T12:00:00Z
  const auto date = base::Date::parse(text.substr(0, 10));
  const int second = std::stoi(text.substr(11, 2)) * 3600 + std::stoi(text.substr(14, 2)) * 60 +
                     std::stoi(text.substr(17, 2));
  return (static_cast<std::int64_t>(date->days()) * 86'400 + second) * 1'000'000;
}

std::string fires(const CronExpression& cron, const std::string& zone, const std::string& after,
                  int count) {
  std::string text;
  for (const std::int64_t us : next_fire_times(cron, zone, instant_of(after), count)) {
    if (!text.empty()) text += ' ';
    text += base::format_civil(base::civil_time(zone, us));
  }
  return text;
}

class CronReference : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::filesystem::exists(shared_folder() / "reference" / "cron" / "next.csv")) return;
    if (is_ci()) FAIL() << "no shared/reference/cron beside the sources";
    GTEST_SKIP() << "no shared/reference/cron beside the sources";
  }
  static void expect_fires(const Row& row, const std::string& column) {
    const auto cron = parse_cron(row.at("expr"));
    ASSERT_TRUE(cron) << row.at("id") << " " << row.at("expr") << ": " << cron.error();
    const std::string& expected = row.at(column);
    const auto count = static_cast<int>(base::split_text(expected, ' ').size());
    EXPECT_EQ(fires(*cron, row.at("tz"), row.at("after"), count), expected)
        << row.at("id") << " " << row.at("expr");
  }
};

TEST_F(CronReference, StandardRowsFireExactly) {
  int rows = 0;
  for (const Row& row : reference_rows("next.csv")) {
    if (row.at("dialect") != "std5") continue;
    expect_fires(row, "next");
    ++rows;
  }
  EXPECT_EQ(rows, 234);
}

TEST_F(CronReference, ExtendedRowsAreRefused) {
  int rows = 0;
  for (const Row& row : reference_rows("next.csv")) {
    if (row.at("dialect") == "std5") continue;
    const auto cron = parse_cron(row.at("expr"));
    EXPECT_FALSE(cron) << row.at("id") << " " << row.at("expr");
    ++rows;
  }
  EXPECT_EQ(rows, 93);
}

TEST_F(CronReference, InvalidRowsAreRefusedWithAReason) {
  int rows = 0;
  for (const Row& row : reference_rows("invalid.csv")) {
    const auto cron = parse_cron(row.at("expr"));
    EXPECT_FALSE(cron) << row.at("id") << " " << row.at("expr") << ": " << row.at("reason");
    if (cron) continue;
    EXPECT_GT(cron.error().size(), 8U) << row.at("id");
    ++rows;
  }
  EXPECT_EQ(rows, 58);
}

TEST_F(CronReference, DaylightSavingFollowsPolicyOne) {
  int rows = 0;
  for (const Row& row : reference_rows("dst.csv")) {
    expect_fires(row, "p1_gap_end_overlap_first");
    const auto cron = parse_cron(row.at("expr"));
    EXPECT_EQ(cron->is_wildcard(), row.at("kind") == "wildcard") << row.at("id");
    ++rows;
  }
  EXPECT_EQ(rows, 49);
}

TEST_F(CronReference, ALeadingStarOfADayFieldMeansBoth) {
  int rows = 0;
  for (const Row& row : reference_rows("dom_dow_star.csv")) {
    expect_fires(row, "next_vixie_and");
    ++rows;
  }
  EXPECT_EQ(rows, 15);
}

std::string reason(const char* text) {
  const auto cron = parse_cron(text);
  return cron ? "accepted" : cron.error();
}

TEST(CronExpression, SaysWhyItRefuses) {
  EXPECT_EQ(reason(""), "the text is empty");
  EXPECT_EQ(reason("0 0 L * *"), "L (the last day) is not of cron");
  EXPECT_EQ(reason("0 0 15W * *"), "W (the nearest weekday) is not of cron");
  EXPECT_EQ(reason("0 0 * * 5#2"), "# (the n-th weekday) is not of cron");
  EXPECT_EQ(reason("0 0 ? * mon"), "? is not of cron; write *");
  EXPECT_EQ(reason("0 0 12 * * mon"), "6 fields: seconds and years are not of cron");
  EXPECT_EQ(reason("0 0 * *"), "4 fields instead of 5");
  EXPECT_EQ(reason("0 */24 * * *"), "a step of the hour is larger than the field: \"24\"");
  EXPECT_EQ(reason("60 * * * *"), "a minute is 0 to 59, not \"60\"");
  EXPECT_EQ(reason("@reboot"), "unknown macro \"@reboot\"");
}

TEST(CronExpression, TheStarIsReadFromTheFirstCharacter) {
  EXPECT_TRUE(parse_cron("0 0 */2 * mon")->needs_both_days());
  EXPECT_FALSE(parse_cron("0 0 1-31/2 * mon")->needs_both_days());
  EXPECT_FALSE(parse_cron("0 0 * * mon")->needs_both_days());
  EXPECT_FALSE(parse_cron("0 18 * * mon-fri")->needs_both_days());
  // "*,10" is unrestricted, "10,*" is not: with it any day matches although the weekday does not.
  const base::Date tuesday = base::Date::from(2024, 1, 2);
  EXPECT_FALSE(parse_cron("0 0 *,10 * mon")->matches_day(tuesday));
  EXPECT_TRUE(parse_cron("0 0 10,* * mon")->matches_day(tuesday));
}

TEST(CronExpression, CobFiresAtSixOnWeekdaysWithOneOffsetChange) {
  const auto cron = parse_cron("0 18 * * mon-fri");
  EXPECT_EQ(fires(*cron, "America/New_York", "2020-03-06T23:00:00Z", 2),
            "2020-03-09T18:00:00-04:00 2020-03-10T18:00:00-04:00");
  EXPECT_EQ(fires(*cron, "America/New_York", "2020-03-06T22:59:59Z", 1),
            "2020-03-06T18:00:00-05:00");
}

TEST(CronExpression, NeverEndsTheSearch) {
  EXPECT_EQ(fires(*parse_cron("0 0 30 2 *"), "UTC", "2020-01-01T00:00:00Z", 5), "");
}

TEST(CronExpression, AnUnknownZoneThrows) {
  EXPECT_THROW(next_fire_times(*parse_cron("@daily"), "Mars/Olympus", 0, 1), base::Error);
}

}  // namespace
}  // namespace wealthjobs::pipeline
