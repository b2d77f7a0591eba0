#include "store/ledger_checks.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/doctor.h"
#include "store/sample_ledger.h"

namespace wealthjobs::store {
namespace {

// As an intruder would: guards dropped, rows changed, guards made again.
void tamper(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  std::string drop;
  std::string make;
  const auto collect = [](void* lists, int, char** values, char**) {
    auto& [drops, makes] = *static_cast<std::pair<std::string*, std::string*>*>(lists);
    *drops += "DROP TRIGGER " + std::string(values[0]) + ";";
    *makes += std::string(values[1]) + ";";
    return 0;
  };
  std::pair<std::string*, std::string*> lists{&drop, &make};
  sqlite3_exec(handle, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", collect,
               &lists, nullptr);
  ASSERT_EQ(sqlite3_exec(handle, (drop + sql + ";" + make).c_str(), nullptr, nullptr, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

struct LedgerChecks : testing::Test {
  // The first finding of one check after a change, as "where: text".
  template <class Check>
  std::string finding(const std::string& sql, Check check) {
    tamper(ledger.path, sql);
    Database book = ledger.open({.mode = OpenMode::read_only});
    const Findings findings = check(book);
    return findings.empty() ? "" : findings[0].where + ": " + findings[0].text;
  }
  SampleLedger ledger;
};

TEST_F(LedgerChecks, FindNothingInASoundLedger) {
  Database book = ledger.open({.mode = OpenMode::read_only});
  for (const DoctorFinding& finding : check_book(book)) {
    ADD_FAILURE() << finding.check << ' ' << finding.where << ": " << finding.text;
  }
}

TEST_F(LedgerChecks, FindAChangedEntry) {
  EXPECT_EQ(finding("UPDATE journal_entry SET effective_date = 20000 WHERE entry_id = 1",
                    check_entry_chain),
            "journal_entry 1: does not have the stored hash: it or its lines were changed");
}

TEST_F(LedgerChecks, FindAChangedLot) {
  EXPECT_EQ(finding("UPDATE journal_line SET lot_id = 'T2' WHERE entry_id = 2 AND line_no = 1",
                    check_entry_chain),
            "journal_entry 2: does not have the stored hash: it or its lines were changed");
}

TEST_F(LedgerChecks, FindAnEntryThatDoesNotBalance) {
  EXPECT_EQ(finding("UPDATE journal_line SET amount_minor = 635425 WHERE entry_id = 1 AND "
                    "line_no = 1",
                    check_entry_chain),
            "journal_entry 1: does not balance in AUD");
}

TEST_F(LedgerChecks, FindAGap) {
  EXPECT_EQ(finding("DELETE FROM journal_line WHERE entry_id = 1; "
                    "DELETE FROM journal_entry WHERE entry_id = 1",
                    check_entry_chain),
            "journal_entry 2: follows entry 0: entries are missing");
}

TEST_F(LedgerChecks, FindLinesWithoutAnEntry) {
  EXPECT_EQ(finding("DELETE FROM journal_entry WHERE entry_id = 2", check_entry_chain),
            "journal_entry 2: has lines but no entry");
}

TEST_F(LedgerChecks, FindAChangedClose) {
  EXPECT_EQ(finding("UPDATE period_close SET last_entry_id = 1", check_closes),
            "period_close 2026-04-08 version 1: counts 2 entries where the journal has 1");
  EXPECT_EQ(finding("UPDATE period_close SET last_entry_id = 2, hash = 'x'", check_closes),
            "period_close 2026-04-08 version 1: does not have the stored hash");
  EXPECT_EQ(finding("UPDATE period_close SET prev_hash = 'x'", check_closes),
            "period_close 2026-04-08 version 1: is not linked to the close before it");
}

TEST_F(LedgerChecks, FindAClosedTrialBalanceThatTheJournalNoLongerGives) {
  EXPECT_EQ(finding("UPDATE journal_line SET account = 1010 WHERE account = 1000", check_closes),
            "period_close 2026-04-08 version 1: its trial balance is not what the journal adds up "
            "to");
  EXPECT_EQ(finding("UPDATE journal_line SET account = 1000 WHERE account = 1010; "
                    "UPDATE trial_balance SET balance_minor = 1 WHERE account = 1000",
                    check_closes),
            "period_close 2026-04-08 version 1: table trial_balance differs from the journal");
}

TEST_F(LedgerChecks, FindABalanceAndAPositionOffTheJournal) {
  EXPECT_EQ(
      finding("UPDATE balance SET amount_minor = 635425 WHERE account = 1000", check_balances),
      "balance of portfolio 1 account 1000 AUD: holds 635425 where the journal adds up to "
      "635424");
  EXPECT_EQ(finding("UPDATE balance SET amount_minor = 635424 WHERE account = 1000; "
                    "UPDATE position SET settled_e6 = 7",
                    check_balances),
            "position of portfolio 1 instrument 1, settled: holds 7 where table delivery adds up "
            "to 0");
  EXPECT_EQ(finding("DELETE FROM position", check_balances),
            "position of portfolio 1 instrument 1, traded: holds 0 where the journal adds up to "
            "150000000");
}

TEST_F(LedgerChecks, FindALotOffAccount1100) {
  EXPECT_EQ(finding("UPDATE lot SET cost_minor = 1", check_lots),
            "lot T1 of portfolio 1, cost: holds 1 where account 1100 adds up to 635424");
  EXPECT_EQ(finding("UPDATE lot SET cost_minor = 635424, currency = 'USD'", check_lots),
            "lots of portfolio 1 in AUD: holds 0 where account 1100 adds up to 635424");
}

TEST_F(LedgerChecks, FindAChangedPack) {
  EXPECT_TRUE(finding("UPDATE pack_price SET price_e6 = price_e6 + 1", check_packs)
                  .ends_with("does not have the stored hash"));
  EXPECT_TRUE(finding("DELETE FROM pack_rate", check_packs)
                  .ends_with("does not have the prices and rates it counts"));
}

}  // namespace
}  // namespace wealthjobs::store
