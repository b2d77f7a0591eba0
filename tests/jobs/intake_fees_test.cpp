#include "jobs/intake_fees.h"

#include "intake_fixture.h"
#include "store/fee_schedules.h"

namespace wealthjobs::jobs::testing {
namespace {

constexpr const char* fee_header = "fee_schedule_id,from_date,kind,currency,upto,bps\n";

TEST(IntakeFees, RowsBecomeVersionsInAnyOrder) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/fee_schedules.csv", std::string(fee_header) +
                                             "F,2026-01-01,management,AUD,,60\n"
                                             "F,2026-01-01,management,AUD,500000,100\n"
                                             "F,2027-01-01,management,AUD,,50\n");
  EXPECT_EQ(scratch.take_in().quarantine_added, 0);
  const auto schedules = store::load_fee_schedules(scratch.book);
  ASSERT_EQ(schedules.size(), 2U);
  ASSERT_EQ(schedules[0].tiers.size(), 2U);
  EXPECT_EQ(schedules[0].tiers[0].upto_minor, 50'000'000);
  EXPECT_TRUE(scratch.take_in().is_unchanged());
}

TEST(IntakeFees, AVersionThatCannotBeUsedIsSetAside) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/fee_schedules.csv",
               std::string(fee_header) + "F,2026-01-01,management,AUD,500000,100\n");
  EXPECT_EQ(scratch.take_in().quarantine_added, 1);
  EXPECT_TRUE(store::load_fee_schedules(scratch.book).empty());
  const auto rows = store::load_quarantine(scratch.book);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].reason, "bad_schedule");
  EXPECT_EQ(rows[0].severity, store::Severity::warn);
  scratch.file("book/fee_schedules.csv",
               std::string(fee_header) + "F,2026-01-01,management,AUD,,100\n");
  EXPECT_EQ(scratch.take_in().quarantine_fixed, 1);
}

TEST(IntakeFees, RowsOfAVersionMustAgree) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/fee_schedules.csv",
               "fee_schedule_id,from_date,kind,currency,upto,bps,gst_bps\n"
               "F,2026-01-01,management,AUD,500000,100,1000\n"
               "F,2026-01-01,management,AUD,,60,0\n");
  EXPECT_EQ(scratch.take_in().quarantine_added, 2);
}

TEST(IntakeFees, AChangedVersionRefusesTheImport) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/fee_schedules.csv",
               std::string(fee_header) + "F,2026-01-01,management,AUD,,100\n");
  scratch.take_in();
  scratch.file("book/fee_schedules.csv",
               std::string(fee_header) + "F,2026-01-01,management,AUD,,90\n");
  EXPECT_NE(scratch.refusal().find("a changed fee is a version with a later from_date"),
            std::string::npos);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
