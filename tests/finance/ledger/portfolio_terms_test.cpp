#include "finance/ledger/portfolio_terms.h"

#include <gtest/gtest.h>

#include <vector>

namespace wealthjobs::finance {
namespace {

base::Date day(const char* iso) { return base::Date::parse(iso).value(); }

PortfolioBasics basics() {
  PortfolioBasics basics;
  basics.terms.fee_schedule_id = "F1";
  basics.terms.status = "open";
  basics.inception_date = day("2015-01-02");
  return basics;
}

DatedTerms row(const char* from, PortfolioTerms terms) { return {day(from), std::move(terms)}; }

TEST(PortfolioTerms, TakeEachFieldFromTheLastRowThatNamesIt) {
  const std::vector rows{row("2020-07-01", {.fee_schedule_id = "F2", .household = "H"}),
                         row("2020-09-01", {.fee_schedule_id = "none"})};
  EXPECT_EQ(terms_on(basics(), rows, day("2020-06-30")).fee_schedule_id, "F1");
  EXPECT_EQ(terms_on(basics(), rows, day("2020-08-31")).fee_schedule_id, "F2");
  EXPECT_EQ(terms_on(basics(), rows, day("2020-08-31")).household, "H");
  EXPECT_EQ(terms_on(basics(), rows, day("2020-09-01")).fee_schedule_id, std::nullopt);
  EXPECT_EQ(terms_on(basics(), rows, day("2020-09-01")).household, "H");
}

TEST(PortfolioTerms, OpenAnAccountOnTheLatestOfItsThreeDates) {
  PortfolioBasics b = basics();
  EXPECT_EQ(first_day_of(b), day("2015-01-02"));
  b.open_date = day("2015-02-01");
  EXPECT_EQ(first_day_of(b), day("2015-02-01"));
  b.opening_date = day("2020-05-29");
  EXPECT_EQ(first_day_of(b), day("2020-05-29"));
  EXPECT_FALSE(is_account_open(b, {}, day("2020-05-28")));
  EXPECT_TRUE(is_account_open(b, {}, day("2020-05-29")));
}

TEST(PortfolioTerms, CloseAnAccountAfterItsCloseDate) {
  PortfolioBasics b = basics();
  b.close_date = day("2020-06-15");
  EXPECT_TRUE(is_account_open(b, {}, day("2020-06-15")));
  EXPECT_FALSE(is_account_open(b, {}, day("2020-06-16")));
}

TEST(PortfolioTerms, CloseAndReopenByDatedRows) {
  const std::vector rows{row("2020-06-16", {.status = "closed"}),
                         row("2020-08-03", {.status = "open"})};
  EXPECT_TRUE(is_account_open(basics(), rows, day("2020-06-15")));
  EXPECT_FALSE(is_account_open(basics(), rows, day("2020-06-16")));
  EXPECT_TRUE(is_account_open(basics(), rows, day("2020-08-03")));
}

TEST(PortfolioTerms, KeepClosedWhatHasNoDateOfClosing) {
  PortfolioBasics b = basics();
  b.terms.status = "closed";
  EXPECT_FALSE(is_account_open(b, {}, day("2020-06-15")));
}

}  // namespace
}  // namespace wealthjobs::finance
