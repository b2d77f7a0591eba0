#include "runner/supervise.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/error.h"
#include "base/json_document.h"
#include "pipeline/placeholders.h"
#include "pipeline/ready_queue.h"
#include "pipeline/retry_policy.h"
#include "runner/file_wait.h"
#include "runner/run_choice.h"
#include "store/run_history.h"

namespace wealthjobs::runner {
namespace {

using base::ExitStatus;
using pipeline::StepIndex;

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t busy_pause_us = 2'000;
constexpr std::int64_t busy_limit_us = 600 * second_us;
constexpr std::int64_t progress_event_us = 60 * second_us;
constexpr std::int64_t progress_row_us = 2 * second_us;
constexpr std::int64_t wall_look_us = 30 * second_us;

struct StepRun {
  int attempts_made = 0;       // by this process
  std::int64_t waited_ms = 0;  // sum of the delays before retries
  std::int64_t due_us = 0;     // monotonic: when to look at it again
  std::int64_t started_us = 0;
  std::int64_t first_started_us = -1;
  std::optional<FileWait> file;
  bool has_arrived = false;
  int child = 0;
  std::string progress;
  std::int64_t next_progress_row_us = 0;
  std::int64_t next_progress_event_us = 0;
};

class Supervision {
 public:
  Supervision(const SuperviseOrder& order, JournalQueue& journal, ChildProcesses& children,
              const base::Clock& clock, RunObserver& observer)
      : order_(order),
        pipeline_(*order.pipeline),
        journal_(journal),
        children_(children),
        clock_(clock),
        observer_(observer),
        queue_(pipeline_, *order.plan),
        runs_(pipeline_.steps.size()),
        outcomes_(pipeline_.steps.size()),
        run_limit_us_(clock.monotonic_us() + pipeline_.timeout_s * second_us) {}

  SuperviseResult run() {
    try {
      record_plan();
      while (!is_over()) turn();
      close_open_steps();
      return finish();
    } catch (...) {
      stop_all_at_once();
      throw;
    }
  }

 private:
  const pipeline::Step& step(StepIndex index) const { return pipeline_.steps[index]; }
  [[nodiscard]] bool is_stopping() const { return signal_ != 0 || is_timed_out_; }
  [[nodiscard]] bool is_over() const {
    if (!running_.empty() || !starting_.empty()) return false;
    return is_stopping() || queue_.is_finished();
  }

  void turn() {
    admit();
    start_due();
    const bool is_written = journal_.flush();
    note_busy(is_written);
    if (is_written) spawn_started();
    if (is_over()) return;
    observe(children_.wait(next_look_us(is_written)));
    stop_at_run_limit();
  }

  // -- before the first step ----------------------------------------------------------------------
  void record_plan() {
    std::map<std::string_view, const store::StepRow*> rows;
    for (const store::StepRow& row : order_.rows) rows.emplace(row.step, &row);
    for (StepIndex i = 0; i < pipeline_.steps.size(); ++i) {
      const auto found = rows.find(step(i).name);
      record_planned(order_.plan->of(i), found == rows.end() ? nullptr : found->second);
    }
  }

  void record_planned(const pipeline::PlannedStep& planned, const store::StepRow* row) {
    StepOutcome& outcome = outcomes_[planned.index];
    outcome.name = step(planned.index).name;
    outcome.job = step(planned.index).job.empty() ? step(planned.index).command.at(0)
                                                  : step(planned.index).job;
    if (row != nullptr) outcome.attempt = row->attempt;
    if (planned.is_overridden) record_override(outcome.name);
    switch (planned.decision) {
      case pipeline::Decision::run:
        return;
      case pipeline::Decision::reuse:
        if (row != nullptr) outcome.rows_written = row->rows_written;
        if (row != nullptr) outcome.result_json = row->result_json;
        return record_unstarted(planned.index, StepState::reused, planned.reason);
      case pipeline::Decision::skip:
        return record_unstarted(planned.index, StepState::skipped, planned.reason);
      case pipeline::Decision::blocked:
        outcome.exit_status = ExitStatus::gate_blocked;
        return record_unstarted(planned.index, StepState::blocked, planned.reason);
    }
  }

  void record_override(const std::string& name) {
    journal_.add([this, name](store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::NewEvent event;
      event.type = store::event_type::gate_overridden;
      event.at_us = clock_.wall_us();
      event.run_id = order_.run_id;
      event.step = name;
      event.payload_json = order_.override_json;
      store::append_event(write, origin, event);
    });
  }

  // A step that ends without an attempt of its own.
  void record_unstarted(StepIndex index, StepState state, std::string reason) {
    StepOutcome& outcome = outcomes_[index];
    outcome.state = state;
    outcome.reason = std::move(reason);
    journal_.add([this, name = outcome.name, state, why = outcome.reason](
                     store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::mark_step(write, origin, order_.run_id, name, state, why, clock_.wall_us());
    });
    observer_.step_ended(outcome);
  }

  // -- waiting and starting -----------------------------------------------------------------------
  void admit() {
    if (is_stopping()) return;
    while (const auto taken = queue_.take()) consider(*taken);
    const std::int64_t now = clock_.monotonic_us();
    for (const StepIndex index : std::exchange(waiting_, {})) {
      if (runs_[index].due_us > now) {
        waiting_.push_back(index);
      } else {
        consider(index);
      }
    }
  }

  void consider(StepIndex index) {
    const auto reason = reason_to_wait(index);
    if (!reason) {
      due_.emplace(-static_cast<int>(step(index).priority), index);
    } else if (outcomes_[index].state == StepState::pending) {
      waiting_.push_back(index);
      if (std::exchange(outcomes_[index].reason, *reason) != *reason) {
        observer_.step_waits(outcomes_[index]);
      }
    }
  }

  // Nothing: it may start. Sets when to look again; a file that came too late ends the step here.
  std::optional<std::string> reason_to_wait(StepIndex index) {
    StepRun& run = runs_[index];
    const pipeline::Step& wanted = step(index);
    const std::int64_t now = clock_.monotonic_us();
    if (run.due_us > now) return outcomes_[index].reason;
    if (wanted.not_before) {
      const std::int64_t left_us =
          pipeline::deadline_us(*wanted.not_before, order_.business_date, pipeline_.zone) -
          clock_.wall_us();
      if (left_us > 0) {
        // Looked at again in between: the wall clock may be set meanwhile.
        run.due_us = now + std::min(left_us, wall_look_us);
        return "not before " + pipeline::format_deadline(*wanted.not_before);
      }
    }
    if (!wanted.wait_for || run.has_arrived) return std::nullopt;
    if (!run.file) run.file.emplace(*wanted.wait_for, awaited_path(index), now);
    switch (run.file->look(now)) {
      case FileWait::Answer::arrived:
        run.has_arrived = true;
        return std::nullopt;
      case FileWait::Answer::not_yet:
        run.due_us = run.file->next_look_us();
        return "waits for its file: " + run.file->why();
      case FileWait::Answer::too_late:
        break;
    }
    outcomes_[index].exit_status = run.file->late_status();
    record_unstarted(index, StepState::failed, run.file->why());
    propagate(index);
    return run.file->why();
  }

  std::string awaited_path(StepIndex index) const {
    const std::string path =
        pipeline::expand_placeholders(step(index).wait_for->path, placeholders(index));
    return path.starts_with('/') ? path : order_.config_dir + "/" + path;
  }

  pipeline::PlaceholderValues placeholders(StepIndex index) const {
    return {order_.business_date.iso(), order_.run_id, step(index).name, pipeline_.name,
            order_.config_dir};
  }

  void start_due() {
    const auto limit = static_cast<std::size_t>(std::max(1, pipeline_.max_parallel));
    while (!is_stopping() && !due_.empty() && running_.size() + starting_.size() < limit) {
      const StepIndex index = due_.begin()->second;
      due_.erase(due_.begin());
      StepOutcome& outcome = outcomes_[index];
      ++outcome.attempt;
      outcome.state = StepState::running;
      outcome.log_path = order_.log_dir.empty() ? ""
                                                : order_.log_dir + "/" + outcome.name + "." +
                                                      std::to_string(outcome.attempt) + ".log";
      journal_.add([this, name = outcome.name, attempt = outcome.attempt, log = outcome.log_path](
                       store::WriteTransaction& write, const store::EventOrigin& origin) {
        const int given = store::start_attempt(write, origin, order_.run_id, name,
                                               {clock_.wall_us(), std::nullopt, log});
        WEALTHJOBS_CHECK(given == attempt);
      });
      starting_.push_back(index);
    }
  }

  void spawn_started() {
    for (const StepIndex index : std::exchange(starting_, {})) spawn(index);
  }

  void spawn(StepIndex index) {
    StepRun& run = runs_[index];
    run.started_us = clock_.monotonic_us();
    if (run.first_started_us < 0) run.first_started_us = run.started_us;
    ++run.attempts_made;
    if (is_stopping()) {
      AttemptEnd never_started;
      never_started.stopped = is_timed_out_ ? StopCause::timeout : StopCause::cancelled;
      return take_end(index, never_started);
    }
    try {
      run.child = children_.start(attempt_spec(index));
    } catch (const base::Error& error) {
      AttemptEnd not_started;
      not_started.exit_value = static_cast<int>(base::exit_status_of(error.kind()));
      not_started.why = error.message();
      return take_end(index, not_started);
    }
    running_.emplace(run.child, index);
    observer_.step_started(outcomes_[index]);
  }

  AttemptSpec attempt_spec(StepIndex index) const {
    const pipeline::Step& wanted = step(index);
    const StepOutcome& outcome = outcomes_[index];
    AttemptSpec spec;
    spec.executable = order_.executable;
    spec.log_path = outcome.log_path;
    spec.max_log_bytes = wanted.max_log_bytes;
    spec.timeout_ms = wanted.timeout_s * 1'000;
    spec.grace_ms = wanted.grace_s * 1'000;
    const std::string attempt = std::to_string(outcome.attempt);
    spec.environment = {"WEALTHJOBS_RUN_ID=" + order_.run_id,
                        "WEALTHJOBS_STEP=" + outcome.name,
                        "WEALTHJOBS_ATTEMPT=" + attempt,
                        "WEALTHJOBS_BUSINESS_DATE=" + order_.business_date.iso(),
                        "WEALTHJOBS_IDEMPOTENCY_KEY=" + order_.run_id + "/" + outcome.name,
                        "WEALTHJOBS_PROGRESS_FD=" + std::to_string(progress_fd)};
    if (!wanted.job.empty()) {
      spec.argv = order_.job_argv;
      spec.argv.insert(spec.argv.end(),
                       {"--run-id", order_.run_id, "--step", outcome.name, "--attempt", attempt});
      return spec;
    }
    spec.launcher_argv = order_.launcher_argv;
    spec.argv = order_.command_argv;
    spec.argv.insert(spec.argv.end(), {"--grace-ms", std::to_string(spec.grace_ms), "--"});
    for (const std::string& word : wanted.command) {
      spec.argv.push_back(pipeline::expand_placeholders(word, placeholders(index)));
    }
    return spec;
  }

  // -- watching -----------------------------------------------------------------------------------
  std::int64_t next_look_us(bool is_written) const {
    const std::int64_t now = clock_.monotonic_us();
    if (!is_written) return now + busy_pause_us;
    std::int64_t next = is_timed_out_ ? no_time_limit : run_limit_us_;
    if (!is_stopping()) {
      for (const StepIndex index : waiting_) next = std::min(next, runs_[index].due_us);
    }
    if (observer_.tick_us() > 0) next = std::min(next, now + observer_.tick_us());
    return next;
  }

  void observe(std::vector<ChildEvent> events) {
    for (ChildEvent& event : events) {
      if (event.kind == ChildEvent::Kind::signal) {
        take_signal(event.signal);
        continue;
      }
      const auto found = running_.find(event.child);
      if (found == running_.end()) continue;
      const StepIndex index = found->second;
      if (event.kind == ChildEvent::Kind::progress) {
        take_progress(index, std::move(event.line));
      } else {
        running_.erase(found);
        take_end(index, event.end);
      }
    }
    observer_.tick();
  }

  void take_progress(StepIndex index, std::string line) {
    StepRun& run = runs_[index];
    run.progress = std::move(line);
    observer_.step_progress(outcomes_[index], run.progress);
    const std::int64_t now = clock_.monotonic_us();
    if (now < run.next_progress_row_us) return;
    run.next_progress_row_us = now + progress_row_us;
    std::optional<std::int64_t> event_at_us;
    if (now >= run.next_progress_event_us) {
      run.next_progress_event_us = now + progress_event_us;
      event_at_us = clock_.wall_us();
    }
    journal_.add([this, name = outcomes_[index].name, attempt = outcomes_[index].attempt,
                  text = run.progress,
                  event_at_us](store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::save_progress(write, origin, {order_.run_id, name, attempt}, text, event_at_us);
    });
  }

  void take_signal(int number) {
    if (signal_ != 0) return kill_running();
    signal_ = number;
    for (const auto& [child, index] : running_) children_.stop(child, StopCause::cancelled);
  }

  void kill_running() {
    for (const auto& [child, index] : running_) children_.kill_now(child);
  }

  void stop_at_run_limit() {
    if (is_stopping() || clock_.monotonic_us() < run_limit_us_) return;
    is_timed_out_ = true;
    for (const auto& [child, index] : running_) children_.stop(child, StopCause::timeout);
  }

  [[nodiscard]] ExitStatus cancel_status() const {
    return signal_ == SIGINT ? ExitStatus::interrupted : ExitStatus::terminated;
  }

  // -- ends ---------------------------------------------------------------------------------------
  void take_end(StepIndex index, const AttemptEnd& end) {
    StepOutcome& outcome = outcomes_[index];
    const bool is_marked = !step(index).job.empty() && take_own_mark(index);
    if (!is_marked) take_outcome(index, outcome_of(step(index), end, cancel_status()));
    const int value = is_marked ? static_cast<int>(outcome.exit_status) : end.exit_value;
    if (outcome.state == StepState::failed && retry(index, value)) return;
    if (!end.next.empty()) outcome.next = end.next;
    outcome.cpu_us = end.cpu_us;
    outcome.max_rss_kb = end.max_rss_kb;
    outcome.duration_us = clock_.monotonic_us() - runs_[index].first_started_us;
    save_usage(outcome);
    check_deadline(index);
    observer_.step_ended(outcome);
    propagate(index);
  }

  // The child's own commit, where there is one: it is believed whatever the exit status says.
  bool take_own_mark(StepIndex index) {
    StepOutcome& outcome = outcomes_[index];
    const auto row = store::load_step(journal_.book(), order_.run_id, outcome.name);
    if (!row || row->attempt != outcome.attempt || !store::is_final(row->state)) return false;
    outcome.state = row->state;
    outcome.reason = row->reason;
    outcome.exit_status = base::exit_status_from(row->exit_status.value_or(0));
    outcome.rows_written = row->rows_written;
    outcome.result_json = row->result_json;
    const auto result = base::Json::parse(row->result_json, nullptr, false);
    if (result.is_object() && result.contains("next")) {
      outcome.next = result["next"].get<std::string>();
    }
    return true;
  }

  void take_outcome(StepIndex index, StepOutcome ended) {
    StepOutcome& outcome = outcomes_[index];
    outcome.state = ended.state;
    outcome.exit_status = ended.exit_status;
    outcome.reason = std::move(ended.reason);
    if (is_timed_out_ && outcome.state == StepState::timed_out) {
      outcome.reason = "time limit of the run (" + std::to_string(pipeline_.timeout_s) +
                       " s) reached while it ran";
    }
    const bool may_pass = order_.plan->of(index).is_overridden && !step(index).command.empty();
    if (may_pass && outcome.state == StepState::failed) {
      outcome.reason = "gate passed by override (" + order_.override_why + "): " + outcome.reason;
      outcome.state = StepState::succeeded;
      outcome.exit_status = ExitStatus::ok;
    }
    journal_.add([this, name = outcome.name, attempt = outcome.attempt, state = outcome.state,
                  why = outcome.reason, status = outcome.exit_status](
                     store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::StepEnd step_end;
      step_end.state = state;
      step_end.reason = why;
      step_end.exit_status = static_cast<int>(status);
      step_end.at_us = clock_.wall_us();
      // False: the mark of the attempt stands already, and it stays.
      (void)store::finish_step(write, origin, {order_.run_id, name, attempt}, step_end);
    });
  }

  bool retry(StepIndex index, int exit_value) {
    StepRun& run = runs_[index];
    StepOutcome& outcome = outcomes_[index];
    const auto delay_ms = pipeline::next_retry_ms(
        step(index).retry, step(index).job.empty(), exit_value, run.attempts_made, run.waited_ms,
        pipeline::seed_of(order_.run_id + "/" + outcome.name));
    if (!delay_ms || is_stopping()) return false;
    run.waited_ms += *delay_ms;
    run.due_us = clock_.monotonic_us() + *delay_ms * 1'000;
    outcome.reason = "attempt " + std::to_string(outcome.attempt) + " failed (" + outcome.reason +
                     "), next one after " + std::to_string(*delay_ms) + " ms";
    outcome.state = StepState::pending;
    outcome.exit_status = ExitStatus::ok;
    journal_.add([this, name = outcome.name, attempt = outcome.attempt, why = outcome.reason](
                     store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::retry_step(write, origin, {order_.run_id, name, attempt}, why, clock_.wall_us());
    });
    waiting_.push_back(index);
    observer_.step_waits(outcome);
    return true;
  }

  void save_usage(const StepOutcome& outcome) {
    journal_.add(
        [this, name = outcome.name, attempt = outcome.attempt, cpu_us = outcome.cpu_us,
         rss = outcome.max_rss_kb](store::WriteTransaction& write, const store::EventOrigin&) {
          store::save_usage(write, {order_.run_id, name, attempt}, {cpu_us, rss});
        });
  }

  void check_deadline(StepIndex index) {
    StepOutcome& outcome = outcomes_[index];
    const auto& deadline = step(index).deadline;
    if (!order_.deadlines_apply || !deadline || !lets_through(outcome.state)) return;
    if (clock_.wall_us() <=
        pipeline::deadline_us(*deadline, order_.business_date, pipeline_.zone)) {
      return;
    }
    outcome.is_late = true;
    journal_.add(
        [this, name = outcome.name](store::WriteTransaction& write, const store::EventOrigin&) {
          store::mark_late(write, order_.run_id, name);
        });
  }

  void propagate(StepIndex index) {
    const auto blocked = queue_.ended(index, lets_through(outcomes_[index].state));
    for (const auto& [dependant, cause] : blocked) {
      if (is_stopping()) {
        record_never_started(dependant);
        continue;
      }
      const StepOutcome& reason = outcomes_[cause];
      record_unstarted(
          dependant, StepState::blocked,
          "needs " + reason.name + ", which is " + std::string(store::name_of(reason.state)));
    }
  }

  // The run was stopped before it was this step's turn.
  void record_never_started(StepIndex index) {
    outcomes_[index].exit_status = is_timed_out_ ? ExitStatus::timeout : cancel_status();
    record_unstarted(index, is_timed_out_ ? StepState::blocked : StepState::cancelled,
                     is_timed_out_ ? "the time limit of the run was reached before it started"
                                   : "the run was cancelled before it started");
  }

  // -- after the last step ------------------------------------------------------------------------
  void close_open_steps() {
    for (StepIndex i = 0; i < outcomes_.size(); ++i) {
      if (!store::is_final(outcomes_[i].state)) record_never_started(i);
    }
  }

  SuperviseResult finish() {
    SuperviseResult result;
    result.steps = std::move(outcomes_);
    result.status = run_status(result.steps);
    // A signal that came when all was done has cancelled nothing.
    result.state = run_state(result.status, result.steps);
    result.signal = result.state == store::RunState::cancelled ? signal_ : 0;
    result.is_timed_out = is_timed_out_;
    const StepOutcome* decided = deciding_step(result.steps, result.status);
    if (decided != nullptr) result.stopped_at = decided->name;
    store::RunEnd end;
    end.state = result.state;
    if (store::is_complete(result.state)) {
      result.outcome = order_.is_partial                          ? partial_outcome
                       : result.state == store::RunState::skipped ? "nothing_due"
                                                                  : "complete";
    }
    end.outcome = result.outcome;
    end.exit_status = static_cast<int>(result.status);
    if (!store::is_complete(result.state)) end.blocked_at = result.stopped_at;
    journal_.add([this, end](store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::RunEnd timed = end;
      timed.at_us = clock_.wall_us();
      WEALTHJOBS_CHECK(store::finish_run(write, origin, order_.run_id, timed));
    });
    for (bool is_written = journal_.flush(); !is_written; is_written = journal_.flush()) {
      note_busy(false);
      children_.wait(clock_.monotonic_us() + busy_pause_us);
    }
    return result;
  }

  void note_busy(bool is_written) {
    const std::int64_t now = clock_.monotonic_us();
    if (is_written) {
      busy_since_us_ = -1;
    } else if (busy_since_us_ < 0) {
      busy_since_us_ = now;
    } else if (now - busy_since_us_ > busy_limit_us && running_.empty()) {
      throw base::Error(base::ErrorKind::busy, "another process keeps the book locked",
                        "find it with: wealthjobs status");
    }
  }

  void stop_all_at_once() {
    kill_running();
    const std::int64_t until = clock_.monotonic_us() + 2 * second_us;
    while (!running_.empty() && clock_.monotonic_us() < until) {
      for (const ChildEvent& event : children_.wait(until)) {
        if (event.kind == ChildEvent::Kind::ended) running_.erase(event.child);
      }
    }
  }

  const SuperviseOrder& order_;
  const pipeline::Pipeline& pipeline_;
  JournalQueue& journal_;
  ChildProcesses& children_;
  const base::Clock& clock_;
  RunObserver& observer_;
  pipeline::ReadyQueue queue_;
  std::vector<StepRun> runs_;
  std::vector<StepOutcome> outcomes_;
  std::vector<StepIndex> waiting_;           // taken from the queue, held back
  std::set<std::pair<int, StepIndex>> due_;  // may start as soon as there is room
  std::vector<StepIndex> starting_;          // their start waits for its commit
  std::map<int, StepIndex> running_;         // by child
  std::int64_t run_limit_us_;
  std::int64_t busy_since_us_ = -1;
  int signal_ = 0;
  bool is_timed_out_ = false;
};

}  // namespace

SuperviseResult supervise(const SuperviseOrder& order, JournalQueue& journal,
                          ChildProcesses& children, const base::Clock& clock,
                          RunObserver& observer) {
  return Supervision(order, journal, children, clock, observer).run();
}

}  // namespace wealthjobs::runner
