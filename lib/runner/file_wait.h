// Waiting for a file that somebody else delivers (RULINGS A8: wait_for).
//
//   Arrived   it exists, its size and time have been still for stable_s, and it has min_rows rows
//             after its header
//   Too late  after timeout_s: absent is data_missing (66), there but short or still growing is
//             data_invalid (65)
//   Time      the caller's monotonic clock, in microseconds
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/exit_status.h"
#include "pipeline/spec.h"

namespace wealthjobs::runner {

class FileWait {
 public:
  // `path` with its placeholders expanded and absolute.
  FileWait(const pipeline::WaitFor& wait, std::string path, std::int64_t now_us);

  enum class Answer { arrived, not_yet, too_late };
  Answer look(std::int64_t now_us);
  // When another look is worth it.
  [[nodiscard]] std::int64_t next_look_us() const { return next_look_us_; }
  // Why not yet, or why too late.
  [[nodiscard]] const std::string& why() const { return why_; }
  [[nodiscard]] base::ExitStatus late_status() const { return late_status_; }

 private:
  bool has_arrived(std::int64_t now_us);

  pipeline::WaitFor wait_;
  std::string path_;
  std::int64_t give_up_us_;
  std::int64_t next_look_us_;
  std::int64_t size_ = -1;
  std::int64_t modified_ns_ = 0;
  std::int64_t still_since_us_ = 0;
  std::string why_;
  base::ExitStatus late_status_ = base::ExitStatus::data_missing;
};

}  // namespace wealthjobs::runner
