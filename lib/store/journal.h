// The journal: numbered, hash-chained, append-only entries, and what they add up to.
//
//   JournalWriter journal(write, master, {.job = "settle_trades", .business_date = d,
//                                         .last_closed = last});
//   for (const finance::Posting& posting : postings) journal.post(posting);
//   journal.flush();                        // balances and positions, once
//
//   Date        effective_date is the true date where it lies after the last closed day, else the
//               run's business date, with the true date in origin_date (RULINGS A17)
//   Source key  the cause key; generation n adds |r<n>, the reversal of generation n |x<n>
//               (finance/ledger/correction.h)
//   Hash        SHA-256(previous hash in hex, LF, canonical text wj-entry/1); 64 zeros before the
//               first entry. finance/ledger/entry_text.h
//   Failure     an unbalanced posting, a date after the business date, a key posted twice: aborts
//               or Error(internal); the transaction rolls back
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/correction.h"
#include "finance/ledger/numbers.h"
#include "finance/ledger/posting.h"

namespace wealthjobs::store {

class Database;
class Master;
class WriteTransaction;

struct JournalOptions {
  std::string job;
  base::Date business_date;
  std::optional<base::Date> last_closed;  // load_last_close(); empty: nothing is closed yet
};

class JournalWriter {
 public:
  // The transaction and the master data must outlive it. raise_revision() must have been called.
  JournalWriter(WriteTransaction& write, const Master& master, const JournalOptions& options);
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  // Return the entry's number.
  std::int64_t post(const finance::Posting& posting);
  std::int64_t post(const finance::Reversal& reversal);
  std::int64_t post(const finance::Replacement& replacement);
  // Adds what was posted since the last flush to tables balance and position.
  void flush();
  [[nodiscard]] std::int64_t posted() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct LedgerHead {
  std::int64_t entry_id = 0;  // 0: no entry yet
  std::string hash;           // hex
  bool operator==(const LedgerHead&) const = default;
};
LedgerHead load_ledger_head(Database& book);

// posting.date is the true date; posting.cause_key the key without its suffix.
struct JournalEntry {
  std::int64_t entry_id = 0;
  base::Date effective_date;
  std::optional<base::Date> origin_date;
  std::string source_key;
  int generation = 0;
  std::optional<std::int64_t> reverses_entry_id;
  std::string job;
  base::Date business_date;
  std::int64_t known_rev = 0;
  std::string hash;  // hex
  finance::Posting posting;
};

// What finance::corrections() compares with: the entries of one portfolio and job, reversals left
// out, reversed ones marked; by entry_id.
std::vector<finance::PostedEntry> load_posted_entries(Database& book,
                                                      finance::PortfolioNo portfolio,
                                                      std::string_view job);
// Every entry of one portfolio; by entry_id.
std::vector<JournalEntry> load_entries_of(Database& book, finance::PortfolioNo portfolio);
std::optional<JournalEntry> load_entry(Database& book, std::string_view source_key);

// Entries numbered (after, through], in order, one in memory at a time.
struct EntryRange {
  std::int64_t after = 0;
  std::optional<std::int64_t> through;
};
using EntryVisitor = std::function<void(const JournalEntry&)>;
void for_each_entry(Database& book, const EntryRange& range, const EntryVisitor& visit);
// Those that runs of one business date posted.
void for_each_entry_of_day(Database& book, base::Date business_date, const EntryVisitor& visit);

// Recomputes the hashes of entries after `after`; the number of the first that does not fit.
std::optional<std::int64_t> load_broken_entry(Database& book, const Master& master,
                                              std::int64_t after = 0);

struct BalanceRow {
  finance::PortfolioNo portfolio{};
  finance::Account account{};
  base::Currency currency;
  std::int64_t amount_minor = 0;
  bool operator==(const BalanceRow&) const = default;
};

struct PositionRow {
  finance::PortfolioNo portfolio{};
  finance::InstrumentNo instrument{};
  std::int64_t traded_e6 = 0;
  std::int64_t settled_e6 = 0;
  bool operator==(const PositionRow&) const = default;
};

// The two axes of the book (domain II.3): what was true up to a date, as known at a revision.
struct AsKnown {
  base::Date through;
  std::optional<std::int64_t> revision;           // empty: as now known
  std::optional<finance::PortfolioNo> portfolio;  // empty: all
  bool by_origin_date = false;                    // corrections count on their true date
};
// Summed from the journal, zero sums left out; by (portfolio, account, currency).
std::vector<BalanceRow> load_balances(Database& book, const AsKnown& as_known);
// By (portfolio, instrument).
std::vector<PositionRow> load_positions(Database& book, const AsKnown& as_known);

// As the tables hold them now, by primary key; zero rows left out.
std::vector<BalanceRow> load_current_balances(Database& book,
                                              std::optional<finance::PortfolioNo> portfolio = {});
std::vector<PositionRow> load_current_positions(Database& book,
                                                std::optional<finance::PortfolioNo> portfolio = {});

}  // namespace wealthjobs::store
