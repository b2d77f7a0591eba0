// charge_fees: once, with waiver, rebate, minimum, short cash, approval and reversal.
#include "fee_book.h"
#include "jobs/fee_bills.h"
#include "jobs/fee_reversal.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

using finance::Account;

// 1,000.00 at 36.5 %: 1.00 a day, 30.00 for April with 3.00 of GST.
struct April : FeeBook {
  explicit April(const char* cash = "1000.00", std::int64_t min_fee_minor = 0) {
    finance::FeeSchedule terms = flat_fee(365'000);
    terms.tax = {1000, 0};
    terms.min_fee_minor = min_fee_minor;
    schedule(terms);
    fee_portfolio("P1");
    add(Flow{.id = "C1", .date = "2026-04-01", .amount = cash});
    fee_days("2026-04-01", "2026-04-30");
  }
  void instruct(bool is_waiver, std::int64_t amount_minor) {
    write([&](auto& transaction) {
      store::save_fee_instruction(
          transaction, {no("P1"), day("2026-04-01"), is_waiver, amount_minor, "fiona", "agreed"});
    });
  }
  Execution charge(const char* date = "2026-05-01", const Ask& ask = {}) {
    work(date);
    EXPECT_EQ(fees(date).status, ExitStatus::ok);
    return run(charge_fees(), date, ask);
  }
  std::vector<store::FeeCharge> rows() {
    return store::load_fee_charges(book, no("P1"), finance::FeeKind::management, day("2026-04-01"));
  }
};

TEST(ChargeFees, ChargesTheMonthBeforeOnce) {
  April april;
  const Execution done = april.charge();
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(done.why, "1 charge of 2026-04, 33.00 AUD");
  EXPECT_EQ(april.lines_with("fee_charge"),
            "2026-05-01 fee_charge|P1|2026-04 2100 +3000, 2120 +300, 1000 -3300\n");
  ASSERT_EQ(april.rows().size(), 1U);
  EXPECT_EQ(april.rows()[0].outstanding_minor, 0);
  EXPECT_TRUE(april.run(charge_fees(), "2026-05-01", {.force = true}).is_reused);
  const Execution again =
      april.run(charge_fees(), "2026-05-01", {.with = {{"charge_policy", "defer", {}}}});
  EXPECT_EQ(again.status, ExitStatus::ok) << again.why;
  EXPECT_EQ(april.rows().size(), 1U);
}

TEST(ChargeFees, AMinimumWasAccruedAtMonthEnd) {
  April april("1000.00", 5'000);
  EXPECT_EQ(april.balance("P1", Account::payable_fees_mgmt), -5'000);
  EXPECT_EQ(april.balance("P1", Account::payable_gst), -500);
  april.charge();
  EXPECT_EQ(april.lines_with("fee_charge"),
            "2026-05-01 fee_charge|P1|2026-04 2100 +5000, 2120 +500, 1000 -5500\n");
}

TEST(ChargeFees, AWaiverChargesNothing) {
  April april;
  april.instruct(true, 0);
  april.charge();
  EXPECT_EQ(april.lines_with("fee_charge"),
            "2026-05-01 fee_charge|P1|2026-04 2100 +3000, 2120 +300, 5000 -3300\n");
  EXPECT_TRUE(april.rows()[0].is_waived);
}

TEST(ChargeFees, ARebateChargesLess) {
  April april;
  april.instruct(false, 1'000);
  april.charge();
  EXPECT_EQ(april.lines_with("fee_charge"),
            "2026-05-01 fee_charge|P1|2026-04 2100 +3000, 2120 +300, 1000 -2200, 5000 -1100\n");
}

TEST(ChargeFees, ShortCashPaysAPartAndTheRestNextMonth) {
  April april;
  april.add(Flow{.id = "W1", .date = "2026-05-01", .amount = "-980.00"});
  EXPECT_EQ(april.charge().status, ExitStatus::ok);
  ASSERT_EQ(april.rows().size(), 1U);
  EXPECT_EQ(april.rows()[0].paid_minor, 2'000);
  EXPECT_EQ(april.rows()[0].outstanding_minor, 1'300);
  const auto findings = store::load_findings(april.book, day("2026-05-01"), "charge_fees");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, "cash_short");
  EXPECT_EQ(april.run(update_high_water_marks(), "2026-05-01").status, ExitStatus::ok);
  EXPECT_EQ(april.run("close_ledger", "2026-05-01").status, ExitStatus::ok);
  april.add(Flow{.id = "C2", .date = "2026-05-04", .amount = "1000.00"});
  april.fee_days("2026-05-04", "2026-06-01");
  EXPECT_EQ(april.rows().size(), 2U);
  EXPECT_EQ(april.rows()[1].source_key, "fee_charge|P1|2026-04|2");
  EXPECT_EQ(april.rows()[1].outstanding_minor, 0);
  EXPECT_EQ(april.rows()[0].paid_minor + april.rows()[1].paid_minor, 3'300);
}

TEST(ChargeFees, SellDownAsksForASale) {
  April april;
  april.add(Flow{.id = "W1", .date = "2026-05-01", .amount = "-980.00"});
  EXPECT_EQ(april.charge("2026-05-01", {.with = {{"charge_policy", "sell_down_task", {}}}}).status,
            ExitStatus::ok);
  EXPECT_EQ(april.lines_with("fee_charge"), "");
  const auto findings = store::load_findings(april.book, day("2026-05-01"), "charge_fees");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, "sell_down");
  EXPECT_EQ(findings[0].text, "P1: sell to pay 33.00 AUD of 2026-04");
}

TEST(ChargeFees, AHeldPortfolioIsNotCharged) {
  April april;
  april.work("2026-05-01");
  april.write([&](auto& transaction) {
    store::save_holds(transaction,
                      std::vector<store::Hold>{
                          {day("2026-05-01"), april.no("P1"), "faulty_fact", "x", {}, {}, 0}});
  });
  EXPECT_EQ(april.fees("2026-05-01").status, ExitStatus::ok);
  EXPECT_EQ(april.run(charge_fees(), "2026-05-01").status, ExitStatus::ok);
  EXPECT_EQ(april.lines_with("fee_charge"), "");
  ASSERT_EQ(april.rows().size(), 1U);
  EXPECT_EQ(april.rows()[0].outstanding_minor, 3'300);
}

TEST(ChargeFees, ApprovalIsAGateAndGoesStale) {
  April april;
  const Ask approval{.with = {{"require_approval", true, {}}}};
  const Execution blocked = april.charge("2026-05-01", approval);
  EXPECT_EQ(blocked.status, ExitStatus::gate_blocked);
  EXPECT_EQ(blocked.why, "fees of 2026-04 are not approved");
  EXPECT_NE(blocked.next.find("wealthjobs fees preview --month 2026-04"), std::string::npos);
  EXPECT_NE(blocked.next.find("fees approve"), std::string::npos);
  const auto approve = [&] {
    const FeeTerms terms(april.book, april.master);
    const auto bills = load_fee_bills(april.book, april.master, terms, day("2026-04-01"));
    april.write([&](auto& transaction) {
      store::save_fee_approval(
          transaction, {day("2026-04-01"), bills_sha256(april.master, bills), 1, "a", "b", "c"});
    });
  };
  approve();
  april.instruct(false, 1'000);
  EXPECT_EQ(april.run(charge_fees(), "2026-05-01", approval).why,
            "fees of 2026-04 changed after they were approved");
  approve();
  EXPECT_EQ(april.run(charge_fees(), "2026-05-01", approval).status, ExitStatus::ok);
  EXPECT_EQ(april.rows().size(), 1U);
}

TEST(ChargeFees, AMonthThatIsNotOverIsAGate) {
  April april;
  april.work("2026-05-01");
  EXPECT_EQ(april.fees("2026-05-01").status, ExitStatus::ok);
  const Execution done =
      april.run(charge_fees(), "2026-05-01", {.with = {{"month", "2026-05", {}}}});
  EXPECT_EQ(done.status, ExitStatus::gate_blocked);
  EXPECT_EQ(done.why, "2026-05 is not over on 2026-05-01");
}

TEST(ChargeFees, AReversalPutsEverythingBackInTheFirstOpenDay) {
  April april;
  EXPECT_EQ(april.charge().status, ExitStatus::ok);
  EXPECT_EQ(april.run(update_high_water_marks(), "2026-05-01").status, ExitStatus::ok);
  EXPECT_EQ(april.run("close_ledger", "2026-05-01").status, ExitStatus::ok);
  const auto reversal =
      fee_reversal(april.book, april.master, april.config, april.no("P1"), day("2026-04-01"));
  ASSERT_TRUE(reversal);
  EXPECT_EQ(reversal->day, day("2026-05-04"));
  april.write([&](auto& transaction) { write_fee_reversal(transaction, april.master, *reversal); });
  EXPECT_EQ(april.lines_with("|x0"),
            "2026-05-04 [2026-05-01] fee_charge|P1|2026-04|x0 2100 -3000, 2120 -300, 1000 +3300\n");
  EXPECT_FALSE(
      fee_reversal(april.book, april.master, april.config, april.no("P1"), day("2026-04-01")));
  EXPECT_EQ(april.balance("P1", Account::cash), 100'000);
  april.fee_cob("2026-05-04");
  // charged again with the next charge
  april.fee_days("2026-05-05", "2026-06-01");
  EXPECT_EQ(april.rows().size(), 3U);
  EXPECT_EQ(april.rows()[2].source_key, "fee_charge|P1|2026-04|3");
}

// An account that closes on 15 April owes fifteen days.
TEST(ChargeFees, AnAccountClosedInTheMonthPaysItsDays) {
  FeeBook scratch;
  scratch.schedule(flat_fee(365'000));
  scratch.fee_portfolio("P1", "FEE", nullptr, "AUD", "2026-04-15");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "1000.00"});
  scratch.fee_days("2026-04-01", "2026-05-01");
  EXPECT_EQ(scratch.lines_with("fee_charge"),
            "2026-05-01 fee_charge|P1|2026-04 2100 +1500, 1000 -1500\n");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
