#include "finance/fees/fee_charge.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "finance/ledger/correction.h"
#include "sample_schedules.h"

namespace wealthjobs::finance {
namespace {

const FeePlace place{PortfolioNo{1}, aud(), day("2026-05-01"), FeeKind::management};

std::string lines_of(const Posting& posting) {
  std::string text;
  for (const PostingLine& line : posting.lines) {
    text += std::to_string(code_of(line.account)) + (line.amount_minor < 0 ? " " : " +") +
            std::to_string(line.amount_minor) + "; ";
  }
  return text;
}

ChargeInput input_of(FeeAmounts accrued, std::int64_t cash_minor) {
  ChargeInput input;
  input.accrued = accrued;
  input.tax = {1000, 0};
  input.cash_minor = cash_minor;
  return input;
}

TEST(FeeCharge, AccrualsPostExpenseAgainstWhatIsOwed) {
  EXPECT_EQ(lines_of(accrual_posting("k", place, {55, 0, 0})), "5000 +55; 2100 -55; ");
  EXPECT_EQ(lines_of(accrual_posting("k", place, {1000, 100, 75})),
            "5000 +1025; 1230 +75; 2100 -1000; 2120 -100; ");
  EXPECT_TRUE(accrual_posting("k", place, {}).lines.empty());
  FeePlace performance = place;
  performance.kind = FeeKind::performance;
  EXPECT_EQ(lines_of(accrual_posting("k", performance, {-55, 0, 0})), "5010 -55; 2110 +55; ");
}

TEST(FeeCharge, MovesTheLiabilityToCash) {
  const Charge charge = charge_of(input_of({86'301, 8'630, 0}, 1'000'000));
  EXPECT_EQ(charge.outstanding_minor, 0);
  EXPECT_EQ(lines_of(charge_posting("k", place, charge)), "2100 +86301; 2120 +8630; 1000 -94931; ");
}

TEST(FeeCharge, ARebateGivesBackItsTax) {
  ChargeInput input = input_of({86'301, 8'630, 0}, 1'000'000);
  input.rebate_minor = 10'000;
  const Charge charge = charge_of(input);
  EXPECT_EQ(charge.due, (FeeAmounts{76'301, 7'630, 0}));
  EXPECT_EQ(lines_of(charge_posting("k", place, charge)),
            "2100 +86301; 2120 +8630; 1000 -83931; 5000 -11000; ");
}

TEST(FeeCharge, AWaiverGivesBackEverything) {
  ChargeInput input = input_of({1000, 100, 75}, 1'000'000);
  input.is_waived = true;
  EXPECT_EQ(lines_of(charge_posting("k", place, charge_of(input))),
            "2100 +1000; 2120 +100; 5000 -1025; 1230 -75; ");
}

TEST(FeeCharge, ShortCashPaysAPartAndTheRestLater) {
  ChargeInput input = input_of({86'301, 8'630, 0}, 50'000);
  const Charge first = charge_of(input);
  EXPECT_EQ(first.paid.total_minor(), 50'000);
  EXPECT_EQ(first.outstanding_minor, 44'931);
  EXPECT_EQ(first.short_minor, 44'931);
  input.paid_minor = 50'000;
  input.cash_minor = 44'931;
  const Charge second = charge_of(input);
  EXPECT_EQ(second.outstanding_minor, 0);
  EXPECT_EQ(first.paid.fee_minor + second.paid.fee_minor, 86'301);
  EXPECT_EQ(first.paid.gst_minor + second.paid.gst_minor, 8'630);
}

TEST(FeeCharge, OtherPoliciesPayAllOrNothing) {
  for (const ChargePolicy policy : {ChargePolicy::sell_down_task, ChargePolicy::defer}) {
    ChargeInput input = input_of({86'301, 8'630, 0}, 94'930);
    input.policy = policy;
    const Charge charge = charge_of(input);
    EXPECT_FALSE(charge.posts()) << name_of(policy);
    EXPECT_EQ(charge.outstanding_minor, 94'931);
    EXPECT_EQ(charge.short_minor, 1);
    EXPECT_EQ(charge_policy_from(name_of(policy)), policy);
  }
  EXPECT_FALSE(charge_of(input_of({100, 0, 0}, -5)).posts());
}

// Property: a charge without waiver and rebate leaves nav unchanged; slices add up; original and
// reversal are zero on every account.
TEST(FeeCharge, KeepsNavInTwoThousandSeededCases) {
  std::mt19937_64 random(11);
  for (int turn = 0; turn < 2000; ++turn) {
    const FeeTax tax{static_cast<std::int64_t>(random() % 2000),
                     static_cast<std::int64_t>(random() % 10'001)};
    const FeeAmounts accrued = fee_with_tax(static_cast<std::int64_t>(random() % 1'000'000), tax);
    ChargeInput input = input_of(accrued, 0);
    input.tax = tax;
    FeeAmounts paid;
    for (int slice = 0; slice < 5 && input.paid_minor < accrued.total_minor(); ++slice) {
      input.cash_minor = slice == 4 ? 2'000'000 : static_cast<std::int64_t>(random() % 300'000);
      const Charge charge = charge_of(input);
      std::map<Account, std::int64_t> moved;
      const Posting posting = charge_posting("k", place, charge);
      for (const PostingLine& line : posting.lines) moved[line.account] += line.amount_minor;
      for (const PostingLine& line : reversal_of(posting).lines) {
        EXPECT_EQ(line.amount_minor + moved[line.account], 0);
      }
      ASSERT_EQ(moved[Account::cash] + moved[Account::payable_fees_mgmt] +
                    moved[Account::payable_gst] + moved[Account::receivable_tax_reclaim],
                0)
          << turn;
      input.paid_minor += charge.paid.total_minor();
      paid = paid + charge.paid;
    }
    ASSERT_EQ(paid.fee_minor, accrued.fee_minor) << turn;
    ASSERT_EQ(paid.gst_minor, accrued.gst_minor) << turn;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
