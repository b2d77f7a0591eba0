#include "jobs/fee_charging.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

FeeBill bill_of(const FeeBook& scratch, std::int64_t fee_minor) {
  FeeBill bill;
  bill.portfolio = scratch.master.portfolio_no("P1").value();
  bill.month = day("2026-04-01");
  bill.is_complete = true;
  bill.input.accrued = {fee_minor, 0, 0};
  return bill;
}

FeeCharging::Inputs inputs_of(const FeeBill& bill, std::int64_t cash_minor) {
  FeeCharging::Inputs inputs;
  inputs.day = day("2026-05-01");
  inputs.actor = "fiona";
  inputs.cash_minor[bill.portfolio] = cash_minor;
  return inputs;
}

TEST(FeeCharging, CashIsTakenOnce) {
  FeeBook scratch;
  scratch.fee_portfolio("P1");
  const FeeBill bill = bill_of(scratch, 1'000);
  FeeBill march = bill;
  march.month = day("2026-03-01");
  FeeCharging charging(scratch.master, inputs_of(bill, 1'500));
  charging.charge(march);
  charging.charge(bill);
  ASSERT_EQ(charging.charges.size(), 2U);
  EXPECT_EQ(charging.charges[0].row.paid_minor, 1'000);
  EXPECT_EQ(charging.charges[1].row.paid_minor, 500);
  EXPECT_EQ(charging.charges[1].row.outstanding_minor, 500);
}

TEST(FeeCharging, WhatIsSettledOrNothingIsPassedOver) {
  FeeBook scratch;
  scratch.fee_portfolio("P1");
  FeeBill bill = bill_of(scratch, 1'000);
  bill.charges = 1;
  bill.is_charged = true;
  bill.input.paid_minor = 1'000;
  FeeCharging charging(scratch.master, inputs_of(bill, 1'500));
  charging.charge(bill);
  charging.charge(bill_of(scratch, 0));
  EXPECT_TRUE(charging.charges.empty());
}

TEST(FeeCharging, IncompleteAccrualsHoldTheirPortfolio) {
  FeeBook scratch;
  scratch.fee_portfolio("P1");
  FeeBill bill = bill_of(scratch, 1'000);
  bill.is_complete = false;
  FeeCharging charging(scratch.master, inputs_of(bill, 1'500));
  charging.charge(bill);
  ASSERT_EQ(charging.holds.size(), 1U);
  EXPECT_EQ(charging.holds[0].reason, "fee_incomplete");
  ASSERT_EQ(charging.charges.size(), 1U);
  EXPECT_EQ(charging.charges[0].row.outstanding_minor, 1'000);
  EXPECT_TRUE(charging.charges[0].posting.lines.empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
