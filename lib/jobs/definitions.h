// One function a job: its definition, made in the job's own file and listed in registry.cpp.
#pragma once

#include "jobs/job.h"

namespace wealthjobs::jobs {

JobDefinition ingest();
JobDefinition update_fx_rates();
JobDefinition build_pack();
JobDefinition settle_trades();
JobDefinition value_portfolios();
JobDefinition accrue_fees();
JobDefinition charge_fees();
JobDefinition update_high_water_marks();
JobDefinition accrue_interest();
JobDefinition generate_reports();
JobDefinition reconcile_custodian();
JobDefinition close_ledger();
JobDefinition subscription_billing();

}  // namespace wealthjobs::jobs
