// The log of one attempt: everything it wrote, up to a limit; beyond it the head and the tail.
//
//   Limit     max_bytes: three quarters for the head, the rest for the tail, one line between them
//             that says how many bytes were left out
//   File      made with its folder when the first byte arrives: a silent step has no log file
//   While it grows beyond its head, the tail stands in <path>.tail, a ring of the last bytes
//   Failure   a log that cannot be written never fails a step: the bytes are counted and dropped,
//             and fault() says why
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wealthjobs::runner {

class StepLog {
 public:
  StepLog(std::string path, std::int64_t max_bytes);
  StepLog(StepLog&& other) noexcept;
  StepLog& operator=(StepLog&&) = delete;
  ~StepLog();

  void write(std::string_view bytes);
  // Joins head and tail; the log is complete afterwards.
  void finish();
  [[nodiscard]] std::int64_t bytes_seen() const { return seen_; }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  // The last line that had something on it, at most 200 bytes, control bytes as blanks.
  [[nodiscard]] std::string last_line() const;

 private:
  void open_head();
  void write_all(int fd, std::string_view bytes);
  void write_tail(std::string_view bytes);
  void remember_line(std::string_view bytes);
  void join_tail();

  std::string path_;
  std::int64_t head_limit_;
  std::int64_t tail_limit_;
  std::int64_t seen_ = 0;
  std::int64_t tail_seen_ = 0;
  int head_ = -1;
  int tail_ = -1;
  std::string fault_;
  std::string line_;       // the line that is being written
  std::string last_line_;  // the last complete one with something on it
};

}  // namespace wealthjobs::runner
