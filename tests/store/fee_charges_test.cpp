#include "store/fee_charges.h"

#include <gtest/gtest.h>

#include "store/book_fixture.h"

namespace wealthjobs::store {
namespace {

FeeCharge charge(std::int64_t paid_minor, std::int64_t outstanding_minor) {
  FeeCharge at;
  at.portfolio = p1;
  at.period = day(2026, 4, 1);
  at.business_date = day(2026, 5, 1);
  at.source_key = "fee_charge|P1|2026-04";
  at.currency = aud();
  at.paid_minor = paid_minor;
  at.outstanding_minor = outstanding_minor;
  at.actor = "fiona";
  return at;
}

TEST(FeeCharges, AreNumberedWithinTheirPeriod) {
  BookFixture fixture;
  FeeCharge first = charge(60, 40);
  fixture.write([&](auto& write) {
    first.n = save_fee_charge(write, first);
    EXPECT_EQ(save_fee_charge(write, charge(40, 0)), 2);
  });
  const auto rows =
      load_fee_charges(fixture.book, p1, finance::FeeKind::management, day(2026, 4, 1));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], first);
  EXPECT_EQ(load_charges_of(fixture.book, finance::FeeKind::management, day(2026, 4, 1)), rows);
  EXPECT_TRUE(load_open_periods(fixture.book, finance::FeeKind::management).empty());
  Cursor view = fixture.book.query(
      "SELECT portfolio_id, period, business_date, paid_minor, known_at FROM v_fee_charge");
  ASSERT_TRUE(view.next());
  EXPECT_EQ(view.text(0), "P1");
  EXPECT_EQ(view.text(1), "2026-04-01");
  EXPECT_EQ(view.text(2), "2026-05-01");
}

TEST(FeeCharges, APeriodIsOpenWhileItsLastRowOwes) {
  BookFixture fixture;
  fixture.write([&](auto& write) { save_fee_charge(write, charge(60, 40)); });
  EXPECT_EQ(load_open_periods(fixture.book, finance::FeeKind::management),
            (std::vector<OpenPeriod>{{p1, day(2026, 4, 1)}}));
  EXPECT_TRUE(load_open_periods(fixture.book, finance::FeeKind::performance).empty());
}

TEST(FeeCharges, TheLastInstructionCounts) {
  BookFixture fixture;
  const base::Date month = day(2026, 4, 1);
  EXPECT_FALSE(load_fee_instruction(fixture.book, p1, month));
  const FeeInstruction waiver{p1, month, true, 0, "fiona", "goodwill"};
  const FeeInstruction rebate{p1, month, false, 500, "fiona", "agreed"};
  fixture.write([&](auto& write) {
    save_fee_instruction(write, waiver);
    save_fee_instruction(write, rebate);
  });
  EXPECT_EQ(load_fee_instruction(fixture.book, p1, month), rebate);
  EXPECT_EQ(fixture.count("v_fee_instruction"), 2);
}

TEST(FeeCharges, TheLastApprovalCounts) {
  BookFixture fixture;
  const FeeApproval first{day(2026, 4, 1), "aa", 3, "fiona", "greta", "checked"};
  FeeApproval second = first;
  second.sha256 = "bb";
  fixture.write([&](auto& write) {
    save_fee_approval(write, first);
    save_fee_approval(write, second);
  });
  EXPECT_EQ(load_fee_approval(fixture.book, day(2026, 4, 1)), second);
  EXPECT_FALSE(load_fee_approval(fixture.book, day(2026, 5, 1)));
  EXPECT_EQ(fixture.count("v_fee_approval"), 2);
}

}  // namespace
}  // namespace wealthjobs::store
