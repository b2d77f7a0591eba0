// "Custodian-reconciled through 2020-12-29": what the close record and every report of a day say
// about the custodians.
//
//   through   the day through which every custodian that was ever compared has been; a custodian
//             that is one statement behind holds it back. Empty: nothing was reconciled yet
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "store/recon_runs.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct CustodianStatus {
  std::optional<base::Date> through;
  std::vector<store::ReconciledThrough> custodians;
  std::map<std::string, std::int64_t> breaks;  // open, explained, written_off, as of the day
  std::optional<std::string> override_gate;    // the gate that an override let pass
  std::string override_why;
};

CustodianStatus custodian_status(store::Database& book, base::Date day);

// "custodian-reconciled through 2020-12-29", "not custodian-reconciled"
std::string custodian_status_text(const CustodianStatus& status);

// Adds custodian_reconciled_through, custodians and breaks, and the override to `overrides`.
void add_custodian_record(const CustodianStatus& status, base::Json& record);

}  // namespace wealthjobs::jobs
