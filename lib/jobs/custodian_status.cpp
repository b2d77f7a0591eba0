#include "jobs/custodian_status.h"

#include <algorithm>

#include "base/json_document.h"
#include "store/breaks.h"
#include "store/database.h"
#include "store/job_run.h"

namespace wealthjobs::jobs {

CustodianStatus custodian_status(store::Database& book, base::Date day) {
  CustodianStatus status;
  status.custodians = store::load_reconciled_through(book, day);
  if (!status.custodians.empty()) {
    status.through = std::ranges::min(status.custodians, {}, &store::ReconciledThrough::day).day;
  }
  for (const store::Break& row : store::load_breaks(book, {.with_resolved = false, .as_of = day})) {
    ++status.breaks[std::string(finance::name_of(row.last.state))];
  }
  const auto run = store::load_job_run_on(book, "reconcile_custodian", day);
  const base::Json result =
      run ? base::Json::parse(run->result_json, nullptr, false) : base::Json();
  if (result.is_object() && result.contains("override")) {
    status.override_gate = result["override"]["gate"].get<std::string>();
    status.override_why = result["override"]["why"].get<std::string>();
  }
  return status;
}

std::string custodian_status_text(const CustodianStatus& status) {
  return status.through ? "custodian-reconciled through " + status.through->iso()
                        : "not custodian-reconciled";
}

void add_custodian_record(const CustodianStatus& status, base::Json& record) {
  record["custodian_reconciled_through"] =
      status.through ? base::Json(status.through->iso()) : base::Json(nullptr);
  record["custodians"] = base::Json::array();
  for (const store::ReconciledThrough& row : status.custodians) {
    record["custodians"].push_back(
        {{"custodian", row.custodian}, {"reconciled_through", row.day.iso()}});
  }
  record["breaks"] = base::Json::object();
  for (const auto& [state, count] : status.breaks) record["breaks"][state] = count;
  if (status.override_gate) {
    record["overrides"].push_back({{"gate", *status.override_gate}, {"why", status.override_why}});
  }
}

}  // namespace wealthjobs::jobs
