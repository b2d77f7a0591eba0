// update_high_water_marks: marks rise at crystallisation only, peaks are information.
#include "fee_book.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

using finance::Account;

// 1,000 shares at 10.00 bought with 10,000.00 on 1 April; 20 % above the mark, monthly.
struct Units : FeeBook {
  explicit Units(finance::Crystallisation crystallisation = finance::Crystallisation::monthly) {
    config.jobs["value_portfolios"] = {{"stale_fail_bd", std::int64_t{250}, {}}};
    finance::FeeSchedule terms = performance_fee(200'000);
    terms.crystallisation = crystallisation;
    schedule(terms);
    fee_portfolio("P1");
    instrument("BHP");
    price("BHP", "2026-04-01", "10.00");
    add(Flow{.id = "C1", .date = "2026-04-01", .amount = "20000.00"});
    add(Buy{.id = "T1", .date = "2026-04-01", .quantity = "1000", .price = "10.00"});
  }
  store::HighWaterMark mark(const char* date) {
    return store::load_mark_up_to(book, no("P1"), day(date)).value();
  }
  std::int64_t mark_e9(const char* date) {
    return finance::navpu_e9(mark(date).mark, base::Currency::of("AUD"));
  }
};

TEST(UpdateHighWaterMarks, AccruesDailyAndCrystallisesAtMonthEnd) {
  Units units;
  units.fee_cob("2026-04-01");
  EXPECT_EQ(units.mark_e9("2026-04-01"), 1'000'000'000);
  EXPECT_EQ(units.mark("2026-04-01").reason, "inception");
  units.price("BHP", "2026-04-02", "12.00");
  units.fee_cob("2026-04-02");
  // 22,000.00 on 20,000 units: 1.10; 20 % of 0.10 is 0.02 a unit
  EXPECT_EQ(units.lines_with("fee_perf"),
            "2026-04-02 fee_perf|P1|2026-04-02|v1 5010 +40000, 2110 -40000\n");
  EXPECT_EQ(units.nav("2026-04-02").nav_minor, 2'160'000);
  EXPECT_EQ(units.mark_e9("2026-04-02"), 1'000'000'000);  // a daily mark would end the fee
  units.price("BHP", "2026-04-07", "11.00");
  units.fee_cob("2026-04-07");
  EXPECT_EQ(units.balance("P1", Account::payable_fees_perf), -20'000);
  units.price("BHP", "2026-04-30", "12.00");
  units.fee_days("2026-04-08", "2026-04-30");
  EXPECT_EQ(units.lines_with(" perf|"), "2026-04-30 perf|P1|2026-04-30 2110 +40000, 1000 -40000\n");
  EXPECT_EQ(units.mark_e9("2026-04-30"), 1'080'000'000);
  EXPECT_EQ(units.mark("2026-04-30").reason, "crystallisation");
  EXPECT_EQ(units.balance("P1", Account::payable_fees_perf), 0);
  EXPECT_EQ(units.nav("2026-04-30").nav_minor, 2'160'000);
  EXPECT_EQ(units.nav("2026-04-30").accrued_minor, 0);

  units.fee_cob("2026-05-01", true);
  EXPECT_EQ(units.lines_with("fee_perf|P1|2026-05"), "");  // nothing above the new mark
}

TEST(UpdateHighWaterMarks, AFallLeavesTheMark) {
  Units units;
  units.price("BHP", "2026-04-30", "9.00");
  units.fee_days("2026-04-01", "2026-04-30");
  EXPECT_EQ(units.mark_e9("2026-04-30"), 1'000'000'000);
  EXPECT_EQ(units.mark("2026-04-30").reason, "period_end");
  EXPECT_EQ(units.lines_with("perf|"), "");
}

TEST(UpdateHighWaterMarks, TheFiscalYearEndsWhereTheConfigurationSays) {
  Units units(finance::Crystallisation::annual);
  units.config.calendar.fiscal_year_end_month = 4;
  units.config.calendar.fiscal_year_end_day = 30;
  units.price("BHP", "2026-04-30", "12.00");
  units.fee_days("2026-04-01", "2026-04-30");
  EXPECT_EQ(units.mark("2026-04-30").day, day("2026-04-30"));
  Units december(finance::Crystallisation::annual);
  december.price("BHP", "2026-04-30", "12.00");
  december.fee_days("2026-04-01", "2026-04-30");
  EXPECT_EQ(december.mark("2026-04-30").reason, "inception");
}

TEST(UpdateHighWaterMarks, FlowsBuyAndSellUnitsAndMoveNoMark) {
  Units units;
  units.fee_cob("2026-04-01");
  units.price("BHP", "2026-04-02", "12.00");
  units.add(Flow{.id = "C2", .date = "2026-04-02", .amount = "5000.00"});
  units.fee_cob("2026-04-02");
  // bought at the close before, 1.00
  const auto row = store::load_performance_accrual(units.book, units.no("P1"), day("2026-04-02"));
  EXPECT_EQ(row->units_e6, e6("25000"));
  EXPECT_EQ(row->fee.fee_minor, 40'000);  // 20 % of 27,000.00 - 25,000.00
  units.add(Flow{.id = "W1", .date = "2026-04-07", .amount = "-5320.00"});
  units.fee_cob("2026-04-07");
  // a unit is worth 1.064 after fees: 5,000 of 25,000 units go, and a fifth of the fee is locked
  const auto sold = store::load_performance_accrual(units.book, units.no("P1"), day("2026-04-07"));
  EXPECT_EQ(sold->units_e6, e6("20000"));
  EXPECT_EQ(sold->locked.fee_minor, 8'000);
  EXPECT_EQ(units.lines_with(" perf|"), "2026-04-07 perf|P1|2026-04-07 2110 +8000, 1000 -8000\n");
  EXPECT_EQ(units.mark_e9("2026-04-07"), 1'000'000'000);
  EXPECT_EQ(units.nav("2026-04-07").nav_minor, 2'128'000);
  EXPECT_EQ(units.count("unit_movement"), 3);
}

TEST(UpdateHighWaterMarks, PeaksAreObservedAndJumpsAreNotBelieved) {
  Units units;
  units.fee_cob("2026-04-01");
  units.price("BHP", "2026-04-02", "19.00");  // a unit from 1.00 to 1.36 after fees
  units.fee_cob("2026-04-02", false, false);
  const auto findings =
      store::load_findings(units.book, day("2026-04-02"), "update_high_water_marks");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, "navpu_jump");
  EXPECT_EQ(store::load_peak_before(units.book, units.no("P1"), day("2026-04-03"))->peak_e9,
            1'000'000'000);
}

TEST(UpdateHighWaterMarks, ShortCashLeavesTheFeeOwedToTheNextCharge) {
  Units units;
  units.add(Flow{.id = "W1", .date = "2026-04-30", .amount = "-9999.00"});
  units.price("BHP", "2026-04-30", "12.00");
  units.fee_days("2026-04-01", "2026-04-30");
  EXPECT_EQ(units.balance("P1", Account::cash), 0);
  EXPECT_LT(units.balance("P1", Account::payable_fees_perf), 0);
  units.add(Flow{.id = "C2", .date = "2026-05-01", .amount = "5000.00"});
  units.fee_cob("2026-05-01", true);
  EXPECT_NE(units.lines_with(" perf|").find("perf|P1|2026-04-30|2 2110"), std::string::npos);
}

TEST(UpdateHighWaterMarks, TheSecondRunChangesNothing) {
  Units units;
  units.price("BHP", "2026-04-30", "12.00");
  units.fee_days("2026-04-01", "2026-04-29");
  units.fee_cob("2026-04-30", false, false);
  const auto journal = units.journal();
  EXPECT_TRUE(units.run(update_high_water_marks(), "2026-04-30", {.force = true}).is_reused);
  const Execution other = units.run(update_high_water_marks(), "2026-04-30",
                                    {.with = {{"max_jump_bps", std::int64_t{3'000}, {}}}});
  EXPECT_EQ(other.status, ExitStatus::ok) << other.why;
  EXPECT_EQ(units.journal(), journal);
  EXPECT_EQ(units.count("high_water_mark"), 2);
  EXPECT_EQ(units.count("fee_charge"), 1);
}

TEST(UpdateHighWaterMarks, NeedsAccruedFees) {
  Units units;
  const Execution done = units.run(update_high_water_marks(), "2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::gate_blocked);
  EXPECT_EQ(done.why, "fees of 2026-04-01 are not accrued");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
