// Corrections: what the journal must reverse and post again so that it says what a replay says.
//
//   keep       same cause, same true date, same lines, deliveries and realisations
//   reverse    an unreversed entry whose cause the replay does not want, or wants differently
//   replace    what the replay wants and no kept entry gives
//   Order      reversals by entry_id, then replacements in the order of the replay
//   Keys       generation 0 has the cause key itself; generation n has "<cause>|r<n>"; the reversal
//              of generation n has "<cause>|x<n>". A cause never uses a generation twice.
//
//   Source   domain II.3; RULINGS B11, A17. Where the true date lies in a closed day the journal
//            moves the pair to its first open day and keeps the true date as origin_date.
//   Example  T1 was posted as 100 shares and is amended to 90: reversal trade|T1|td|x0, then
//            trade|T1|td|r1; a dividend on 100 shares after it likewise; everything before stays
//   Property original + reversal = 0 on every account, currency, quantity, lot and realised amount;
//            a replay of unchanged facts gives no corrections
//   Failure  two unreversed entries of one cause are a bug and abort
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "finance/ledger/posting.h"

namespace wealthjobs::finance {

// An entry of the portfolio that settle_trades has written. Reversals themselves are not given.
struct PostedEntry {
  std::int64_t entry_id = 0;
  int generation = 0;
  bool is_reversed = false;  // counts for the generation only; posting needs just its cause_key
  Posting posting;           // date = the true date (origin_date, else effective_date)
};

struct Reversal {
  std::int64_t entry_id = 0;  // of the entry that is reversed
  std::string source_key;
  Posting posting;  // kind reversal, date = true date of the original
};

struct Replacement {
  int generation = 0;
  std::string source_key;
  Posting posting;
};

struct Corrections {
  std::vector<Reversal> reversals;
  std::vector<Replacement> replacements;

  [[nodiscard]] bool empty() const { return reversals.empty() && replacements.empty(); }
};

// Postings dated after `through` are left alone; so are entries dated after it, unless their cause
// is wanted on an earlier date.
Corrections corrections(std::span<const PostedEntry> posted, std::span<const Posting> wanted,
                        base::Date through);

// "trade|T1|td", "trade|T1|td|r1"
std::string source_key_of(std::string_view cause_key, int generation);
// "trade|T1|td|x0"
std::string reversal_key_of(std::string_view cause_key, int generation);

}  // namespace wealthjobs::finance
