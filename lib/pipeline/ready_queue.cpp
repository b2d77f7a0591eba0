#include "pipeline/ready_queue.h"

#include <algorithm>

#include "base/check.h"

namespace wealthjobs::pipeline {

ReadyQueue::ReadyQueue(const Pipeline& pipeline, const Plan& plan)
    : pipeline_(pipeline),
      graph_(plan.graph),
      marks_(plan.steps.size(), Mark::open),
      waits_for_(plan.steps.size()),
      open_count_(plan.steps.size()) {
  for (const PlannedStep& row : plan.steps) {
    waits_for_[row.index] = graph_.needs(row.index).size() + graph_.after(row.index).size();
    if (row.decision == Decision::run) {
      if (waits_for_[row.index] == 0) release(row.index);
    } else {
      marks_[row.index] = row.decision == Decision::blocked ? Mark::stopped : Mark::through;
    }
  }
  // What the plan blocks has been blocked by the plan itself: only the counts are left to do.
  for (const PlannedStep& row : plan.steps) {
    if (row.decision != Decision::run) count_down(row.index);
  }
}

void ReadyQueue::release(StepIndex step) {
  ready_.emplace(-static_cast<int>(pipeline_.steps[step].priority), step);
}

std::optional<StepIndex> ReadyQueue::take() {
  if (ready_.empty()) return std::nullopt;
  const StepIndex step = ready_.top().second;
  ready_.pop();
  WEALTHJOBS_CHECK(marks_[step] == Mark::open);
  marks_[step] = Mark::taken;
  ++running_count_;
  return step;
}

std::vector<ReadyQueue::Blocked> ReadyQueue::ended(StepIndex step, bool lets_through) {
  WEALTHJOBS_CHECK(marks_[step] == Mark::taken);
  --running_count_;
  std::vector<Blocked> blocked;
  settle(step, lets_through, blocked);
  std::ranges::sort(blocked, {}, &Blocked::step);
  return blocked;
}

void ReadyQueue::settle(StepIndex first, bool lets_through, std::vector<Blocked>& blocked) {
  std::vector<StepIndex> ends = {first};
  marks_[first] = lets_through ? Mark::through : Mark::stopped;
  while (!ends.empty()) {
    const StepIndex step = ends.back();
    ends.pop_back();
    // Blocking comes before counting down: a step may both need and come after the same ones.
    if (marks_[step] == Mark::stopped) {
      for (const StepIndex next : graph_.needed_by(step)) {
        if (marks_[next] != Mark::open) continue;
        marks_[next] = Mark::stopped;
        blocked.push_back({next, step});
        ends.push_back(next);
      }
    }
    count_down(step);
  }
}

void ReadyQueue::count_down(StepIndex ended_step) {
  --open_count_;
  for (const auto waiting : {graph_.needed_by(ended_step), graph_.awaited_by(ended_step)}) {
    for (const StepIndex next : waiting) {
      if (--waits_for_[next] == 0 && marks_[next] == Mark::open) release(next);
    }
  }
}

}  // namespace wealthjobs::pipeline
