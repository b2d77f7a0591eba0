// Which step may start next while a plan is carried out: the order of RULINGS B8 as a small machine
// that the runner drives. It starts nothing and knows no clock.
//
//   take()      the ready step with the highest priority, then the earliest in the file
//   ended()     a step came to its end; gives the steps that this blocks, transitively, in file
//               order
//
// A step is ready when all its `needs` let it through (succeeded, reused, skipped, or a gate that
// an override let pass) and all its `after` have ended whichever way. A failure blocks everything
// that needs the step, transitively; independent steps go on. Steps planned as reuse, skip or
// blocked have ended before the first take(). Each call costs time in proportion to the edges it
// touches.
//
//   Example   a -> b -> c, d alone: take() a, take() d, ended(a, false) blocks {b, c}
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "pipeline/plan.h"

namespace wealthjobs::pipeline {

class ReadyQueue {
 public:
  // Both must outlive the queue.
  ReadyQueue(const Pipeline& pipeline, const Plan& plan);

  [[nodiscard]] std::optional<StepIndex> take();
  [[nodiscard]] bool has_ready() const { return !ready_.empty(); }

  struct Blocked {
    StepIndex step;
    StepIndex cause;  // the step it needs whose end blocked it: "needs value, which failed"
  };
  // `lets_through` is false for failed, timed_out, crashed, cancelled and a closed gate.
  std::vector<Blocked> ended(StepIndex step, bool lets_through);

  // True when every step has ended or is blocked.
  [[nodiscard]] bool is_finished() const { return open_count_ == 0; }
  // Taken and not yet ended.
  [[nodiscard]] std::size_t running() const { return running_count_; }

 private:
  enum class Mark : unsigned char { open, taken, through, stopped };
  void settle(StepIndex step, bool lets_through, std::vector<Blocked>& blocked);
  void count_down(StepIndex ended_step);
  void release(StepIndex step);

  const Pipeline& pipeline_;
  const Graph& graph_;
  std::vector<Mark> marks_;
  std::vector<std::size_t> waits_for_;
  using Ready = std::pair<int, StepIndex>;
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready_;
  std::size_t open_count_ = 0;
  std::size_t running_count_ = 0;
};

}  // namespace wealthjobs::pipeline
