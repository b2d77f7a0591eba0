// The pipelines and limits that are compiled in, so that a plain book runs with [store] alone
// (RULINGS A5, A16, A18, B9). The top-level jobs.toml writes the same out in full; a test compares.
//
// cob   ingest -> fx -> pack -> settle -> value -> reports ... close -> reports-final
//
//   Blocking    ingest, fx, pack, settle, value block everything behind them, because everything
//               behind them needs them; close is the gate of the day
//   Reports     domain/04 lets reports block nothing, RULINGS A16 puts the preliminary edition
//               before the close: close comes `after` reports (waits for its end) without needing
//               it
//   Deadlines   settle 18:15, value 18:30, reports 19:00, close 21:00
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/spec.h"

namespace wealthjobs::pipeline {

// In zone and calendar of the given settings.
std::vector<Pipeline> shipped_pipelines(const CalendarSettings& calendar);

// Timeout and retries that RULINGS B9 gives to the step's job; a command and any other job have
// 3 attempts, 5 s x 2 up to 300 s, and 3600 s.
void apply_step_defaults(Step& step);

}  // namespace wealthjobs::pipeline
