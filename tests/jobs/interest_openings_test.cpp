#include "jobs/interest_openings.h"

#include "interest_book.h"

namespace wealthjobs::jobs::testing {
namespace {

using base::int128;

struct Openings : ::testing::Test {
  InterestBookFixture scratch;
  const base::Currency aud = base::Currency::of("AUD");
  const finance::PortfolioNo p1{1};
};

TEST_F(Openings, GiveWhatStandsAndTheExactTotal) {
  scratch.saver("P1");
  scratch.take_on("P1", "2026-04-01", 100, 1'234, {56, 100});
  const InterestOpenings openings(scratch.book, day("2026-04-01"));
  const InterestOpening* const opening = openings.find(p1, aud);
  ASSERT_NE(opening, nullptr);
  EXPECT_EQ(opening->posted_minor, 1'234);
  EXPECT_EQ(opening->cum, (finance::ExactInterest{1'234 * 25 + 14, 25}));
  EXPECT_EQ(openings.date_of(p1), day("2026-04-01"));
  EXPECT_EQ(openings.find(p1, base::Currency::of("USD")), nullptr);
  EXPECT_FALSE(openings.date_of(finance::PortfolioNo{2}));
  EXPECT_EQ(InterestOpenings(scratch.book, day("2026-03-31")).find(p1, aud), nullptr);
}

TEST_F(Openings, WithoutInterestThereIsNone) {
  scratch.saver("P1");
  scratch.take_on("P1", "2026-04-01", 100, 0, {});
  EXPECT_EQ(InterestOpenings(scratch.book, day("2026-04-01")).find(p1, aud), nullptr);
}

TEST_F(Openings, ACarryOfADayCountStaysExactAndAFinerOneIsRounded) {
  scratch.saver("P1");
  scratch.saver("P2");
  scratch.take_on("P1", "2026-04-01", 100, 1, {-35'350'001, 365'000'000});
  scratch.take_on("P2", "2026-04-01", 100, 0, {1, 3'000'000'000});
  const InterestOpenings openings(scratch.book, day("2026-04-01"));
  EXPECT_EQ(openings.find(p1, aud)->cum,
            (finance::ExactInterest{365'000'000 - 35'350'001, 365'000'000}));
  EXPECT_EQ(openings.find(finance::PortfolioNo{2}, aud)->cum.num, 0);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
