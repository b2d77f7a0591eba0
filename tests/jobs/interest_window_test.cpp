#include "jobs/interest_window.h"

#include "interest_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Window : ::testing::Test {
  Window() {
    scratch.saver("P1");
    scratch.tiers({{}});
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  }
  std::optional<InterestWindow> window(const char* date, std::optional<base::Date> changed = {}) {
    const JobRequest request = scratch.start(accrue_interest(), date);
    const JobContext context{scratch.book, request, std::nullopt, false};
    constexpr finance::Account accounts[] = {finance::Account::cash};
    InterestWindows windows(scratch.book, accounts, interest_period(context));
    windows.start(finance::PortfolioNo{1}, {});
    return windows.of(base::Currency::of("AUD"), {day("2026-04-01"), std::nullopt, false},
                      [&](std::int64_t) { return changed; });
  }
  InterestBookFixture scratch;
};

TEST_F(Window, BeginsWithTheFirstDayThatMayAccrue) {
  scratch.work("2026-04-01");
  const auto first = window("2026-04-01").value();
  EXPECT_FALSE(first.last);
  EXPECT_EQ(first.first, day("2026-04-01"));
  EXPECT_EQ(first.accrued_through, day("2026-03-31"));
  EXPECT_EQ(first.balance_minor, 0);
  EXPECT_EQ(first.moves.size(), 1U);
}

TEST_F(Window, GoesOnBehindTheLastDay) {
  scratch.night("2026-04-01");
  scratch.night("2026-04-02");
  scratch.add(Flow{"C2", "2026-04-04", "5.00"});
  scratch.work("2026-04-07");
  const auto next = window("2026-04-07").value();
  EXPECT_EQ(next.first, day("2026-04-03"));
  EXPECT_EQ(next.accrued_through, day("2026-04-02"));
  EXPECT_EQ(next.balance_minor, 2'000'000);
}

TEST_F(Window, GoesBackToALateEntryAndToNewTerms) {
  scratch.night("2026-04-01");
  scratch.night("2026-04-02");
  scratch.work("2026-04-07");
  EXPECT_EQ(window("2026-04-07", day("2026-04-02"))->first, day("2026-04-02"));
  EXPECT_EQ(window("2026-04-07", day("2025-01-01"))->first, day("2026-04-01"));
  scratch.add(Flow{"C2", "2026-04-02", "5.00"});
  scratch.run("settle_trades", "2026-04-07", {.force = true});
  const auto late = window("2026-04-07").value();
  EXPECT_EQ(late.first, day("2026-04-02"));
  EXPECT_EQ(late.balance_minor, 2'000'000);
  EXPECT_EQ(late.moves.size(), 2U);
}

TEST_F(Window, IsNoneWithoutCash) {
  scratch.saver("P2");
  scratch.work("2026-04-01");
  const JobRequest request = scratch.start(accrue_interest(), "2026-04-01");
  const JobContext context{scratch.book, request, std::nullopt, false};
  constexpr finance::Account accounts[] = {finance::Account::cash};
  InterestWindows windows(scratch.book, accounts, interest_period(context));
  windows.start(finance::PortfolioNo{2}, {});
  const auto none = [](std::int64_t) { return std::optional<base::Date>(); };
  const base::Currency aud = base::Currency::of("AUD");
  EXPECT_FALSE(windows.of(aud, {day("2026-04-01"), std::nullopt, false}, none));
  EXPECT_TRUE(windows.of(aud, {day("2026-04-01"), std::nullopt, true}, none));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
