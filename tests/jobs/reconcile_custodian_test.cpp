// reconcile_custodian: the control of an evening from the statement to the gate (domain job 8,
// RULINGS A5, A9, A10, A15).
#include <gmock/gmock.h>

#include "base/json_document.h"
#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct ReconcileCustodian : ::testing::Test {
  CustodianBook book;
};

// Domain job 8: TD 150, SD 100, theirs 100: matched, and 50 pending equals the open instruction.
TEST_F(ReconcileCustodian, MatchesTheSettledQuantityAndKeepsWhatIsPending) {
  book.config.jobs["settle_trades"] = {{"confirm_mode", "custodian", {}}};
  book.add(Delivered{"D1", "T1", "2026-04-08", "100", "4236.16"});
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "100", "15763.84");
  const Execution done = book.evening("2026-04-09");
  ASSERT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(done.why, "BNY 2026-04-08: 2 matched, 0 explained, 0 accepted, 0 unexplained");
  const store::ReconRun run = book.recon("2026-04-09");
  EXPECT_EQ(run.matched, 2);
  ASSERT_EQ(run.items.size(), 1U);
  EXPECT_EQ(run.items[0].state, "matched");
  EXPECT_EQ(run.items[0].ours, e6("100"));
  EXPECT_EQ(run.items[0].theirs, e6("100"));
  EXPECT_EQ(run.items[0].pending, e6("50"));
  EXPECT_TRUE(book.breaks().empty());
}

TEST_F(ReconcileCustodian, WithoutAnyStatementIsAWarning) {
  const Execution done = book.evening("2026-04-02");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(done.why, "no custodian file belongs to this book");
  EXPECT_THAT(book.findings("2026-04-02", "reconcile_custodian"),
              ElementsAre(HasSubstr("nothing was reconciled")));
  EXPECT_EQ(book.count("recon_run"), 0);
}

TEST_F(ReconcileCustodian, MissingStatementOfARequiredCustodianIsAGate) {
  book.close_through("2026-04-01");
  book.custodian().required = true;
  book.work("2026-04-02");
  const Execution done = book.reconcile("2026-04-02");
  EXPECT_EQ(done.status, ExitStatus::data_missing);
  EXPECT_EQ(done.why, "no statement of BNY for 2026-04-01");
  EXPECT_THAT(done.next, HasSubstr("wealthjobs import DIR"));
  EXPECT_THAT(book.findings("2026-04-02", "reconcile_custodian"),
              ElementsAre(HasSubstr("no statement of BNY")));
  const Execution close = book.run("close_ledger", "2026-04-02");
  EXPECT_EQ(close.why, "reconcile_custodian has not succeeded for 2026-04-02");
  book.tell("2026-04-01", {.cash = {{"P1", "AUD", cents("20000.00")}}});
  EXPECT_EQ(book.reconcile("2026-04-02").status, ExitStatus::ok);
}

TEST_F(ReconcileCustodian, MissingStatementOfAnotherIsAWarning) {
  book.custodian();
  book.close_through("2026-04-01");
  const Execution done = book.evening("2026-04-02");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_THAT(book.findings("2026-04-02", "reconcile_custodian"),
              ElementsAre("missing_statement: no statement of BNY for 2026-04-01"));
}

TEST_F(ReconcileCustodian, DayBeforeTheFirstInceptionIsNobodys) {
  book.custodian().required = true;
  book.work("2026-04-01");
  EXPECT_EQ(book.reconcile("2026-04-01").status, ExitStatus::ok);
}

TEST_F(ReconcileCustodian, UnexplainedValueGatesAndTheBreakStays) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");  // ours: 20,000.00 - 6,354.24 = 13,645.76
  book.work("2026-04-09");
  const Execution done = book.reconcile("2026-04-09");
  EXPECT_EQ(done.status, ExitStatus::gate_blocked);
  EXPECT_EQ(done.why,
            "unexplained differences of 645.76 AUD, more than 5 bps of the book: break 1 (AUD of "
            "P1 at BNY: ours 13,645.76, theirs 13,000.00, 0 business days old)");
  EXPECT_THAT(done.next, HasSubstr("wealthjobs breaks explain 1 --why TEXT"));
  EXPECT_EQ(book.step().state, store::StepState::blocked);
  EXPECT_THAT(book.breaks(), ElementsAre("cash AUD 1364576 1300000 open"));
  EXPECT_EQ(book.recon("2026-04-09").status, store::ReconStatus::blocked);
}

TEST_F(ReconcileCustodian, AgesInBusinessDaysAndGatesWhenOld) {
  book.config.jobs["reconcile_custodian"] = {{"gate_nav_bps", 10'000, {}}};
  book.custodian().nav_tol_bps = 10'000;
  book.close_through("2026-04-01");
  for (const auto& [statement, date] :
       std::vector<std::pair<const char*, const char*>>{{"2026-04-01", "2026-04-02"},
                                                        {"2026-04-02", "2026-04-07"},
                                                        {"2026-04-07", "2026-04-08"}}) {
    book.tell(statement, {.cash = {{"P1", "AUD", cents("20001.00")}}});
    EXPECT_EQ(book.evening(date).status, ExitStatus::ok);
  }
  for (const auto& [statement, date] :
       std::vector<std::pair<const char*, const char*>>{{"2026-04-08", "2026-04-09"},
                                                        {"2026-04-09", "2026-04-10"},
                                                        {"2026-04-10", "2026-04-13"}}) {
    book.tell(statement, {.cash = {{"P1", "AUD", cents("13646.76")}}});
    EXPECT_EQ(book.evening(date).status, ExitStatus::ok) << date;
  }
  // domain job 8: first seen 2026-04-02, age 6 business days on 2026-04-14
  book.tell("2026-04-13", {.cash = {{"P1", "AUD", cents("13646.76")}}});
  book.work("2026-04-14");
  const Execution done = book.reconcile("2026-04-14");
  EXPECT_EQ(done.status, ExitStatus::gate_blocked);
  EXPECT_THAT(done.why, HasSubstr("unexplained for more than 5 business days: break 1 (AUD of P1"));
  EXPECT_THAT(done.why, HasSubstr("6 business days old"));
  EXPECT_EQ(book.count("break_record"), 1) << "the same break, older";
}

TEST_F(ReconcileCustodian, ExplainedDifferenceCountsNoMoreUntilItChangesOrItsDatePasses) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  book.work("2026-04-09");
  EXPECT_EQ(book.reconcile("2026-04-09").status, ExitStatus::gate_blocked);
  book.accept(1, day("2026-04-10"));
  const Execution done = book.evening("2026-04-09");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_THAT(done.why, HasSubstr("1 accepted, 0 unexplained"));
  EXPECT_EQ(book.recon("2026-04-09").n, 2) << "the blocked run stays";

  book.tell("2026-04-09", "150", "13000.00");
  EXPECT_EQ(book.evening("2026-04-10").status, ExitStatus::ok);
  book.tell("2026-04-10", "150", "13000.00");
  book.work("2026-04-13");
  EXPECT_EQ(book.reconcile("2026-04-13").status, ExitStatus::gate_blocked) << "its date has passed";
  book.accept(1, day("2026-04-30"));
  book.tell("2026-04-10", "150", "12999.99");  // a second file: another difference
  EXPECT_EQ(book.reconcile("2026-04-13").status, ExitStatus::gate_blocked);
  std::vector<std::string> changes;
  for (const auto& event : store::load_break_events(book.book, 1)) {
    changes.emplace_back(name_of(event.change));
  }
  EXPECT_THAT(changes, ElementsAre("first_seen", "explained", "expired", "explained", "reopened"));
}

TEST_F(ReconcileCustodian, DifferenceThatIsGoneResolvesItself) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  book.work("2026-04-09");
  book.reconcile("2026-04-09");
  book.tell("2026-04-08", "150", "13645.76");
  EXPECT_EQ(book.evening("2026-04-09").status, ExitStatus::ok);
  EXPECT_TRUE(book.breaks().empty());
  EXPECT_EQ(store::load_break(book.book, 1)->last.state, finance::BreakState::resolved);
  // the same identity again is a new break
  book.tell("2026-04-09", "150", "13000.00");
  book.work("2026-04-10");
  book.reconcile("2026-04-10");
  EXPECT_EQ(book.count("break_record"), 2);
}

TEST_F(ReconcileCustodian, SettlementThatTheyDoNotHaveYetIsExplained) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", {.cash = {{"P1", "AUD", cents("20000.00")}}});
  book.tell("2026-04-08", {.positions = {{"P1", "BHP", 0}}});
  const Execution done = book.evening("2026-04-09");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  for (const store::ReconItem& item : book.recon("2026-04-09").items) {
    EXPECT_EQ(item.break_class, "pending_settlement") << item.identity.subject;
    EXPECT_EQ(item.causes, "trade|T1|set|1");
  }
  EXPECT_EQ(book.breaks().size(), 2U);
}

TEST_F(ReconcileCustodian, PortfolioOutOfItsToleranceIsHeldAndTheFirmGoesOn) {
  book.portfolio("P2");
  book.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "9000000.00", .portfolio = "P2"});
  book.close_through("2026-04-08");
  book.tell("2026-04-08",
            {.positions = {{"P1", "BHP", e6("150")}},
             .cash = {{"P1", "AUD", cents("13600.00")}, {"P2", "AUD", cents("9000000.00")}}});
  book.work("2026-04-09");
  const Execution done = book.reconcile("2026-04-09");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  const auto holds = store::load_holds(book.book, day("2026-04-09"));
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].reason, "custodian_break");
  EXPECT_THAT(book.run("close_ledger", "2026-04-09").why, HasSubstr("1 portfolio held; P1"));
  book.accept(1, {});
  EXPECT_EQ(book.evening("2026-04-09").status, ExitStatus::ok);
  EXPECT_TRUE(store::load_holds(book.book, day("2026-04-09")).empty());
  EXPECT_TRUE(store::load_close(book.book, day("2026-04-09")).has_value());
}

TEST_F(ReconcileCustodian, OverridePassesTheGateAndStandsInTheCloseRecord) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  const Execution done = book.evening("2026-04-09", {.override_why = "agreed by phone"});
  EXPECT_EQ(done.status, ExitStatus::ok);
  EXPECT_THAT(done.why, HasSubstr("overridden: unexplained differences of 645.76 AUD"));
  EXPECT_EQ(book.recon("2026-04-09").status, store::ReconStatus::overridden);
  const auto record =
      base::Json::parse(store::load_close(book.book, day("2026-04-09")).value().record_json);
  ASSERT_EQ(record["overrides"].size(), 1U);
  EXPECT_EQ(record["overrides"][0]["why"], "agreed by phone");
  EXPECT_EQ(record["custodian_reconciled_through"], "2026-04-08");
  EXPECT_EQ(record["breaks"]["open"], 1);
}

TEST_F(ReconcileCustodian, SecondRunOnTheSameFileAddsNothing) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  book.work("2026-04-09");
  book.reconcile("2026-04-09");
  book.reconcile("2026-04-09");
  EXPECT_EQ(book.count("recon_run"), 1);
  EXPECT_EQ(book.count("break_event"), 1);
  book.accept(1, day("2026-04-30"));
  book.evening("2026-04-09");
  EXPECT_TRUE(book.reconcile("2026-04-09", {.force = true}).is_reused) << "the day is closed";
  EXPECT_EQ(book.count("recon_run"), 2);
}

TEST_F(ReconcileCustodian, AnswerAfterTheCloseDoesNotTouchTheClosedDay) {
  book.custodian().nav_tol_bps = 10'000;
  book.config.jobs["reconcile_custodian"] = {{"gate_nav_bps", 10'000, {}}};
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  book.evening("2026-04-09");
  book.accept(1, day("2026-04-30"));
  EXPECT_TRUE(book.reconcile("2026-04-09", {.force = true}).is_reused);
  book.tell("2026-04-08", "150", "12000.00");
  const Execution changed = book.reconcile("2026-04-09", {.force = true});
  EXPECT_EQ(changed.status, ExitStatus::gate_blocked);
  EXPECT_THAT(changed.why, HasSubstr("input_changed: a statement of a custodian"));
}

TEST_F(ReconcileCustodian, LagSaysWhichDayIsCompared) {
  book.custodian().lag_bd = 2;
  book.close_through("2026-04-08");
  book.tell("2026-04-07", {.cash = {{"P1", "AUD", cents("20000.00")}}});
  const Execution done = book.evening("2026-04-09");
  EXPECT_THAT(done.why, HasSubstr("BNY 2026-04-07: 1 matched"));
}

TEST_F(ReconcileCustodian, NeedsAValuedDay) {
  const Execution done = book.reconcile("2026-04-01");
  EXPECT_EQ(done.status, ExitStatus::gate_blocked);
  EXPECT_EQ(done.why, "2026-04-01 is not valued");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
