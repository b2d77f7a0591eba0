// The close record: seals a day's trial balance and the journal up to it, chained to the day
// before.
//
//   header   wj-close/1 LF date LF entity=MAIN LF prev=<close hash before> LF entries=<n> LF
//            last_entry=<id> LF
//   hash     SHA-256(header, "tb=", trial balance hash, LF); before the first close: 64 zeros
//
//   Source   domain job 9
//   Units    entries = journal entries of the day; last_entry = head of the journal at the close
//   Example  2026-04-08 of the worked example: 7f52adbf..., the next day without entries
//   32809fc8...
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/sha256.h"

namespace wealthjobs::finance {

struct CloseHeader {
  base::Date day;
  std::string entity = "MAIN";
  std::string previous_hash = std::string(base::zero_hash);
  std::int64_t entry_count = 0;
  std::int64_t last_entry_id = 0;
};

std::string close_header_text(const CloseHeader& header);
std::string close_hash(const CloseHeader& header, std::string_view trial_balance_hash);

}  // namespace wealthjobs::finance
