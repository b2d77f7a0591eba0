// The guards of schema/003_guards.sql: what no program may change, whichever way it tries.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/error.h"
#include "store/database.h"
#include "store/scratch_book.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

struct GuardedTable {
  const char* table;
  const char* values;  // of the row that `book_with_rows` holds
  const char* set;     // a harmless-looking change
};

const GuardedTable guarded_tables[] = {
    {"knowledge", "1, 10, 'a', 'b'", "actor = 'c'"},
    {"trade",
     "'T1', 1, 'new', 'T1', 1, 1, 'buy', 18000, NULL, 5, 7, 'USD', 0, 0, NULL, 'trades.csv:2', 1",
     "price_e6 = 8"},
    {"fx_trade", "'F1', 1, 'new', 'F1', 1, 18000, 18002, 'USD', 5, 'AUD', 7, 'fx.csv:2', 1",
     "buy_minor = 8"},
    {"cash_flow", "'C1', 1, 'new', 'C1', 1, 18000, 'USD', 100, 'deposit', NULL, 'f.csv:2', 1",
     "amount_minor = 200"},
    {"corporate_action",
     "'D1', 1, 'new', 1, 'cash_dividend', 18000, NULL, NULL, 'USD', 5, NULL, NULL, 0, 0, NULL, "
     "NULL, 'c.csv:2', 1",
     "amount_per_share_e6 = 6"},
    {"confirmation", "'S1', 1, 'new', 'T1', NULL, 18002, 5, 7, 'USD', 's.csv:2', 1",
     "cash_minor = 8"},
    {"opening_position", "1, 'L1', 18000, 1, 17000, 'USD', 5, 7, 7, 'o.csv:2', 1",
     "cost_minor = 8"},
    {"opening_cash", "1, 'USD', 18000, 5, 'o.csv:2', 1", "amount_minor = 6"},
    {"opening_accrual", "1, 'USD', 18000, 1, 0, 0, 0, 0, 1, 0, 1, NULL, NULL, 'o.csv:2', 1",
     "gst_minor = 6"},
    {"transfer",
     "'X1', 1, 'new', 'X1', 1, 1, 'in', 18000, 5, 'USD', 17000, 7, 7, NULL, 't.csv:2', 1",
     "cost_minor = 8"},
    {"portfolio_terms", "1, 18000, NULL, 'F2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1",
     "status = 'closed'"},
    {"price_override", "1, 18000, 1, 7, 18003, 'a', 'b', 'c', 1", "price_e6 = 8"},
    {"price", "1, 18000, 'asx', 1, 7, 'USD', 1", "close_e6 = 8"},
    {"fx_rate", "'EUR', 'USD', 18000, 'ecb', 1, 7, 1", "rate_e8 = 8"},
    {"series_point", "'SPX', 18000, 1, 1.5, NULL, 1", "value = 2"},
    {"pack", "1, '2019-04-14-close-abc', 18000, 'close', 'abc', 1, 1, NULL, 1", "sha256 = 'x'"},
    {"pack_price", "1, 1, 18000, 7, 'USD', 'asx'", "price_e6 = 8"},
    {"pack_rate", "1, 'EUR', 'USD', 18000, 7, 'ecb'", "rate_e8 = 8"},
    {"pack_waiver", "1, 1, 'delisted'", "reason = 'x'"},
    {"pack_event", "1, 1, 'built', '', 1", "why = 'x'"},
    {"journal_entry",
     "1, 18000, NULL, 'normal', 'trade|T1|td', NULL, 0, NULL, 1, 'settle_trades', 18000, 1, "
     "zeroblob(32)",
     "effective_date = 18001"},
    {"journal_line", "1, 1, 1000, 1, 0, 'USD', 5, NULL, NULL", "amount_minor = 6"},
    {"delivery", "1, 1, 1, 5", "quantity_e6 = 6"},
    {"realised", "1, 1, 1, 1, 'T1', 18000, 18001, 5, 'USD', 1, 2, 1, 2, 1, 0",
     "proceeds_minor = 3"},
    {"interest_tier", "'S1', 'AUD', 18000, 'credit', 0, 20000, NULL, NULL, 'accrue', NULL, 1",
     "rate_ppm = 30000"},
    {"interest_start", "1, 18000, 1", "first_day = 18001"},
    {"interest_accrual", "1, 'AUD', 18000, 1, 18000, 5, '7', '7', 365000000, 1",
     "balance_minor = 6"},
    {"interest_credit", "1, 1, 'AUD', 18000, 5, 0, '1', 365000000", "amount_minor = 6"},
    {"trial_balance", "18000, 1, 1000, 'USD', 5", "balance_minor = 6"},
    {"period_close", "18000, 1, 'p', 't', 1, 1, 'h', '{}', 'a', 1", "hash = 'x'"},
    {"custodian_statement", "1, 'BNY', 'A1', 18000, 'positions', 1, 'p.csv', 1, 'abc', 1",
     "lines = 2"},
    {"custodian_position", "1, 'P1', 'A', 5", "quantity_e6 = 6"},
    {"custodian_cash", "1, 'P1', 'USD', 5", "amount_minor = 6"},
    {"recon_run", "1, 'custodian', 18000, 1, 'a', 'b', 1, 0, 0, 0, 'passed', '', 1", "matched = 2"},
    {"recon_source", "1, 'BNY', 17999, 'compared', 'abc'", "sha256 = 'x'"},
    {"recon_item", "1, 1, 'open', 'qty', 'BNY', 'A1', 'P1', 'A', 5, 6, 0, 'unexplained', '', 1",
     "theirs = 5"},
    {"break_record", "1, 'qty', 'BNY', 'A1', 'P1', 'A', 18000, 1", "first_seen = 18001"},
    {"break_event",
     "1, 1, 18000, 'first_seen', 'open', 'unexplained', 5, 6, 7, 'USD', NULL, NULL, '', 'a', '', 1",
     "state = 'resolved'"},
    {"fee_schedule",
     "'F', 'management', 18000, 1, 'AUD', NULL, 10000, 'marginal', 'ACT/365F', 'portfolio', 0, 0, "
     "0, 'none', 'hard', 'reset', 0, 'annual', 1",
     "rate_ppm = 1"},
    {"high_water_mark", "1, 18000, 1, 'inception', 100, 1000000, 18000, 0, 0, 0, 18000, 'a', '', 1",
     "nav_minor = 99"},
    {"fee_charge",
     "1, 'management', 18000, 1, 'charge', 18030, 'k', 'AUD', 5, 0, 0, 5, 0, 5, 0, 0, 0, 0, 0, "
     "'partial', 'a', '', 1",
     "paid_minor = 4"},
    {"fee_instruction", "1, 1, 18000, 'waive', 0, 'a', 'b', 1", "amount_minor = 1"},
    {"fee_approval", "18000, 1, 'aa', 1, 'a', 'b', 'c', 1", "sha256 = 'x'"},
    {"event", "1, 5, 'RunStarted', NULL, NULL, NULL, 'a', 'h', 1, '', '', '{}', 'p', 'h'",
     "payload_json = '{\"a\":1}'"},
};

std::string insert_of(const GuardedTable& table, const char* verb = "INSERT") {
  return std::string(verb) + " INTO " + table.table + " VALUES (" + table.values + ")";
}

Database book_with_rows(const ScratchBook& scratch) {
  Database book = scratch.open();
  WriteTransaction write(book);
  book.execute(
      "INSERT INTO instrument VALUES (1, 'A', 'a', 'equity', 'USD', 'XNYS', NULL, NULL, NULL, 1, "
      "1, 1);"
      "INSERT INTO portfolio VALUES (1, 'P1', 'p', 'c', 'USD', 17000, 'SPX', NULL, NULL, NULL, "
      "'open', NULL, NULL, 1)");
  for (const GuardedTable& table : guarded_tables) book.execute(insert_of(table));
  write.commit();
  return book;
}

// The message of the refusal; empty where it went through.
std::string refusal_of(Database& book, const std::string& sql) {
  WriteTransaction write(book);
  try {
    book.execute(sql);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::internal);
    return error.message().substr(book.path().size() + 2);
  }
  return "";
}

TEST(Guards, AppendOnlyTablesRefuseUpdateAndDelete) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  for (const GuardedTable& table : guarded_tables) {
    const std::string sentence = std::string("table ") + table.table + " is append-only: ";
    const std::string name = table.table;
    EXPECT_TRUE(refusal_of(book, "UPDATE " + name + " SET " + table.set).starts_with(sentence));
    EXPECT_TRUE(refusal_of(book, "DELETE FROM " + name).starts_with(sentence)) << name;
  }
}

TEST(Guards, AppendOnlyTablesRefuseInsertOrReplace) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  for (const GuardedTable& table : guarded_tables) {
    EXPECT_NE(refusal_of(book, insert_of(table, "INSERT OR REPLACE")), "") << table.table;
    EXPECT_NE(refusal_of(book, insert_of(table, "INSERT OR IGNORE")), "") << table.table;
  }
}

// Another program has recursive_triggers off, where REPLACE deletes without a DELETE trigger.
TEST(Guards, RefuseInsertOrReplaceOfOtherProgramsToo) {
  ScratchBook scratch;
  {
    Database book = book_with_rows(scratch);
  }
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(scratch.path.c_str(), &handle), SQLITE_OK);
  for (const GuardedTable& table : guarded_tables) {
    const std::string sql = insert_of(table, "INSERT OR REPLACE");
    EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_CONSTRAINT)
        << table.table;
  }
  const char* by_source_key =
      "INSERT OR REPLACE INTO journal_entry VALUES (2, 18001, NULL, 'normal', 'trade|T1|td', NULL, "
      "0, NULL, 1, 'settle_trades', 18001, 1, zeroblob(32))";
  EXPECT_EQ(sqlite3_exec(handle, by_source_key, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
  EXPECT_STREQ(sqlite3_errmsg(handle),
               "an effect is posted once: its source key is in the journal");
  sqlite3_close(handle);
}

TEST(Guards, TheJournalHasNoGapsAndNoEntriesInClosedDays) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  const auto entry = [](const char* id, const char* day) {
    return std::string("INSERT INTO journal_entry VALUES (") + id + ", " + day +
           ", NULL, 'normal', 'k', NULL, 0, NULL, 1, 'j', 18001, 1, zeroblob(32))";
  };
  EXPECT_EQ(refusal_of(book, entry("3", "18001")), "a journal entry takes the next number");
  EXPECT_EQ(refusal_of(book, entry("2", "18000")),
            "a journal entry cannot take effect on a closed day");
  EXPECT_EQ(refusal_of(book, entry("2", "18001")), "");
}

TEST(Guards, AnOlderEntryGetsNoMoreLines) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  const std::string next =
      "INSERT INTO journal_entry VALUES (2, 18001, NULL, 'normal', 'k', NULL, 0, NULL, 1, 'j', "
      "18001, 1, zeroblob(32));";
  EXPECT_EQ(refusal_of(book, next + "INSERT INTO journal_line VALUES (2, 1, 1000, 1, 0, 'USD', 1, "
                                    "NULL, NULL); INSERT INTO delivery VALUES (2, 1, 1, 1)"),
            "");
  for (const char* line :
       {"INSERT INTO journal_line VALUES (1, 2, 1000, 1, 0, 'USD', 1, NULL, NULL)",
        "INSERT INTO delivery VALUES (1, 1, 2, 1)",
        "INSERT INTO realised VALUES (1, 2, 1, 1, 'T1', 18000, 18001, 5, 'USD', "
        "1, 2, 1, 2, 1, 0)"}) {
    EXPECT_EQ(refusal_of(book, next + line), "an older journal entry is complete");
  }
}

TEST(Guards, AnOlderPackIsImmutable) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  const std::string next =
      "INSERT INTO pack VALUES (2, 'b', 18001, 'close', 'abc', 1, 1, NULL, 1);";
  EXPECT_EQ(refusal_of(book, next + "INSERT INTO pack_price VALUES (2, 1, 18000, 7, 'USD', 'a')"),
            "");
  EXPECT_EQ(refusal_of(book, next + "INSERT INTO pack_rate VALUES (1, 'EUR', 'AUD', 1, 7, 'ecb')"),
            "an older pack is immutable");
  EXPECT_EQ(refusal_of(book, "INSERT INTO pack VALUES (0, 'b', 18001, 'c', 'a', 1, 1, NULL, 1)"),
            "a pack takes the next number");
}

TEST(Guards, AClosedDayKeepsItsValues) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  for (const char* rest : {"portfolio_nav VALUES (?, 1, 'USD', 1, 1, 1, 1, 1, 1, 1, 'official')",
                           "cash_value VALUES (?, 1, 'USD', 1, 1, 1, 1, 1)"}) {
    const std::string text = rest;
    const std::string table = text.substr(0, text.find(' '));
    const auto insert = [&](const std::string& day) {
      std::string sql = "INSERT INTO " + text;
      return sql.replace(sql.find('?'), 1, day);
    };
    const std::string refusal = "a closed day keeps its values: table " + table;
    EXPECT_EQ(refusal_of(book, insert("18000")), refusal);
    EXPECT_EQ(refusal_of(book, insert("17999")), refusal);
    const std::string open_day = insert("18001");
    EXPECT_EQ(refusal_of(book, open_day), "");
    EXPECT_EQ(refusal_of(book, open_day + "; DELETE FROM " + table), "");
    EXPECT_EQ(refusal_of(book, open_day + "; UPDATE " + table + " SET day = 18000"), refusal);
    const std::string close =
        "; INSERT INTO period_close VALUES (18001, 1, 'h', 't', 1, 1, 'i', "
        "'{}', 'a', 1);";
    EXPECT_EQ(refusal_of(book, open_day + close + "UPDATE " + table + " SET currency = 'AUD'"),
              refusal);
    EXPECT_EQ(refusal_of(book, open_day + close + "DELETE FROM " + table), refusal);
  }
}

TEST(Guards, DaysCloseInOrderAndReopenByANewVersion) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  const auto close = [](const char* day_version) {
    return std::string("INSERT INTO period_close VALUES (") + day_version +
           ", 'p', 't', 1, 1, 'h2', '{}', 'a', 1)";
  };
  EXPECT_EQ(refusal_of(book, close("17999, 1")), "days close in order");
  EXPECT_EQ(refusal_of(book, close("18000, 2")), "days close in order");
  const std::string reopen = "INSERT INTO period_reopen VALUES (18000, 1, 'a', 'b', 'why', 1)";
  EXPECT_EQ(refusal_of(book, "INSERT INTO period_reopen VALUES (17999, 1, 'a', 'b', 'why', 1)"),
            "only the last closed day can be reopened");
  {
    WriteTransaction write(book);
    book.run(reopen);
    write.commit();
  }
  EXPECT_EQ(refusal_of(book, reopen),
            "table period_reopen is append-only: a reopened day is closed again");
  EXPECT_EQ(refusal_of(book, "UPDATE period_reopen SET why = 'x'"),
            "table period_reopen is append-only: a reopened day is closed again");
  EXPECT_EQ(refusal_of(book, "DELETE FROM period_reopen"),
            "table period_reopen is append-only: a reopened day is closed again");
  EXPECT_EQ(refusal_of(book, close("18000, 2")), "");
  EXPECT_EQ(refusal_of(book, close("18001, 1")), "");
}

TEST(Guards, RevisionsAndEventsComeInOrder) {
  ScratchBook scratch;
  Database book = book_with_rows(scratch);
  EXPECT_EQ(refusal_of(book, "INSERT INTO knowledge VALUES (2, 10, 'a', 'b')"),
            "a revision of the book is known after the one before it");
  EXPECT_EQ(refusal_of(book, "UPDATE book_revision SET revision = 0"),
            "the revision of the book only rises");
  EXPECT_EQ(refusal_of(book, "DELETE FROM book_revision"),
            "the revision of the book is never deleted");
  EXPECT_EQ(refusal_of(book, "INSERT OR REPLACE INTO book_revision VALUES (1, 0)"),
            "the book has one revision");
  const auto event = [](const char* seq, const char* prev) {
    return std::string("INSERT INTO event VALUES (") + seq +
           ", 5, 'RunStarted', NULL, NULL, NULL, 'a', 'h', 1, '', '', '{}', '" + prev + "', 'i')";
  };
  EXPECT_EQ(refusal_of(book, event("3", "h")), "an event takes the next number");
  EXPECT_EQ(refusal_of(book, event("2", "x")), "an event is linked to the one before it");
  EXPECT_EQ(refusal_of(book, event("2", "h")), "");
}

}  // namespace
}  // namespace wealthjobs::store
