// A run of three steps, for the tests of the run journal.
#pragma once

#include <vector>

#include "store/run_history.h"
#include "store/run_journal.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {

inline const EventOrigin sample_origin{
    .actor = "fiona", .host = "ledger1", .pid = 42, .config_sha256 = "c0ffee", .version = "0.1.0"};

inline RunRow sample_run(base::Date date = base::Date::from(2020, 6, 30), int n = 1) {
  RunRow run;
  run.pipeline = "cob";
  run.business_date = date;
  run.n = n;
  run.run_id = run_id_of(run.pipeline, date, n);
  run.config_sha256 = sample_origin.config_sha256;
  run.version = sample_origin.version;
  run.actor = sample_origin.actor;
  run.host = sample_origin.host;
  run.boot_id = "boot";
  run.pid = sample_origin.pid;
  run.started_us = 1'000'000 + date.days();
  return run;
}

inline std::vector<StepRow> sample_steps(const RunRow& run) {
  std::vector<StepRow> steps;
  for (const char* name : {"ingest", "settle", "close"}) {
    StepRow step;
    step.run_id = run.run_id;
    step.step = name;
    step.position = static_cast<int>(steps.size());
    step.job = std::string(name) + "_job";
    step.reason = "waits";
    steps.push_back(step);
  }
  return steps;
}

// Does `change` in one committed transaction and returns what it returns.
template <class Change>
auto committed(Database& book, Change change) {
  WriteTransaction write(book);
  auto result = change(write);
  write.commit();
  return result;
}

inline RunRow created_run(Database& book, base::Date date = base::Date::from(2020, 6, 30),
                          int n = 1) {
  const RunRow run = sample_run(date, n);
  WriteTransaction write(book);
  create_run(write, sample_origin, run, sample_steps(run));
  write.commit();
  return run;
}

inline std::vector<std::string> event_types(Database& book) {
  std::vector<std::string> types;
  for (const EventRow& event : load_events(book, 0, 1000)) types.push_back(event.type);
  return types;
}

}  // namespace wealthjobs::store
