// Re-runs, corrections and late facts (RULINGS A17, B4, B11) through execute().
#include "scratch_book.h"
#include "store/dump.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

using Lines = std::vector<std::string>;

struct Rerun : ::testing::Test {
  Rerun() {
    make_mini_book(scratch);
    scratch.price("BHP", "2026-04-09", "43.20");
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  }
  Lines journal_after(std::size_t entries) {
    Lines lines = scratch.journal();
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(entries));
    return lines;
  }
  void amend_price(const char* price) {
    scratch.add(Buy{.id = "T1",
                    .date = "2026-04-02",
                    .quantity = "10",
                    .price = price,
                    .action = FactAction::amend});
  }
  ScratchBook scratch;
};

TEST_F(Rerun, SecondRunReusesEveryStep) {
  scratch.work("2026-04-02");
  const std::string before = store::dump_sha256(scratch.book);
  for (const char* job : {"build_pack", "settle_trades", "value_portfolios"}) {
    const Execution again = scratch.run(job, "2026-04-02", {.force = true});
    EXPECT_EQ(again.status, ExitStatus::ok) << again.why;
    EXPECT_TRUE(again.is_reused) << job << ": " << again.why;
    EXPECT_EQ(scratch.step().state, store::StepState::reused);
  }
  EXPECT_EQ(store::dump_sha256(scratch.book), before);
}

TEST_F(Rerun, ForcedRunOfAClosedDayReusesAndPostsNothing) {
  scratch.cob("2026-04-02");
  scratch.cob("2026-04-07");
  scratch.cob("2026-04-08");
  const std::string before = store::dump_sha256(scratch.book);
  for (const char* date : {"2026-04-02", "2026-04-07", "2026-04-08"}) {
    for (const char* job : {"build_pack", "settle_trades", "value_portfolios", "close_ledger"}) {
      const Execution again = scratch.run(job, date, {.force = true});
      EXPECT_TRUE(again.is_reused) << job << " " << date << ": " << again.why;
    }
  }
  EXPECT_EQ(store::dump_sha256(scratch.book), before);
}

TEST_F(Rerun, ChangedFactOfAnOpenDayNeedsRestate) {
  scratch.cob("2026-04-01");
  scratch.work("2026-04-02");
  amend_price("43");
  const Execution refused = scratch.run("settle_trades", "2026-04-02", {.force = true});
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_EQ(refused.why, "input_changed: trade T1 version 2 would undo trade|T1|td");
  EXPECT_EQ(scratch.journal().size(), 2U);

  const Execution restated =
      scratch.run("settle_trades", "2026-04-02", {.force = true, .restate = true});
  EXPECT_EQ(restated.status, ExitStatus::ok) << restated.why;
  EXPECT_EQ(journal_after(1), (Lines{
                                  "2026-04-02 trade|T1|td 1100 +42000, 2000 -42000",
                                  "2026-04-02 trade|T1|td|x0 1100 -42000, 2000 +42000",
                                  "2026-04-02 trade|T1|td|r1 1100 +43000, 2000 -43000",
                              }));
  const Execution valued = scratch.run("value_portfolios", "2026-04-02", {.force = true});
  EXPECT_EQ(valued.status, ExitStatus::ok);
  EXPECT_FALSE(valued.is_reused);  // everything downstream recomputes
  EXPECT_EQ(scratch.nav("2026-04-02").nav_minor, 2'000'000 - 43'000 + 42'500);
}

TEST_F(Rerun, ChangeAfterTheClosePostsInTheFirstOpenDay) {
  scratch.cob("2026-04-02");
  const auto close = store::load_close(scratch.book, day("2026-04-02"));
  const Lines closed = scratch.journal();
  amend_price("43");
  const Execution sealed = scratch.run("settle_trades", "2026-04-02", {.force = true});
  EXPECT_EQ(sealed.status, ExitStatus::gate_blocked);
  EXPECT_EQ(sealed.why, "input_changed: trade T1 version 2 changed since 2026-04-02 was worked");

  scratch.cob("2026-04-07");
  EXPECT_EQ(journal_after(closed.size()),
            (Lines{
                "2026-04-07 [2026-04-02] trade|T1|td|x0 1100 -42000, 2000 +42000",
                "2026-04-07 [2026-04-02] trade|T1|td|r1 1100 +43000, 2000 -43000",
            }));
  EXPECT_EQ(store::load_close(scratch.book, day("2026-04-02")), close);
  EXPECT_EQ(scratch.nav("2026-04-02").nav_minor, 2'000'000 - 42'000 + 42'500);
  EXPECT_EQ(scratch.nav("2026-04-07").nav_minor, 2'000'000 - 43'000 + 42'800);
  scratch.cob("2026-04-08");
  EXPECT_EQ(scratch.journal().back(), "2026-04-08 trade|T1|set|1 2000 +43000, 1000 -43000");
}

TEST_F(Rerun, NewFactOfAnOpenDayPostsWithoutFlags) {
  scratch.cob("2026-04-01");
  scratch.work("2026-04-02");
  scratch.add(Buy{.id = "T2", .date = "2026-04-02", .quantity = "1", .price = "42.10"});
  const Execution more = scratch.run("settle_trades", "2026-04-02", {.force = true});
  EXPECT_EQ(more.status, ExitStatus::ok) << more.why;
  EXPECT_FALSE(more.is_reused);
  EXPECT_EQ(journal_after(2), (Lines{"2026-04-02 trade|T2|td 1100 +4210, 2000 -4210"}));
  EXPECT_TRUE(scratch.run("settle_trades", "2026-04-02", {.force = true}).is_reused);
}

TEST_F(Rerun, LateFactPostsInTheFirstOpenDayWithItsTrueDate) {
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  scratch.add(Flow{"C2", "2026-04-01", "500.00"});
  scratch.cob("2026-04-07");
  EXPECT_EQ(journal_after(2), (Lines{"2026-04-07 [2026-04-01] flow|C2 1000 +50000, 3000 -50000"}));
  EXPECT_TRUE(scratch.run("settle_trades", "2026-04-07", {.force = true}).is_reused);
  EXPECT_TRUE(scratch.run("settle_trades", "2026-04-02", {.force = true}).is_reused);
  EXPECT_EQ(scratch.run("settle_trades", "2026-04-01", {.force = true}).why,
            "input_changed: cash_flow C2 version 1 changed since 2026-04-01 was worked");
}

TEST_F(Rerun, CancelledTradeIsReversedAndNotReplaced) {
  scratch.cob("2026-04-02");
  scratch.add(Buy{.id = "T1",
                  .date = "2026-04-02",
                  .quantity = "10",
                  .price = "42",
                  .action = FactAction::cancel});
  scratch.cob("2026-04-07");
  EXPECT_EQ(journal_after(2),
            (Lines{"2026-04-07 [2026-04-02] trade|T1|td|x0 1100 -42000, 2000 +42000"}));
  EXPECT_EQ(scratch.count("position WHERE traded_e6 <> 0"), 0);
  EXPECT_EQ(scratch.nav("2026-04-07").nav_minor, 2'000'000);
}

TEST_F(Rerun, AmendedActionReachesPortfoliosThatSoldEverything) {
  scratch.add(Dividend{.id = "V1", .date = "2026-04-07", .amount = "0.50"});
  scratch.add(Buy{
      .id = "T2", .date = "2026-04-07", .quantity = "10", .price = "42.80", .side = Side::sell});
  scratch.cob("2026-04-07");
  scratch.cob("2026-04-08");
  const std::size_t before = scratch.journal().size();
  scratch.add(
      Dividend{.id = "V1", .date = "2026-04-07", .amount = "0.60", .action = FactAction::amend});
  scratch.cob("2026-04-09");
  for (const std::string& line : journal_after(before)) {
    if (line == "2026-04-09 trade|T2|set|1 1000 +42800, 1200 -42800") continue;
    EXPECT_NE(line.find("[2026-04-07]"), std::string::npos) << line;
  }
  const std::int64_t income =
      scratch.book.integer_or(0, "SELECT amount_minor FROM balance WHERE account = 4000");
  EXPECT_EQ(income, -600);
}

TEST_F(Rerun, OtherParametersOnAnOpenDayPostNothingTwice) {
  scratch.cob("2026-04-01");
  scratch.work("2026-04-02");
  const std::size_t before = scratch.journal().size();
  const Execution other =
      scratch.run("settle_trades", "2026-04-02", {.with = {{"buyin_after_bd", 9, {}}}});
  EXPECT_EQ(other.status, ExitStatus::ok) << other.why;
  EXPECT_EQ(scratch.journal().size(), before);
  EXPECT_TRUE(
      scratch.run("settle_trades", "2026-04-02", {.with = {{"buyin_after_bd", 9, {}}}}).is_reused);
  // back to the first ones: what stands now came from the others
  EXPECT_FALSE(scratch.run("settle_trades", "2026-04-02", {.force = true}).is_reused);

  const Ask expensed{.with = {{"lot_cost", "expensed", {}}}};
  scratch.add(
      Buy{.id = "T3", .date = "2026-04-02", .quantity = "1", .price = "42", .commission = "9.50"});
  EXPECT_EQ(scratch.run("settle_trades", "2026-04-02", {.force = true}).status, ExitStatus::ok);
  const Execution undone = scratch.run("settle_trades", "2026-04-02", expensed);
  EXPECT_EQ(undone.status, ExitStatus::data_invalid);
  EXPECT_EQ(undone.why, "input_changed: parameters or rates would undo trade|T3|td");
}

TEST_F(Rerun, CorrectedRateRestatesWhatRestsOnIt) {
  scratch.instrument("ABC", "USD");
  scratch.price("ABC", "2026-04-01", "10");
  scratch.rate("USD", "AUD", "2026-04-01", "1.50");
  scratch.rate("EUR", "USD", "2026-04-01", "1.10");
  scratch.add(
      Buy{.id = "F1", .date = "2026-04-01", .quantity = "1", .price = "10", .instrument = "ABC"});
  scratch.work("2026-04-01");
  const auto cost = [&] {
    return scratch.book.integer_or(0, "SELECT cost_base_minor FROM lot WHERE lot_id = 'F1'");
  };
  EXPECT_EQ(cost(), 1'500);
  scratch.rate("USD", "AUD", "2026-04-01", "1.60");
  EXPECT_EQ(scratch.run("build_pack", "2026-04-01", {.force = true}).status,
            ExitStatus::data_invalid);
  scratch.work("2026-04-01", {.force = true, .restate = true});
  EXPECT_EQ(cost(), 1'600);
}

TEST_F(Rerun, OtherParametersOfAValuationNeedRestate) {
  scratch.cob("2026-04-01");
  scratch.work("2026-04-02");
  const Ask other{.with = {{"stale_fail_bd", 9, {}}}, .force = true};
  const Execution refused = scratch.run("value_portfolios", "2026-04-02", other);
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_EQ(refused.why, "input_changed: stale_fail_bd was 5, is 9 since 2026-04-02 was worked");
  EXPECT_EQ(refused.next, "add --restate --why TEXT to work the day again");

  Ask restated = other;
  restated.restate = true;
  const Execution done = scratch.run("value_portfolios", "2026-04-02", restated);
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_FALSE(done.is_reused);
  EXPECT_TRUE(scratch.run("value_portfolios", "2026-04-02", restated).is_reused);
  EXPECT_EQ(scratch.run("close_ledger", "2026-04-02").status, ExitStatus::ok);
  const Execution sealed = scratch.run("value_portfolios", "2026-04-02", {.force = true});
  EXPECT_EQ(sealed.status, ExitStatus::gate_blocked);
}

TEST_F(Rerun, OtherParametersOfAPackSupersedeItWithRestateOnly) {
  scratch.cob("2026-04-01");
  scratch.work("2026-04-02");
  const auto first = store::load_current_pack_header(scratch.book, day("2026-04-02")).value();
  const Ask other{.with = {{"policy", "evening", {}}}, .force = true};
  const Execution refused = scratch.run("build_pack", "2026-04-02", other);
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_EQ(refused.why,
            "input_changed: policy was close, is evening gives another pack than " + first.id);
  EXPECT_EQ(store::load_current_pack_header(scratch.book, day("2026-04-02"))->id, first.id);

  Ask restated = other;
  restated.restate = true;
  EXPECT_EQ(scratch.run("build_pack", "2026-04-02", restated).status, ExitStatus::ok);
  const auto second = store::load_current_pack_header(scratch.book, day("2026-04-02")).value();
  EXPECT_NE(second.id, first.id);
  EXPECT_EQ(scratch.count("v_pack WHERE pack_id = '" + second.id + "' AND supersedes = '" +
                          first.id + "'"),
            1);
  EXPECT_EQ(scratch.count("v_pack WHERE pack_id = '" + first.id + "'"), 1) << "it stays";
  // everything downstream recomputes
  const Execution valued = scratch.run("value_portfolios", "2026-04-02", {.force = true});
  EXPECT_EQ(valued.status, ExitStatus::ok) << valued.why;
  EXPECT_FALSE(valued.is_reused);
}

TEST_F(Rerun, OtherParametersOfReportsNeedRestateAndEditionsDoNotDisturbEachOther) {
  scratch.work("2026-04-02");
  const auto report = [&](const char* edition, int max_skip_pct, bool restate) {
    return scratch.run("generate_reports", "2026-04-02",
                       {.with = {{"edition", edition, {}}, {"max_skip_pct", max_skip_pct, {}}},
                        .force = true,
                        .restate = restate});
  };
  EXPECT_EQ(report("preliminary", 5, false).status, ExitStatus::ok);
  EXPECT_EQ(scratch.run("close_ledger", "2026-04-02").status, ExitStatus::ok);
  EXPECT_EQ(report("final", 5, false).status, ExitStatus::ok);
  EXPECT_TRUE(report("preliminary", 5, false).is_reused);
  const Execution refused = report("final", 7, false);
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_EQ(refused.why, "input_changed: max_skip_pct was 5, is 7 since 2026-04-02 was worked");
  EXPECT_EQ(report("final", 7, true).status, ExitStatus::ok);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
