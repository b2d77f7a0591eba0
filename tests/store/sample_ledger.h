// A small sound ledger written by hand: two entries, a pack, a close, a run; for the doctor's
// tests.
#pragma once

#include <string>

#include "base/sha256.h"
#include "finance/ledger/close_record.h"
#include "finance/ledger/entry_text.h"
#include "finance/ledger/trial_balance.h"
#include "finance/valuation/pack.h"
#include "store/sample_run.h"

namespace wealthjobs::store {

inline const base::Date ledger_day = base::Date::from(2026, 4, 8);

inline void insert_masters(Database& book) {
  book.execute(
      "INSERT INTO instrument VALUES (1, 'BHP', 'BHP Group', 'equity', 'AUD', 'XASX', NULL, NULL, "
      "NULL, 1, 1, 1);"
      "INSERT INTO portfolio VALUES (1, 'P1', 'One', 'c', 'AUD', 17000, 'SPX', NULL, NULL, NULL, "
      "'open', NULL, NULL, 1)");
}

// One entry of two lines; returns its hash for the next one.
inline base::Sha256Digest insert_entry(Database& book, std::int64_t id,
                                       const base::Sha256Digest& previous, const std::string& key,
                                       bool is_purchase) {
  using finance::Account;
  const Account debit = is_purchase ? Account::securities_cost : Account::cash;
  const Account credit = is_purchase ? Account::payable_settlement : Account::client_capital;
  const base::Currency aud = base::Currency::of("AUD");
  const std::optional<std::int64_t> quantity =
      is_purchase ? std::optional<std::int64_t>(150'000'000) : std::nullopt;
  const std::string lot = is_purchase ? "T1" : "";
  finance::EntryText text;
  text.begin(previous, {.entry_id = id,
                        .effective_date = ledger_day,
                        .kind = finance::EntryKind::normal,
                        .source_key = key,
                        .reverses_entry_id = std::nullopt});
  text.add({debit, "P1", is_purchase ? "BHP" : "", aud, 635'424, quantity, lot});
  text.add({credit, "P1", "", aud, -635'424, std::nullopt, ""});
  const base::Sha256Digest hash = text.hash();
  book.run(
      "INSERT INTO journal_entry VALUES (?, ?, NULL, 'normal', ?, NULL, 0, NULL, 1, 'j', ?, 1, ?)",
      id, ledger_day, key, ledger_day, Bytes(hash));
  Statement& line = book.cached("INSERT INTO journal_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (is_purchase) {
    line.run(id, 1, debit, 1, 1, aud, 635'424, 150'000'000, lot);
  } else {
    line.run(id, 1, debit, 1, 0, aud, 635'424, nullptr, nullptr);
  }
  line.run(id, 2, credit, 1, 0, aud, -635'424, nullptr, nullptr);
  return hash;
}

inline void insert_pack(Database& book) {
  finance::PackContent content;
  content.asof = ledger_day;
  content.policy = "close";
  content.rates.push_back(
      {base::Currency::of("EUR"), base::Currency::of("USD"), ledger_day, 110'000'000, "ecb"});
  content.prices.push_back({"BHP", base::Currency::of("AUD"), ledger_day, 43'100'000, "asx"});
  const std::string hash = finance::pack_hash(*finance::canonical_pack(content));
  book.run("INSERT INTO pack VALUES (1, ?, ?, 'close', ?, 1, 1, NULL, 1)",
           finance::pack_id(ledger_day, "close", hash), ledger_day, hash);
  book.run("INSERT INTO pack_price VALUES (1, 1, ?, 43100000, 'AUD', 'asx')", ledger_day);
  book.run("INSERT INTO pack_rate VALUES (1, 'EUR', 'USD', ?, 110000000, 'ecb')", ledger_day);
  book.execute("INSERT INTO pack_event VALUES (1, 1, 'built', '', 1), (1, 2, 'fresh', '', 1)");
}

inline void insert_close(Database& book) {
  using finance::Account;
  const base::Currency aud = base::Currency::of("AUD");
  const finance::TrialBalanceRow rows[] = {{Account::cash, aud, 635'424},
                                           {Account::securities_cost, aud, 635'424},
                                           {Account::payable_settlement, aud, -635'424},
                                           {Account::client_capital, aud, -635'424}};
  for (const finance::TrialBalanceRow& row : rows) {
    book.run("INSERT INTO trial_balance VALUES (?, 1, ?, ?, ?)", ledger_day, row.account,
             row.currency, row.balance_minor);
  }
  const std::string tb_hash = base::sha256_hex(finance::trial_balance_text(rows));
  const std::string hash =
      finance::close_hash({.day = ledger_day, .entry_count = 2, .last_entry_id = 2}, tb_hash);
  book.run("INSERT INTO period_close VALUES (?, 1, ?, ?, 2, 2, ?, '{}', 'fiona', 1)", ledger_day,
           base::zero_hash, tb_hash, hash);
}

struct SampleLedger : ScratchBook {
  SampleLedger() {
    Database book = open();
    created_run(book);
    WriteTransaction write(book);
    write.raise_revision("fiona", "import", 5'000'000);
    insert_masters(book);
    insert_pack(book);
    const base::Sha256Digest first = insert_entry(book, 1, {}, "flow|C1", false);
    insert_entry(book, 2, first, "trade|T1|td", true);
    book.execute(
        "INSERT INTO balance VALUES (1, 1000, 'AUD', 635424), (1, 3000, 'AUD', -635424), "
        "(1, 1100, 'AUD', 635424), (1, 2000, 'AUD', -635424);"
        "INSERT INTO position VALUES (1, 1, 150000000, 0);"
        "INSERT INTO lot VALUES (1, 'T1', 1, 20551, 20551, 'AUD', 150000000, 635424, 635424)");
    insert_close(book);
    write.commit();
  }
};

}  // namespace wealthjobs::store
