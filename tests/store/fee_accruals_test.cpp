#include "store/fee_accruals.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "store/book_fixture.h"
#include "store/journal.h"

namespace wealthjobs::store {
namespace {

FeeAccrual accrual(base::Date on, base::Date run_day, std::int64_t fee_minor) {
  FeeAccrual row;
  row.portfolio = p1;
  row.day = on;
  row.run_day = run_day;
  row.fee_schedule_id = "F";
  row.base_minor = 2'000'000;
  row.annual_num = static_cast<base::int128>(1'000'000'000'000'000'000) * 1'000'000;
  row.num = row.annual_num;
  row.sum = {-row.annual_num, 365'000'000};
  row.fee_minor = fee_minor;
  return row;
}

TEST(FeeAccruals, KeepIntegersOf128Bits) {
  BookFixture fixture;
  const std::vector<FeeAccrual> rows{accrual(day(2026, 4, 3), day(2026, 4, 7), 55)};
  fixture.write([&](auto& write) { save_fee_accruals(write, p1, day(2026, 4, 7), rows); });
  EXPECT_EQ(load_fee_accruals(fixture.book, p1, day(2026, 4, 1), day(2026, 4, 30)), rows);
  EXPECT_EQ(load_last_fee_accrual(fixture.book, p1, day(2026, 4, 8)), rows[0]);
  EXPECT_FALSE(load_last_fee_accrual(fixture.book, p1, day(2026, 4, 7)));
  Cursor view = fixture.book.query(
      "SELECT portfolio_id, accrual_date, business_date, kind, posted_minor FROM v_fee_accrual");
  ASSERT_TRUE(view.next());
  EXPECT_EQ(view.text(0), "P1");
  EXPECT_EQ(view.text(1), "2026-04-03");
  EXPECT_EQ(view.text(2), "2026-04-07");
  EXPECT_EQ(view.text(3), "management");
  EXPECT_EQ(view.integer(4), 55);
}

TEST(FeeAccruals, ARunReplacesItsOwnRowsOnly) {
  BookFixture fixture;
  const base::Date first = day(2026, 4, 2);
  const base::Date second = day(2026, 4, 7);
  const std::vector<FeeAccrual> before{accrual(first, first, 1)};
  std::vector<FeeAccrual> rows{accrual(second, second, 2)};
  fixture.write([&](auto& write) {
    save_fee_accruals(write, p1, first, before);
    save_fee_accruals(write, p1, second, rows);
    rows[0].fee_minor = 3;
    save_fee_accruals(write, p1, second, rows);
  });
  const auto loaded = load_fee_accruals(fixture.book, p1, first, second);
  ASSERT_EQ(loaded.size(), 2U);
  EXPECT_EQ(loaded[0].fee_minor, 1);
  EXPECT_EQ(loaded[1].fee_minor, 3);
}

TEST(FeeAccruals, AClosedDayKeepsThem) {
  BookFixture fixture;
  const base::Date on = day(2026, 4, 7);
  fixture.write([&](auto& write) {
    save_fee_accruals(write, p1, on, std::vector{accrual(on, on, 1)});
    write.database().execute("INSERT INTO period_close VALUES (" + std::to_string(on.days()) +
                             ", 1, 'p', 't', 0, 0, 'h', '{}', 'a', 1)");
  });
  EXPECT_THROW(fixture.write([&](auto& write) { save_fee_accruals(write, p1, on, {}); }),
               base::Error);
}

TEST(FeeAccruals, APostingMovesTheValuesOfItsDay) {
  BookFixture fixture;
  const base::Date on = day(2026, 4, 7);
  fixture.write([&](auto& write) {
    PortfolioNav nav;
    nav.day = on;
    nav.portfolio = p1;
    nav.currency = aud();
    nav.gav_minor = nav.nav_minor = nav.cash_minor = 1'000;
    ValuationWriter values(write, on);
    values.add(nav);
    change_day_value(write, {on, p1, aud(), -30, 5, -10});
    change_day_value(write, {on, p2, aud(), -30, 0, 0});  // was not valued
  });
  const auto nav = load_nav(fixture.book, on, p1);
  EXPECT_EQ(nav->nav_minor, 965);
  EXPECT_EQ(nav->cash_minor, 970);
  EXPECT_EQ(nav->accrued_minor, -5);
  EXPECT_EQ(nav->gav_minor, 1'000);
  const auto cash = load_cash_values(fixture.book, on);
  ASSERT_EQ(cash.size(), 1U);
  EXPECT_EQ(cash[0].settled_minor, -30);
  EXPECT_EQ(cash[0].fees_minor, -10);
}

TEST(FeeAccruals, MovementsOfADayAreThoseOfTheJobsNamed) {
  BookFixture fixture;
  const base::Date on = day(2026, 4, 7);
  fixture.write([&](auto& write) {
    JournalWriter own(write, fixture.master, {"accrue_fees", on, {}});
    own.post(deposit("a", p1, on, 5));
    own.post(deposit("b", p1, on, 6));
    own.flush();
    JournalWriter other(write, fixture.master, {"settle_trades", on, {}});
    other.post(deposit("c", p1, on, 7));
    other.flush();
  });
  const std::string_view jobs[] = {"accrue_interest", "accrue_fees"};
  const auto moved = load_day_movements(fixture.book, on, jobs);
  ASSERT_EQ(moved.size(), 2U);
  EXPECT_EQ(moved[0].account, 1000);
  EXPECT_EQ(moved[0].amount_minor, 11);
  EXPECT_TRUE(load_day_movements(fixture.book, on - 1, jobs).empty());
}

}  // namespace
}  // namespace wealthjobs::store
