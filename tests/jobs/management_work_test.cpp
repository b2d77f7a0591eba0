#include "jobs/management_work.h"

#include "fee_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Work : FeeBook {
  Work() {
    schedule(flat_fee(365'000));
    fee_portfolio("P1");
    add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  }
  base::Result<ManagementWork, FeeFault> work_of(const char* date, bool ignore_gaps = false) {
    const FeeTerms terms(book, master);
    ManagementAccruals accruals(book, master, terms, {day(date), day(date), 10, ignore_gaps});
    return accruals.work(no("P1"));
  }
};

TEST(ManagementWork, TheFirstRunHasItsOwnDayOnly) {
  Work work;
  work.work("2026-04-01");
  const auto done = work.work_of("2026-04-01");
  ASSERT_TRUE(done);
  ASSERT_EQ(done->rows.size(), 1U);
  EXPECT_EQ(done->rows[0].base_minor, 100'000);
  EXPECT_EQ(done->postings[0].cause_key, "fee_mgmt|P1|2026-04-01");
}

TEST(ManagementWork, AMissedMonthEndHasAnEntryOfItsOwn) {
  Work work;
  work.fee_cob("2026-04-29");
  work.cob("2026-04-30");  // the last day of April without fees
  work.work("2026-05-01");
  const auto done = work.work_of("2026-05-01");
  ASSERT_TRUE(done);
  ASSERT_EQ(done->postings.size(), 2U);
  EXPECT_EQ(done->postings[0].cause_key, "fee_mgmt|P1|2026-04-30");
  EXPECT_EQ(done->postings[1].cause_key, "fee_mgmt|P1|2026-05-01");
}

TEST(ManagementWork, NamesADayWithoutValueAndALongGap) {
  Work work;
  work.fee_cob("2026-04-01");
  const auto missing = work.work_of("2026-04-02");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().reason, "no_gav");
  for (const char* date : {"2026-04-02", "2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10"}) {
    work.cob(date);
  }
  work.work("2026-04-13");
  const auto gap = work.work_of("2026-04-13");
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.error().reason, "fee_gap");
  EXPECT_EQ(work.work_of("2026-04-13", true)->rows.size(), 12U);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
