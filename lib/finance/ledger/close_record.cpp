#include "finance/ledger/close_record.h"

namespace wealthjobs::finance {

std::string close_header_text(const CloseHeader& header) {
  return "wj-close/1\n" + header.day.iso() + "\nentity=" + header.entity +
         "\nprev=" + header.previous_hash + "\nentries=" + std::to_string(header.entry_count) +
         "\nlast_entry=" + std::to_string(header.last_entry_id) + "\n";
}

std::string close_hash(const CloseHeader& header, std::string_view trial_balance_hash) {
  return base::sha256_hex(close_header_text(header) + "tb=" + std::string(trial_balance_hash) +
                          "\n");
}

}  // namespace wealthjobs::finance
