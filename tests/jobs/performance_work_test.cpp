#include "jobs/performance_work.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

store::PortfolioRow aud_portfolio() {
  store::PortfolioRow row;
  row.no = finance::PortfolioNo{1};
  row.id = "P1";
  row.base_currency = base::Currency::of("AUD");
  return row;
}

PerformanceToday today(std::int64_t nav_minor) {
  PerformanceToday at;
  at.day = at.through = day("2026-04-02");
  at.nav_minor = nav_minor;
  return at;
}

TEST(PerformanceWork, AnExistingPortfolioIsCutIntoUnitsAtItsLastClose) {
  PerformanceBefore before;
  before.nav = store::PortfolioNav{};
  before.nav->day = day("2026-04-01");
  before.nav->nav_minor = 100'000;
  const auto work =
      performance_work(aud_portfolio(), performance_fee(200'000), before, today(110'000));
  EXPECT_EQ(work.row.opening_units_e6, e6("1000"));
  EXPECT_EQ(work.row.hurdle_from, day("2026-04-01"));
  EXPECT_EQ(work.row.fee.fee_minor, 2'000);
  EXPECT_EQ(work.posting.lines.size(), 2U);
}

// What it gained before the book valued it first is nobody's fee.
TEST(PerformanceWork, APortfolioOlderThanTheBookStartsAtItsFirstValuation) {
  PerformanceToday first = today(134'000);
  first.inflow_minor = 100'000;  // all that was ever paid in
  const auto work = performance_work(aud_portfolio(), performance_fee(200'000), {}, first);
  EXPECT_EQ(work.row.opening_units_e6, e6("1340"));
  EXPECT_EQ(work.row.inflow_minor, 0);
  EXPECT_EQ(work.row.fee.fee_minor, 0);
  EXPECT_TRUE(work.posting.lines.empty());
}

TEST(PerformanceWork, PostsTheDifferenceToTheDayBefore) {
  PerformanceBefore before;
  before.nav = store::PortfolioNav{};
  before.nav->nav_minor = 108'000;
  before.last = store::PerformanceAccrual{};
  before.last->day = day("2026-04-01");
  before.last->units_e6 = e6("1000");
  before.last->mark = {100, 1'000'000};
  before.last->fee = {2'000, 0, 0};
  const auto work =
      performance_work(aud_portfolio(), performance_fee(200'000), before, today(105'000));
  EXPECT_EQ(work.row.fee.fee_minor, 1'000);
  EXPECT_EQ(work.posting.lines[0].amount_minor, -1'000);
  // after a crystallisation nothing is owed any more, and the mark is another one
  before.mark = store::HighWaterMark{};
  before.mark->run_day = before.mark->hurdle_from = day("2026-04-01");
  before.mark->reason = "crystallisation";
  before.mark->mark = {108, 1'000'000};
  EXPECT_EQ(before.liability(), finance::FeeAmounts{});
  const auto next =
      performance_work(aud_portfolio(), performance_fee(200'000), before, today(107'000));
  EXPECT_TRUE(next.posting.lines.empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
