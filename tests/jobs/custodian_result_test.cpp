#include "jobs/custodian_result.h"

#include <gmock/gmock.h>

#include "base/json_document.h"
#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

using ::testing::ElementsAre;

struct CustodianResult : ::testing::Test {
  CustodianResult() {
    CustodianSource here;
    here.settings.name = "BNY";
    here.statement_day = day("2026-04-08");
    here.digest = "abc";
    here.kinds = here.usual = {true, false};
    CustodianSource missing;
    missing.settings.name = "STT";
    missing.statement_day = day("2026-04-08");
    done.sources = {here, missing};
    done.comparison.matched = 4;
    done.work.explained = 2;
  }
  std::vector<std::string> texts() {
    add_findings(book.master, day("2026-04-09"), done);
    std::vector<std::string> found;
    for (const store::Finding& finding : done.findings) {
      found.push_back(finding.kind + ": " + finding.text);
    }
    return found;
  }
  CustodianBook book;
  Reconciliation done;
};

TEST_F(CustodianResult, OneLineSaysWhatWasComparedAndWhatCameOfIt) {
  EXPECT_EQ(summary(done),
            "BNY 2026-04-08, no statement of STT 2026-04-08: 4 matched, 2 explained, 0 accepted, 0 "
            "unexplained");
  EXPECT_EQ(summary({}), "no custodian file belongs to this book");
}

TEST_F(CustodianResult, FindingsNameWhatIsMissing) {
  ComparedLine unknown;
  unknown.identity = {finance::BreakKind::mapping, "BNY", "A9", "P9", "BHP"};
  unknown.theirs = e6("7");
  ComparedLine unmapped;
  unmapped.identity = {finance::BreakKind::mapping, "", "", "P1", "*"};
  done.comparison.lines = {unknown, unmapped};
  EXPECT_THAT(texts(),
              ElementsAre("never_delivered: BNY has never delivered cash: they are not compared",
                          "missing_statement: no statement of STT for 2026-04-08",
                          "unknown_id: BNY A9 holds 7 BHP for P9, which the book does not know",
                          "unknown_id: portfolio P1 is in no statement of a custodian"));
}

TEST_F(CustodianResult, RunIsBlockedPassedOrOverridden) {
  const CustodianGate closed{ExitStatus::gate_blocked, "too much", "next"};
  fill_recon_run(day("2026-04-09"), closed, std::nullopt, done);
  EXPECT_EQ(done.run.status, store::ReconStatus::blocked);
  EXPECT_EQ(done.run.sources.size(), 2U);
  EXPECT_FALSE(done.run.sources[1].is_compared);
  fill_recon_run(day("2026-04-09"), closed, "too much", done);
  EXPECT_EQ(done.run.status, store::ReconStatus::overridden);
  fill_recon_run(day("2026-04-09"), {}, std::nullopt, done);
  EXPECT_EQ(done.run.status, store::ReconStatus::passed);
}

TEST_F(CustodianResult, TypedResultCarriesTheOverride) {
  EXPECT_FALSE(result_of(done, std::nullopt, std::nullopt).contains("override"));
  const base::Json result = result_of(done, "too much", "agreed");
  EXPECT_EQ(result["override"]["why"], "agreed");
  EXPECT_EQ(result["matched"], 4);
  EXPECT_EQ(result["custodians"][0]["statement_date"], "2026-04-08");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
