// What an evening's reconciliation leaves behind: findings, the row of the run, the typed result
// and the one line of the step.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "jobs/custodian_gate.h"

namespace wealthjobs::jobs {

// What one attempt found; shared by the write paragraph.
struct Reconciliation {
  std::vector<CustodianSource> sources;
  Comparison comparison;
  BreakWork work;
  std::vector<store::Hold> holds;
  std::vector<store::Finding> findings;
  store::ReconRun run;
};

// Kinds: nothing_reconciled, missing_statement, never_delivered, not_reconciled, custodian_break,
// unknown_id.
void add_findings(const store::Master& master, base::Date day, Reconciliation& done);

// `overridden`: the gate that an override let pass.
void fill_recon_run(base::Date day, const CustodianGate& gate,
                    const std::optional<std::string>& overridden, Reconciliation& done);

std::string summary(const Reconciliation& done);

base::Json result_of(const Reconciliation& done, const std::optional<std::string>& overridden,
                     const std::optional<std::string>& override_why);

}  // namespace wealthjobs::jobs
