// What a person at a terminal sees while a run goes on: one live line per running step with its
// elapsed time and progress, above it what has ended.
//
//   Live       stderr is a terminal, and neither --quiet nor --json nor TERM=dumb: lines are
//              redrawn five times a second
//   Else       nothing moves: with --verbose one line a step that started or ended, otherwise
//   silence Colour     on a live view unless --no-color or NO_COLOR is set
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/date.h"
#include "options.h"
#include "pipeline/spec.h"
#include "runner/supervise.h"

namespace wealthjobs::app {

// "0.3 s", "12.3 s", "4 min 10 s".
std::string seconds_text(std::int64_t duration_us);
// Columns of the terminal on stdout; 0 where it is none.
int terminal_width();

class TerminalView final : public runner::RunObserver {
 public:
  TerminalView(const GlobalOptions& global, const pipeline::Pipeline& pipeline);
  ~TerminalView() override;
  TerminalView(const TerminalView&) = delete;
  TerminalView& operator=(const TerminalView&) = delete;

  void begin(base::Date date);
  void end();

  void step_started(const runner::StepOutcome& step) override;
  void step_progress(const runner::StepOutcome& step, std::string_view line) override;
  void step_waits(const runner::StepOutcome& step) override;
  void step_ended(const runner::StepOutcome& step) override;
  void tick() override;
  [[nodiscard]] std::int64_t tick_us() const override { return is_live_ ? 200'000 : 0; }

 private:
  struct Line {
    std::int64_t since_us = 0;
    std::string text;
  };
  void say(const std::string& line, std::string_view colour);
  void erase();
  void draw();

  const base::Clock& clock_;
  bool is_live_;
  bool is_verbose_;
  bool has_colour_;
  std::string title_;
  std::string pipeline_;
  std::map<std::string, Line> lines_;  // by step
  int drawn_ = 0;
  std::int64_t next_draw_us_ = 0;
};

}  // namespace wealthjobs::app
