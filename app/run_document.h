// A run of the past as a document: what `report`, `status RUN` print.
#pragma once

#include <string>

#include "pipeline/spec.h"
#include "render/document.h"
#include "store/run_journal.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::app {

// Error(usage) with the nearest run id where there is no such run.
store::RunRow run_named(store::Database& book, const std::string& run_id);

// With the owner and runbook of steps that failed, where `pipeline` is still configured.
render::Document run_document(store::Database& book, const store::RunRow& run,
                              const pipeline::Pipeline* pipeline);

// True of a step that failed itself (was not held back by another), or that ended late.
bool wants_help(store::StepState state, int attempt, bool is_late);

// "2m05s", "0.31s"; "" where it has not ended.
std::string duration_of(std::int64_t started_us, std::optional<std::int64_t> ended_us);

}  // namespace wealthjobs::app
