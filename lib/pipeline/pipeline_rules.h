// What must hold between the steps of one pipeline (RULINGS B8): names are unique, needs exist,
// nothing waits for itself, every posting job is ordered against every other by needs, and the jobs
// that a job builds upon stand before it.
#pragma once

#include "pipeline/diagnostic.h"
#include "pipeline/parameter.h"
#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

void check_pipeline(const Pipeline& pipeline, const Catalogue& catalogue, Findings& findings);

}  // namespace wealthjobs::pipeline
