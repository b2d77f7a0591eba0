// What a check of the book found out of order.
#pragma once

#include <string>
#include <vector>

namespace wealthjobs::store {

struct DoctorFinding {
  std::string check = {};  // integrity, foreign_key, checksum, schema, event_chain, entry_chain ...
  std::string where = {};  // "journal_entry 17", "table price"
  std::string text = {};   // "the hash of its lines is not the stored one"
};

using Findings = std::vector<DoctorFinding>;

}  // namespace wealthjobs::store
