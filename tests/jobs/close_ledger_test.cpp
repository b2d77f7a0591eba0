// close_ledger: what seals a day, what stops it, and what stands in its record (domain job 9).
#include "base/json_document.h"
#include "base/sha256.h"
#include "scratch_book.h"
#include "store/doctor.h"
#include "store/findings.h"
#include "store/journal.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CloseLedger : ::testing::Test {
  CloseLedger() {
    make_mini_book(scratch);
    scratch.portfolio("P2");
    scratch.instrument("NEW");
    scratch.add(Flow{"C1", "2026-04-01", "1000"});
    scratch.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "1000", .portfolio = "P2"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  }
  // P2 holds what has no price.
  void hold_p2() {
    scratch.add(Buy{.id = "T2",
                    .date = "2026-04-02",
                    .quantity = "5",
                    .price = "10",
                    .instrument = "NEW",
                    .portfolio = "P2"});
  }
  Execution close(const Ask& ask = {}) { return scratch.run("close_ledger", "2026-04-02", ask); }
  base::Json record() {
    return base::Json::parse(
        store::load_close(scratch.book, day("2026-04-02")).value().record_json);
  }
  // What no program can do: the guards of the table are taken away first.
  void tamper(const std::string& table, const std::string& change) {
    store::WriteTransaction write(scratch.book);
    std::vector<std::string> triggers;
    auto rows = scratch.book.query(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", table);
    while (rows.next()) triggers.push_back(rows.string(0));
    for (const std::string& trigger : triggers) scratch.book.execute("DROP TRIGGER " + trigger);
    scratch.book.execute(change);
    write.commit();
  }
  ScratchBook scratch;
};

TEST_F(CloseLedger, HeldPortfolioBlocksTheClose) {
  hold_p2();
  scratch.work("2026-04-02");
  const Execution blocked = close();
  EXPECT_EQ(blocked.status, ExitStatus::gate_blocked);
  EXPECT_EQ(blocked.why, "1 portfolio held; P2: no_price: NEW is held and has no price at all");
  EXPECT_EQ(blocked.next, "wealthjobs holds list --date 2026-04-02");
  EXPECT_FALSE(store::load_close(scratch.book, day("2026-04-02")));
}

TEST_F(CloseLedger, SoManyHoldsAsAllowedAreListedInItsRecord) {
  hold_p2();
  scratch.work("2026-04-02");
  const Execution done = close({.with = {{"max_held", 1, {}}}});
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  ASSERT_EQ(record()["holds"].size(), 1U);
  EXPECT_EQ(record()["holds"][0]["portfolio_id"], "P2");
  EXPECT_TRUE(record()["overrides"].empty());
}

TEST_F(CloseLedger, OverrideStandsInItsRecord) {
  hold_p2();
  scratch.work("2026-04-02");
  const Execution done = close({.override_why = "priced by hand tomorrow"});
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  ASSERT_EQ(record()["overrides"].size(), 1U);
  EXPECT_EQ(record()["overrides"][0]["why"], "priced by hand tomorrow");
}

TEST_F(CloseLedger, RequiredJobMustHaveSucceeded) {
  scratch.run("build_pack", "2026-04-02");
  scratch.run("settle_trades", "2026-04-02");
  const Execution blocked = close();
  EXPECT_EQ(blocked.status, ExitStatus::gate_blocked);
  EXPECT_EQ(blocked.why, "value_portfolios has not succeeded for 2026-04-02");
  EXPECT_EQ(blocked.next, "wealthjobs run cob --date 2026-04-02");
}

TEST_F(CloseLedger, TamperedBalanceIsRefusedAndCannotBeOverridden) {
  scratch.work("2026-04-02");
  tamper("balance", "UPDATE balance SET amount_minor = amount_minor + 1 WHERE account = 1000");
  const Execution refused = close({.override_why = "it is only a cent"});
  EXPECT_EQ(refused.status, ExitStatus::internal);
  EXPECT_EQ(refused.why, "the running balances are not what the journal adds up to");
}

TEST_F(CloseLedger, TamperedJournalIsRefusedAndCannotBeOverridden) {
  scratch.work("2026-04-02");
  tamper(
      "journal_line",
      "UPDATE journal_line SET amount_minor = amount_minor + 1 WHERE entry_id = 1 AND line_no = 1");
  const Execution refused = close({.override_why = "it is only a cent"});
  EXPECT_EQ(refused.status, ExitStatus::internal);
  EXPECT_EQ(refused.why, "the trial balance is off by 1 minor units of AUD");
}

TEST_F(CloseLedger, EntryThatDoesNotFitTheChainIsRefused) {
  scratch.work("2026-04-02");
  tamper("journal_entry", "UPDATE journal_entry SET source_key = 'flow|C9' WHERE entry_id = 1");
  const Execution refused = close({.override_why = "a typing error"});
  EXPECT_EQ(refused.status, ExitStatus::io_error);
  EXPECT_EQ(refused.why, "entry 1 does not fit into the hash chain");
}

TEST_F(CloseLedger, BrokenTieIsRefused) {
  scratch.work("2026-04-02");
  tamper("lot", "UPDATE lot SET cost_minor = cost_minor + 1");
  const Execution refused = close({.override_why = "a cent"});
  EXPECT_EQ(refused.status, ExitStatus::internal);
  EXPECT_EQ(refused.why.substr(0, 4), "tie ");
}

TEST_F(CloseLedger, WitnessGetsOneLineACloseAndNoneTwice) {
  std::filesystem::create_directories(scratch.folder / "etc");
  scratch.config.jobs["close_ledger"] = {{"witness_file", "close.log", {}}};
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  EXPECT_TRUE(close({.force = true}).is_reused);
  const auto hash = [&](const char* date) {
    return store::load_close(scratch.book, day(date)).value().hash;
  };
  EXPECT_EQ(bytes_of(scratch.folder / "etc/close.log"),
            "2026-04-01 " + hash("2026-04-01") + "\n2026-04-02 " + hash("2026-04-02") + "\n");
}

TEST_F(CloseLedger, NextCloseContinuesTheChain) {
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  const auto chain = store::load_close_chain(scratch.book);
  ASSERT_EQ(chain.size(), 2U);
  EXPECT_EQ(chain[1].prev_hash, chain[0].hash);
  EXPECT_EQ(chain[0].entry_count, 2);
  EXPECT_EQ(chain[1].entry_count, 1);
  EXPECT_EQ(chain[1].last_entry_id, 3);
  EXPECT_EQ(chain[1].closed_by, "tester");
}

struct YearEnd : ::testing::Test {
  YearEnd() {
    make_mini_book(scratch);
    scratch.config.calendar.fiscal_year_end_month = 6;
    scratch.config.calendar.fiscal_year_end_day = 30;
    scratch.config.jobs["close_ledger"] = {{"closing_entries", "year_end", {}}};
    scratch.price("BHP", "2026-06-29", "42.00");
    scratch.price("BHP", "2026-06-30", "42.80");
    scratch.price("BHP", "2026-07-01", "42.80");
    scratch.add(Flow{"C1", "2026-06-29", "1000.00"});
    scratch.add(Buy{.id = "T1", .date = "2026-06-29", .quantity = "10", .price = "42"});
    scratch.add(Dividend{.id = "V1", .date = "2026-06-30", .amount = "0.50"});
    scratch.add(Buy{
        .id = "T2", .date = "2026-06-30", .quantity = "10", .price = "42.80", .side = Side::sell});
  }
  ScratchBook scratch;
};

// By hand: 10 x 0.50 of dividends and 10 x (42.80 - 42.00) of gain: 5.00 + 8.00 = 13.00 retained.
TEST_F(YearEnd, ClosingEntriesMoveIncomeIntoRetained) {
  scratch.cob("2026-06-30");
  EXPECT_EQ(scratch.journal().back(),
            "2026-06-30 closing|P1|2026 4000 +500, 4100 +800, 3900 -1300");
  const std::string balance = scratch.trial_balance("2026-06-30");
  for (const char* line : {"3000-CLIENT-CAPITAL|AUD|-100000\n", "3900-RETAINED|AUD|-1300\n",
                           "4000-INCOME-DIVIDEND|AUD|0\n", "4100-REALISED-GAIN|AUD|0\n"}) {
    EXPECT_NE(balance.find(line), std::string::npos) << line << balance;
  }
  const auto close = store::load_close(scratch.book, day("2026-06-30")).value();
  EXPECT_EQ(close.tb_hash, base::sha256_hex(balance));
  EXPECT_EQ(close.last_entry_id, store::load_ledger_head(scratch.book).entry_id);
  EXPECT_EQ(close.entry_count, close.last_entry_id);
  EXPECT_EQ(scratch.count("journal_entry WHERE kind = 'closing'"), 1);
  EXPECT_TRUE(store::check_book(scratch.book).empty());
}

TEST_F(YearEnd, ChangeNoNavAndAreMadeOnce) {
  scratch.cob("2026-06-30");
  EXPECT_EQ(scratch.nav("2026-06-30").nav_minor, 100'000 + 500 + 800);
  EXPECT_TRUE(scratch.run("close_ledger", "2026-06-30", {.force = true}).is_reused);
  scratch.cob("2026-07-01");
  EXPECT_EQ(scratch.count("journal_entry WHERE kind = 'closing'"), 1);
  EXPECT_EQ(scratch.nav("2026-07-01").nav_minor, 100'000 + 500 + 800);
  EXPECT_NE(scratch.trial_balance("2026-07-01").find("4100-REALISED-GAIN|AUD|0\n"),
            std::string::npos);
}

TEST_F(YearEnd, AreNotMadeUnlessAskedForAndOnNoOtherDay) {
  scratch.config.calendar.fiscal_year_end_month = 12;
  scratch.config.calendar.fiscal_year_end_day = 31;
  scratch.cob("2026-06-30");
  EXPECT_EQ(scratch.count("journal_entry WHERE kind = 'closing'"), 0);
  scratch.config.calendar.fiscal_year_end_month = 7;
  scratch.config.calendar.fiscal_year_end_day = 1;
  scratch.config.jobs.clear();
  scratch.cob("2026-07-01");
  EXPECT_EQ(scratch.count("journal_entry WHERE kind = 'closing'"), 0);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
