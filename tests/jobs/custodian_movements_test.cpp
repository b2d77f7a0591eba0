#include "jobs/custodian_movements.h"

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

using finance::MovementKind;

struct CustodianMovements : ::testing::Test {
  CustodianBook book;
  finance::CustodySubject bhp{book.master.instrument_no("BHP").value(), {}};
  finance::CustodySubject aud{finance::no_instrument, base::Currency::of("AUD")};
  MovementsBySubject of(const char* statement, const char* date) {
    return custodian_movements(book.book, book.master, book.master.portfolio_no("P1").value(),
                               {day(statement), day(date)}, {finance::Account::cash});
  }
};

TEST_F(CustodianMovements, OpenSettlementMovesStockAndCash) {
  book.close_through("2026-04-07");
  auto found = of("2026-04-07", "2026-04-07");
  ASSERT_EQ(found[bhp].size(), 1U);
  EXPECT_TRUE(found[bhp][0].is_open);
  EXPECT_EQ(found[bhp][0].cause, "trade|T1");
  EXPECT_EQ(found[bhp][0].amount, e6("150"));
  EXPECT_EQ(found[bhp][0].captured, day("2026-04-02"));
  ASSERT_EQ(found[aud].size(), 2U);
  EXPECT_EQ(found[aud][0].kind, MovementKind::other);
  EXPECT_EQ(found[aud][1].amount, -635'424);
}

TEST_F(CustodianMovements, SettledOneCarriesItsTradeDate) {
  book.close_through("2026-04-08");
  auto found = of("2026-04-08", "2026-04-08");
  ASSERT_EQ(found[bhp].size(), 1U);
  EXPECT_FALSE(found[bhp][0].is_open);
  EXPECT_EQ(found[bhp][0].kind, MovementKind::settlement);
  EXPECT_EQ(found[bhp][0].date, day("2026-04-08"));
  EXPECT_EQ(found[bhp][0].captured, day("2026-04-02"));
  EXPECT_FALSE(found[bhp][0].is_known_late);
}

TEST_F(CustodianMovements, FactOfAClosedDayIsKnownLate) {
  book.close_through("2026-04-07");
  book.add(Flow{"C2", "2026-04-07", "5.00"});
  book.work("2026-04-08");
  auto found = of("2026-04-07", "2026-04-08");
  const auto late =
      std::ranges::find(found[aud], std::string("flow|C2"), &finance::CustodyMovement::cause);
  ASSERT_NE(late, found[aud].end());
  EXPECT_TRUE(late->is_known_late);
  EXPECT_EQ(late->date, day("2026-04-07"));
}

TEST_F(CustodianMovements, DividendThatIsDueMovesCashOnly) {
  book.add(Dividend{.id = "D1", .date = "2026-04-08", .amount = "0.50", .pay_date = "2026-04-14"});
  book.close_through("2026-04-09");
  auto early = of("2026-04-08", "2026-04-09");
  EXPECT_TRUE(std::ranges::none_of(early[aud], [](const auto& movement) {
    return movement.kind == MovementKind::corporate_action;
  }));
  auto due = of("2026-04-13", "2026-04-14");
  const auto payment =
      std::ranges::find(due[aud], MovementKind::corporate_action, &finance::CustodyMovement::kind);
  ASSERT_NE(payment, due[aud].end());
  EXPECT_EQ(payment->amount, 7'500);
  EXPECT_EQ(payment->cause, "ca|D1");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
