#include "jobs/interest_terms.h"

#include "interest_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Terms : ::testing::Test {
  InterestBook terms(const Ask& ask = {}) {
    const JobRequest request = scratch.start(accrue_interest(), "2026-04-01", ask);
    return InterestBook(scratch.book, scratch.master, request.parameters, day("2026-04-30"));
  }
  finance::PortfolioNo portfolio(const char* id) { return scratch.master.portfolio_no(id).value(); }
  const base::Currency aud = base::Currency::of("AUD");
  const base::Currency usd = base::Currency::of("USD");
  InterestBookFixture scratch;
};

TEST_F(Terms, HoldFromTheirDateInTheirOrder) {
  scratch.saver("P1");
  scratch.tiers({{.rate_ppm = 35'000},
                 {.rate_ppm = 20'000, .upto_minor = 5'000'000},
                 {.rate_ppm = 90'000, .side = finance::InterestSide::debit}});
  scratch.tiers({{.from = "2026-06-01", .rate_ppm = 30'000}});
  const InterestBook book = terms();
  const auto dated = book.terms_of(portfolio("P1"), aud);
  ASSERT_EQ(dated.size(), 3U);
  EXPECT_TRUE(dated[0].is_missing);  // before the schedule's first date
  EXPECT_EQ(dated[1].from_date, day("2026-01-01"));
  EXPECT_EQ(dated[1].terms->credit,
            (std::vector<finance::InterestTier>{{5'000'000, 20'000}, {std::nullopt, 35'000}}));
  EXPECT_EQ(dated[1].terms->debit, (std::vector<finance::InterestTier>{{std::nullopt, 90'000}}));
  EXPECT_EQ(dated[2].terms->credit.at(0).rate_ppm, 30'000);
  EXPECT_TRUE(book.accrues(portfolio("P1")));
}

TEST_F(Terms, WhatARowLeavesEmptyIsTheJobsParameter) {
  scratch.saver("P1");
  scratch.tiers({{}});
  scratch.tiers({{.from = "2026-02-01", .wht_ppm = 5}});
  const InterestBook book = terms(
      {.with = {
           {"day_count", "ACT/360", {}}, {"tier_mode", "whole", {}}, {"wht_ppm", 470'000, {}}}});
  const auto dated = book.terms_of(portfolio("P1"), aud);
  EXPECT_EQ(dated.at(1).terms->day_count, finance::DayCount::act_360);
  EXPECT_EQ(dated.at(1).terms->tier_mode, finance::InterestTierMode::whole);
  EXPECT_EQ(dated.at(1).terms->wht_ppm, 470'000);
  EXPECT_EQ(dated.at(2).terms->wht_ppm, 5);
}

TEST_F(Terms, NothingIsAgreedWithoutScheduleOrCurrency) {
  scratch.saver("P1");
  scratch.saver("P2", nullptr);
  scratch.saver("P3", "S3");
  scratch.tiers({{}, {.schedule = "S3", .source = finance::InterestSource::custodian}});
  const InterestBook book = terms();
  ASSERT_EQ(book.terms_of(portfolio("P2"), aud).size(), 1U);
  EXPECT_EQ(book.terms_of(portfolio("P2"), aud)[0].terms, nullptr);
  EXPECT_EQ(book.terms_of(portfolio("P1"), usd).at(0).terms, nullptr);
  EXPECT_EQ(book.terms_of(portfolio("P3"), aud).back().terms, nullptr);
  EXPECT_FALSE(book.terms_of(portfolio("P3"), aud).back().is_missing);
  EXPECT_TRUE(book.currencies_of(portfolio("P2")).empty());
  EXPECT_FALSE(book.accrues(portfolio("P2")));
  EXPECT_FALSE(book.accrues(portfolio("P3")));
}

TEST_F(Terms, AnUnknownScheduleHasNoRateAtAll) {
  scratch.saver("P1", "S9");
  const InterestBook book = terms();
  ASSERT_EQ(book.terms_of(portfolio("P1"), aud).size(), 1U);
  EXPECT_TRUE(book.terms_of(portfolio("P1"), aud)[0].is_missing);
  EXPECT_EQ(book.currencies_of(portfolio("P1")), (std::set{aud}));
  EXPECT_TRUE(book.accrues(portfolio("P1")));
}

// portfolio_terms.csv wins from its date on: S2 from March, nothing from May, closed from July.
TEST_F(Terms, FollowThePortfoliosOwnTerms) {
  scratch.saver("P1");
  scratch.tiers({{}, {.schedule = "S2", .rate_ppm = 40'000}});
  scratch.tiers({{.schedule = "S2", .from = "2026-04-01", .rate_ppm = 50'000}});
  const std::int64_t before = scratch.book.integer_or(0, "SELECT revision FROM book_revision");
  scratch.agree("P1", "2026-03-01", "S2");
  scratch.agree("P1", "2026-05-01", "none");
  scratch.agree("P1", "2026-07-01", nullptr, "closed");
  const InterestBook book = terms();
  const auto dated = book.terms_of(portfolio("P1"), aud);
  std::string text;
  for (const auto& at : dated) {
    if (at.is_missing) continue;
    text += at.from_date.iso() + " " +
            (at.terms == nullptr ? "nothing" : std::to_string(at.terms->credit.at(0).rate_ppm)) +
            "\n";
  }
  EXPECT_EQ(text, "2026-01-01 20000\n2026-03-01 40000\n2026-04-01 50000\n2026-05-01 nothing\n");
  EXPECT_EQ(book.schedule_on(portfolio("P1"), day("2026-04-30")), "S2");
  EXPECT_EQ(book.last_day(portfolio("P1")), day("2026-06-30"));
  EXPECT_EQ(book.changed_from(portfolio("P1"), aud, before), day("2026-03-01"));
}

TEST_F(Terms, KnowsFromWhichDateTheyChanged) {
  scratch.saver("P1");
  scratch.tiers({{}});
  const std::int64_t before = scratch.book.integer_or(0, "SELECT revision FROM book_revision");
  scratch.tiers({{.from = "2026-03-01", .rate_ppm = 1}});
  const InterestBook book = terms();
  EXPECT_EQ(book.changed_from(portfolio("P1"), aud, 0), day("2026-01-01"));
  EXPECT_EQ(book.changed_from(portfolio("P1"), aud, before), day("2026-03-01"));
  EXPECT_FALSE(book.changed_from(portfolio("P1"), usd, 0));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
