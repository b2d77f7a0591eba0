// wj-entry/1: the canonical bytes of a journal entry, and its link in the hash chain.
//
//   wj-entry/1 LF entry_id LF effective_date LF kind LF source_key LF reverses LF
//   account|portfolio|instrument|ccy|amount|qty|lot LF          per line, in order
//
//   hash = SHA-256(hash of the entry before, in hex, LF, canonical bytes)
//          before the first entry: 64 zeros
//
//   Source   RULINGS B14. Knowledge time is not hashed here: the run's event carries it.
//   Units    account is its number; amount minor units, qty 10^-6, both plain integers; portfolio
//            and instrument are the text ids. What does not apply is empty: reverses of an entry
//            that reverses nothing, portfolio of the firm, instrument, qty, lot
//   Example  "wj-entry/1\n4\n2026-04-02\nnormal\ntrade|T1|td\n\n"
//            "1100|P1|BHP|AUD|635424|150000000|T1\n2000|P1||AUD|-635424||\n"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/currency.h"
#include "base/date.h"
#include "base/sha256.h"
#include "finance/ledger/account.h"
#include "finance/ledger/posting.h"

namespace wealthjobs::finance {

struct EntryHead {
  std::int64_t entry_id = 0;
  base::Date effective_date;
  EntryKind kind = EntryKind::normal;
  std::string_view source_key;
  std::optional<std::int64_t> reverses_entry_id;
};

struct EntryLineText {
  Account account{};
  std::string_view portfolio_id;
  std::string_view instrument_id;
  base::Currency currency;
  std::int64_t amount_minor = 0;
  std::optional<std::int64_t> quantity_e6;
  std::string_view lot_id;
};

// Builds the text of one entry after another in the same memory.
class EntryText {
 public:
  // Starts over: the link to the entry before, then the head.
  void begin(const base::Sha256Digest& previous_hash, const EntryHead& head);
  void add(const EntryLineText& line);

  // wj-entry/1 ... without the link.
  [[nodiscard]] std::string_view canonical() const;
  // Of link and canonical bytes: the hash of this entry.
  [[nodiscard]] base::Sha256Digest hash() const;

 private:
  std::string text_;
};

}  // namespace wealthjobs::finance
