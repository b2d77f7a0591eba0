#include "store/recon_runs.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = day(2026, 4, 8);

struct ReconRuns : testing::Test, BookFixture {
  ReconRun run;
  ReconRuns() {
    run.day = d1;
    run.matched = 3;
    run.unexplained = 1;
    run.status = ReconStatus::blocked;
    run.why = "too much";
    run.sources = {{"BNY", d1 - 1, true, "abc"}, {"STT", d1 - 1, false, ""}};
    run.items = {{"open",
                  {finance::BreakKind::qty, "BNY", "A1", "P1", "BHP"},
                  150,
                  100,
                  50,
                  "unexplained",
                  "",
                  1}};
  }
  std::int64_t save() {
    std::int64_t no = 0;
    write([&](WriteTransaction& w) { no = save_recon_run(w, run); });
    return no;
  }
};

TEST_F(ReconRuns, SameSourcesWithTheSameAnswersAreOneRun) {
  EXPECT_EQ(save(), 1);
  EXPECT_EQ(save(), 1);
  EXPECT_EQ(count("recon_item"), 1);
}

TEST_F(ReconRuns, NewFileOrAnotherAnswerIsANewRunAndTheOldOneStays) {
  save();
  run.sources[0].sha256 = "def";
  EXPECT_EQ(save(), 2);
  run.items[0].state = "explained";
  EXPECT_EQ(save(), 3);
  const auto last = load_last_recon_run(book, "custodian", d1);
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ(last->n, 3);
  EXPECT_EQ(last->items, run.items);
  EXPECT_EQ(last->sources, run.sources);
  EXPECT_EQ(last->status, ReconStatus::blocked);
  EXPECT_EQ(count("recon_run"), 3);
  EXPECT_EQ(load_last_recon_run(book, "custodian", d1 + 1).has_value(), false);
}

TEST_F(ReconRuns, ReconciledThroughCountsOnlyWhatPassed) {
  save();
  EXPECT_TRUE(load_reconciled_through(book, d1).empty());
  EXPECT_EQ(load_last_recon_day(book), d1);
  run.status = ReconStatus::overridden;
  save();
  const std::vector<ReconciledThrough> bny{{"BNY", d1 - 1}};
  EXPECT_EQ(load_reconciled_through(book, d1), bny) << "STT was missing";
  EXPECT_TRUE(load_reconciled_through(book, d1 - 1).empty()) << "not known that evening";
}

TEST_F(ReconRuns, NoneHasNoLastDay) { EXPECT_EQ(load_last_recon_day(book), std::nullopt); }

}  // namespace
}  // namespace wealthjobs::store
