// Closes: the sealed days and their trial balances, a hash chain of their own.
//
//   Last close   the highest closed day, its highest version: postings lie after it
//   Reopened     only the last closed day, by people: its close no longer holds, the next one of
//                the day is version n+1 and links to the chain's head (RULINGS A17)
//   Chain head   the close written last: the next one's prev_hash
//   Trial balance of day D = that of the last close before D + the entries written since, dated on
//                or before D; one pass over the day's lines, whatever the book's age
//   Example      domain job 9: three entries of 2026-04-08 close with 7f52adbf..., the next day
//                without entries with 32809fc8...
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "finance/ledger/trial_balance.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct PeriodClose {
  base::Date day;
  int version = 1;
  std::string prev_hash;
  std::string tb_hash;
  std::int64_t entry_count = 0;  // entries since the close before
  std::int64_t last_entry_id = 0;
  std::string hash;
  std::string record_json;  // exceptions, overrides, custodian state; not hashed
  std::string closed_by;
  std::int64_t known_rev = 0;  // set by the book

  bool operator==(const PeriodClose&) const = default;
};

// Of the closes that hold: a reopened day has none until it is closed again.
std::optional<PeriodClose> load_last_close(Database& book);
std::optional<PeriodClose> load_last_close_before(Database& book, base::Date day);
std::optional<PeriodClose> load_close(Database& book, base::Date day);
std::optional<PeriodClose> load_chain_head(Database& book);
// All of them in the order in which they were written.
std::vector<PeriodClose> load_close_chain(Database& book);

// Version 1, or the next one of a reopened day; `close.version` and `close.known_rev` are set here.
// Returns the version.
int save_close(WriteTransaction& write, const PeriodClose& close,
               std::span<const finance::TrialBalanceRow> trial_balance);

struct PeriodReopen {
  base::Date day;
  std::string reopened_by;
  std::string approved_by;
  std::string why;
};
// The day must be that of load_last_close(); returns the version that no longer holds.
int save_reopen(WriteTransaction& write, const PeriodReopen& reopen);
// How many closes of the day no longer hold.
int load_reopened(Database& book, base::Date day);

// By (account, currency); every account that was ever posted to, also with balance 0.
std::vector<finance::TrialBalanceRow> load_trial_balance(Database& book, base::Date day,
                                                         int version);
struct DayLedger {
  std::vector<finance::TrialBalanceRow> trial_balance;
  std::int64_t entry_count = 0;  // written since the last close before the day
  std::int64_t last_entry_id = 0;
};
DayLedger load_day_ledger(Database& book, base::Date day);
// The same sums from table balance, for the comparison that must never fail.
std::vector<finance::TrialBalanceRow> load_balance_totals(Database& book);

}  // namespace wealthjobs::store
