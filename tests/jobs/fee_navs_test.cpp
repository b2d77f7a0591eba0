#include "jobs/fee_navs.h"

#include "fee_book.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(FeeNavs, AddWhatIsStillToBePosted) {
  FeeBook scratch;
  scratch.fee_portfolio("P1", nullptr);
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  scratch.work("2026-04-01");
  const auto pack = store::load_current_pack(scratch.book, day("2026-04-01"));
  FeeNavs navs(scratch.book, *pack);
  Effects effects;
  effects.postings.push_back(
      {0, "k",
       finance::accrual_posting("k",
                                {scratch.no("P1"), base::Currency::of("AUD"), day("2026-04-01"),
                                 finance::FeeKind::management},
                                {1'000, 100, 75})});
  const auto nav = navs.nav(scratch.nav("2026-04-01"), std::span(&effects, 1));
  ASSERT_TRUE(nav);
  EXPECT_EQ(nav->nav_minor, 100'000 - 1'025);
  EXPECT_EQ(nav->accrued_minor, -1'025);
  const auto rows = navs.cash_rows(scratch.nav("2026-04-01"));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].settled_minor, 100'000);
  EXPECT_EQ(rows[0].receivable_minor, 75);
  EXPECT_EQ(rows[0].fees_minor, -1'100);
  EXPECT_EQ(rows[0].value_minor, 98'975);
  EXPECT_EQ(navs.balance_minor(scratch.no("P1"), finance::Account::cash, base::Currency::of("AUD")),
            100'000);
}

TEST(FeeNavs, ABalanceWithoutARateHasNoNav) {
  FeeBook scratch;
  scratch.fee_portfolio("P1", nullptr);
  scratch.rate("AUD", "USD", "2026-04-01", "0.65");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00", .currency = "USD"});
  scratch.work("2026-04-01");
  store::Pack empty;
  FeeNavs navs(scratch.book, empty);
  EXPECT_FALSE(navs.nav(scratch.nav("2026-04-01"), {}));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
