#include "jobs/fee_bills.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(FeeBills, AddUpTheDaysOfAMonth) {
  FeeBook scratch;
  finance::FeeSchedule terms = flat_fee(365'000);
  terms.tax = {1000, 0};
  scratch.schedule(terms);
  scratch.fee_portfolio("P1");
  scratch.fee_portfolio("P2", nullptr);
  scratch.add(Flow{.id = "C1", .date = "2026-04-27", .amount = "1000.00"});
  scratch.fee_days("2026-04-27", "2026-04-29");
  const FeeTerms fee_terms(scratch.book, scratch.master);
  const auto load = [&] {
    return load_fee_bills(scratch.book, scratch.master, fee_terms, day("2026-04-01"));
  };
  ASSERT_EQ(load().size(), 1U);
  EXPECT_FALSE(load()[0].is_complete);
  scratch.fee_cob("2026-04-30");
  const auto bills = load();
  EXPECT_TRUE(bills[0].is_complete);
  EXPECT_EQ(bills[0].days, 4);
  EXPECT_EQ(bills[0].average_base_minor, 100'000);
  EXPECT_EQ(bills[0].input.accrued, (finance::FeeAmounts{400, 40, 0}));
  EXPECT_FALSE(bills[0].is_charged);
  const std::string hash = bills_sha256(scratch.master, bills);
  scratch.write([&](auto& transaction) {
    store::save_fee_instruction(transaction,
                                {scratch.no("P1"), day("2026-04-01"), true, 0, "a", "b"});
  });
  EXPECT_TRUE(load()[0].input.is_waived);
  EXPECT_NE(bills_sha256(scratch.master, load()), hash);
}

TEST(FeeBills, MonthsAreSevenLetters) {
  EXPECT_EQ(month_from("2026-04"), day("2026-04-01"));
  EXPECT_EQ(month_from("2026-13"), std::nullopt);
  EXPECT_EQ(month_from("2026-4"), std::nullopt);
  EXPECT_EQ(month_text(day("2026-04-30")), "2026-04");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
