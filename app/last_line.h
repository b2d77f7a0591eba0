// The one line on stderr that a failed command ends with: what, why, and the next thing to type.
//
//   of a run   wealthjobs: <pipeline> <date>: <name>: <step>: <why>; next: <command>
//   otherwise  wealthjobs: <name>: <why>; next: <command>
//
//   Example    wealthjobs: cob 2020-06-30: data_missing: pack: no price of AAPL; next: wealthjobs
//   ... name       of the exit status, CONTRACT section 2
#pragma once

#include <string>

#include "base/error.h"
#include "base/exit_status.h"

namespace wealthjobs::app {

// An Error that is about one pipeline and date.
class RunError : public base::Error {
 public:
  RunError(const base::Error& error, std::string pipeline, std::string date)
      : base::Error(error), pipeline_(std::move(pipeline)), date_(std::move(date)) {}
  [[nodiscard]] const std::string& pipeline() const { return pipeline_; }
  [[nodiscard]] const std::string& date() const { return date_; }

 private:
  std::string pipeline_;
  std::string date_;
};

struct FailureLine {
  std::string pipeline;
  std::string date;
  base::ExitStatus status = base::ExitStatus::ok;
  std::string step;  // empty: before any step
  std::string why;
  std::string next;
};

std::string last_line_of(const FailureLine& failure);
std::string last_line_of(const base::Error& error);

void print_last_line(const FailureLine& failure);
// Prints and returns the exit status.
int print_last_line(const base::Error& error);

}  // namespace wealthjobs::app
