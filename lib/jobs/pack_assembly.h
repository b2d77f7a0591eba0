// Chooses what goes into the pack of a day: one price an instrument, the quotes that connect every
// currency of the book, and what a person should know about them (domain job 10, RULINGS A6, A7).
//
//   Universe   every instrument with an observation on or before the day, held or not
//   Judged     against the price that the last pack used, so that a price once held back stays so
//              until a corporate action explains it or somebody waives its quarantine row
//   Override   an approved price of `wealthjobs price set` stands over every vendor until it
//              expires
//   Held back  the price of the last pack stands in, with its own asof
#pragma once

#include <set>
#include <string>
#include <vector>

#include "finance/valuation/pack.h"
#include "jobs/job.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/packs.h"

namespace wealthjobs::jobs {

struct PackAssembly {
  store::Pack pack;                              // header.day, policy, id and sha256 are set
  std::string canonical;                         // its bytes
  std::vector<store::Finding> findings;          // movers, held prices, contradictions, no_price
  std::vector<store::QuarantineRow> quarantine;  // the prices held back
  std::vector<std::string> missing_currencies;   // of the book, not connected by any quote
  finance::PackCoverage coverage;
};

// Throws Error(internal) where the content is refused as a pack.
PackAssembly assemble_pack(const JobContext& context, const store::Master& master);

// The canonical bytes of a stored pack.
std::string canonical_text(const store::Pack& pack, const store::Master& master);

}  // namespace wealthjobs::jobs
