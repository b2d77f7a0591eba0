#include "jobs/custodian_gate.h"

#include <gmock/gmock.h>

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

using ::testing::HasSubstr;

struct CustodianGates : ::testing::Test {
  CustodianGates() {
    book.cob("2026-04-01");  // P1: 20,000.00 AUD
    request = book.start(reconcile_custodian(), "2026-04-01");
    source.settings.name = "BNY";
    source.statement_day = day("2026-03-31");
    source.digest = "abc";
    pack = store::load_current_pack(book.book, day("2026-04-01")).value();
  }
  OpenBreak open(std::int64_t no, std::optional<std::int64_t> value_minor, int age_bd = 0) {
    OpenBreak made;
    made.no = no;
    made.identity = {finance::BreakKind::cash, "BNY", "A1", "P1", "AUD"};
    made.age_bd = age_bd;
    made.value_minor = value_minor;
    made.currency = base::Currency::of("AUD");
    return made;
  }
  CustodianGate gate(const BreakWork& work) {
    return custodian_gate(book.book, request, {source}, work, {5, 5});
  }
  std::vector<store::Hold> holds(const BreakWork& work) {
    return custodian_holds(book.book, request, book.master, pack, work);
  }
  CustodianBook book;
  JobRequest request;
  CustodianSource source;
  store::Pack pack;
};

TEST_F(CustodianGates, FiveBasisPointsOfTheBookPassAndOneCentMoreDoesNot) {
  BreakWork work;
  work.open = {open(1, 400), open(2, 600)};  // 10.00 of 20,000.00
  EXPECT_EQ(gate(work).status, ExitStatus::ok);
  work.open.push_back(open(3, 1));
  const CustodianGate closed = gate(work);
  EXPECT_EQ(closed.status, ExitStatus::gate_blocked);
  EXPECT_THAT(closed.why, HasSubstr("unexplained differences of 10.01 AUD, more than 5 bps"));
  EXPECT_THAT(closed.why, HasSubstr("break 2")) << "the largest";
}

TEST_F(CustodianGates, BreakOlderThanFiveBusinessDaysGates) {
  BreakWork work;
  work.open = {open(1, 1, 5)};
  EXPECT_EQ(gate(work).status, ExitStatus::ok);
  work.open[0].age_bd = 6;
  EXPECT_THAT(gate(work).why, HasSubstr("unexplained for more than 5 business days: break 1"));
}

TEST_F(CustodianGates, AbsentComesBeforeIncompleteBeforeDifferences) {
  BreakWork work;
  work.open = {open(1, 999'999)};
  source.quarantined_rows = 2;
  source.first_quarantined = "in/custodian_cash.csv:3:9";
  EXPECT_EQ(gate(work).status, ExitStatus::data_invalid);
  EXPECT_EQ(gate(work).why,
            "the statement of BNY for 2026-03-31 is not complete: 2 rows in quarantine, the first "
            "in/custodian_cash.csv:3:9");
  source.digest.clear();
  source.settings.required = true;
  source.settings.expected_by = pipeline::Deadline{0, 9 * 60 + 30};
  EXPECT_EQ(gate(work).status, ExitStatus::data_missing);
  EXPECT_EQ(gate(work).why, "no statement of BNY for 2026-03-31, expected by 09:30");
}

TEST_F(CustodianGates, PortfolioIsHeldOutsideItsToleranceItsCapOrAPrice) {
  BreakWork work;
  work.open = {open(1, 1'000)};
  EXPECT_TRUE(holds(work).empty());
  work.open = {open(1, 1'001)};
  ASSERT_EQ(holds(work).size(), 1U);
  EXPECT_EQ(holds(work)[0].reason, "custodian_break");
  work.open = {open(1, std::nullopt), open(2, 1)};
  ASSERT_EQ(holds(work).size(), 1U);
  EXPECT_THAT(holds(work)[0].detail, HasSubstr("(and 1 more)"));
  pipeline::Custodian& settings = book.custodian();
  settings.max_abs_minor = 500;
  settings.max_abs_currency = "AUD";
  work.open = {open(1, 501)};
  EXPECT_EQ(holds(work).size(), 1U);
  settings.max_abs_currency = "USD";  // no rate for it: the share of nav decides
  EXPECT_TRUE(holds(work).empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
