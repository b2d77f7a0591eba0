#include "jobs/execute.h"

#include <optional>
#include <utility>

#include "base/check.h"
#include "base/error.h"
#include "base/json_document.h"
#include "jobs/parameter_changes.h"
#include "jobs/sequence.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/run_journal.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::ExitStatus;

// What the read half decided, before anything is written.
struct Decision {
  JobResult result;
  std::string fingerprint;
  bool is_reused = false;
  std::int64_t revision = 0;
};

store::JobRunKey key_of(const JobDefinition& job, const JobRequest& request) {
  return {std::string(job.name), request.business_date, "ALL", request.parameters.sha256()};
}

JobResult input_changed(const JobDefinition& job, const JobContext& context) {
  const std::string what = job.changed_inputs == nullptr
                               ? "its inputs"
                               : job.changed_inputs(context, context.previous->book_revision);
  JobResult result;
  result.why = "input_changed: " + (what.empty() ? std::string("its inputs") : what) +
               " changed since " + context.request.business_date.iso() + " was worked";
  if (context.is_closed) {
    result.status = ExitStatus::gate_blocked;
    result.next = "run the first open day: corrections of a closed day post there";
  } else {
    result.status = ExitStatus::data_invalid;
    result.next = "add --restate --why TEXT to reverse and post again";
  }
  return result;
}

// RULINGS B4: a forced run of an open day whose parameters are others than those that made what
// stands now. Jobs that compare what they have posted themselves answer this themselves.
std::optional<JobResult> other_parameters(store::Database& book, const JobDefinition& job,
                                          const JobRequest& request) {
  if (job.rerun != Rerun::repeat || !request.force || request.restate) return std::nullopt;
  const auto changed = changed_parameters(book, job, request);
  if (!changed) return std::nullopt;
  return JobResult::gate(
      ExitStatus::data_invalid,
      "input_changed: " + *changed + " since " + request.business_date.iso() + " was worked",
      "add --restate --why TEXT to work the day again");
}

// The whole read half; the caller holds the read transaction.
Decision decide(store::Database& book, const JobDefinition& job, const JobRequest& request) {
  Decision decision;
  if (job.needs_previous_close) {
    if (auto refusal = out_of_sequence(book, request)) {
      decision.result = *std::move(refusal);
      return decision;
    }
  }
  JobContext context{book, request, std::nullopt, false};
  context.is_closed = store::load_close(book, request.business_date).has_value();
  auto known = store::load_job_run(book, key_of(job, request));
  if (known && job.posts) {  // what a run with other parameters made later stands now
    const auto latest = store::load_job_run_on(book, job.name, request.business_date);
    if (latest->key.params_sha256 != known->key.params_sha256) known.reset();
  }
  if (known) context.previous = {known->fingerprint, known->book_revision, known->rule_version};
  decision.fingerprint = job.fingerprint(context);
  if (known) {
    const bool is_same =
        known->fingerprint == decision.fingerprint && known->rule_version == job.rule_version;
    if (is_same) {
      decision.is_reused = true;
      decision.result.why = "unchanged since " + known->run_id;
      decision.result.result_json = known->result_json;
      return decision;
    }
    const bool is_sealed = context.is_closed && !job.may_follow_close;
    if (is_sealed || (job.rerun == Rerun::refuse && !request.restate)) {
      decision.result = input_changed(job, context);
      return decision;
    }
  } else if (context.is_closed && !job.may_follow_close) {
    const auto changed = changed_parameters(book, job, request);
    decision.result.status = ExitStatus::gate_blocked;
    decision.result.why = request.business_date.iso() +
                          " is closed and was not worked with these parameters" +
                          (changed ? ": " + *changed : "");
    decision.result.next = "wealthjobs run cob --date " + request.business_date.iso() +
                           " with the parameters of its close";
    return decision;
  } else if (auto refusal = other_parameters(book, job, request)) {
    decision.result = *std::move(refusal);
    return decision;
  }
  decision.result = job.run(context);
  return decision;
}

store::StepEnd step_end(const JobDefinition& job, const JobRequest& request,
                        const Decision& decision, std::int64_t now_us) {
  const JobResult& result = decision.result;
  store::StepEnd end;
  end.state = decision.is_reused                          ? store::StepState::reused
              : result.status == ExitStatus::ok           ? store::StepState::succeeded
              : result.status == ExitStatus::gate_blocked ? store::StepState::blocked
                                                          : store::StepState::failed;
  end.reason = result.why;
  end.exit_status = static_cast<int>(result.status);
  end.at_us = now_us;
  end.rows_read = result.rows_read;
  end.rows_written = result.rows_written;
  end.result_json = result.result_json;
  base::Json json = base::Json::parse(result.result_json);
  if (!result.next.empty()) json["next"] = result.next;
  if (base::Json chosen = chosen_parameters(job, request.parameters); !chosen.empty()) {
    json["parameters"] = std::move(chosen);
  }
  end.result_json = base::json_line(json);
  return end;
}

// The write half: one transaction. False where the book moved on and must be read again.
bool write_decision(store::Database& book, const JobDefinition& job, const JobRequest& request,
                    const store::EventOrigin& origin, const base::Clock& clock,
                    const Decision& decision, Execution& execution) {
  store::WriteTransaction transaction(book);
  if (transaction.revision() != decision.revision) {
    transaction.roll_back();
    return false;
  }
  JobWrite write(transaction, request.actor,
                 std::string(job.name) + " " + request.business_date.iso(), clock.wall_us());
  const store::AttemptKey attempt{request.run_id, request.step, request.attempt};
  // first of all: a superseded attempt must not touch files, either (the witness)
  if (!store::is_current_attempt(transaction, attempt)) {
    transaction.roll_back();
    execution.is_superseded = true;
    return true;
  }
  if (!decision.is_reused) decision.result.write(write);
  if (decision.result.status == ExitStatus::ok && !decision.is_reused) {
    store::save_job_run(transaction,
                        {key_of(job, request), job.rule_version, decision.fingerprint,
                         transaction.revision(), decision.result.result_json, request.run_id});
  }
  // last of all: writing is part of what the step took
  WEALTHJOBS_CHECK(store::finish_step(transaction, origin, attempt,
                                      step_end(job, request, decision, clock.wall_us())));
  transaction.commit();
  return true;
}

Execution attempt(store::Database& book, const JobDefinition& job, const JobRequest& request,
                  const store::EventOrigin& origin, const base::Clock& clock) {
  Execution execution;
  Decision decision;
  do {
    store::ReadTransaction read(book);
    decision = decide(book, job, request);
    decision.revision = read.revision();
    read.end();
  } while (!write_decision(book, job, request, origin, clock, decision, execution));
  execution.status = decision.result.status;
  execution.is_reused = decision.is_reused;
  execution.why = decision.result.why;
  execution.next = decision.result.next;
  return execution;
}

}  // namespace

std::int64_t JobWrite::revision() { return transaction_.raise_revision(actor_, cause_, now_us_); }

Execution execute(store::Database& book, const JobDefinition& job, const JobRequest& request,
                  const store::EventOrigin& origin, const base::Clock& clock) {
  try {
    return attempt(book, job, request, origin, clock);
  } catch (const base::Error& error) {
    Decision decision;
    decision.result.status = base::exit_status_of(error.kind());
    decision.result.why = error.message();
    decision.result.next = error.hint();
    decision.revision = store::book_revision(book);
    Execution execution{decision.result.status, false, false, error.message(), error.hint()};
    while (!write_decision(book, job, request, origin, clock, decision, execution)) {
      decision.revision = store::book_revision(book);
    }
    return execution;
  }
}

}  // namespace wealthjobs::jobs
