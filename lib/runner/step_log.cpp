#include "runner/step_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/text.h"

namespace wealthjobs::runner {
namespace {

constexpr std::size_t longest_line = 200;

}  // namespace

StepLog::StepLog(std::string path, std::int64_t max_bytes)
    : path_(std::move(path)), head_limit_(max_bytes - max_bytes / 4), tail_limit_(max_bytes / 4) {}

StepLog::StepLog(StepLog&& other) noexcept
    : path_(std::move(other.path_)),
      head_limit_(other.head_limit_),
      tail_limit_(other.tail_limit_),
      seen_(other.seen_),
      tail_seen_(other.tail_seen_),
      head_(std::exchange(other.head_, -1)),
      tail_(std::exchange(other.tail_, -1)),
      fault_(std::move(other.fault_)),
      line_(std::move(other.line_)),
      last_line_(std::move(other.last_line_)) {}

StepLog::~StepLog() {
  if (head_ >= 0) close(head_);
  if (tail_ >= 0) close(tail_);
}

void StepLog::write(std::string_view bytes) {
  if (bytes.empty()) return;
  remember_line(bytes);
  if (head_ < 0 && fault_.empty()) open_head();
  const std::int64_t room = std::max<std::int64_t>(0, head_limit_ - seen_);
  const auto fits = static_cast<std::size_t>(
      std::min<std::int64_t>(room, static_cast<std::int64_t>(bytes.size())));
  seen_ += static_cast<std::int64_t>(bytes.size());
  if (fits > 0) write_all(head_, bytes.substr(0, fits));
  if (fits < bytes.size()) write_tail(bytes.substr(fits));
}

void StepLog::open_head() {
  if (path_.empty()) return;
  std::error_code fault;
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), fault);
  head_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (head_ < 0) fault_ = path_ + ": " + std::strerror(errno);
}

void StepLog::write_all(int fd, std::string_view bytes) {
  if (fd < 0 || !fault_.empty()) return;
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      fault_ = path_ + ": " + std::strerror(errno);
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void StepLog::write_tail(std::string_view bytes) {
  if (path_.empty() || tail_limit_ <= 0) return;
  if (tail_ < 0 && fault_.empty()) {
    tail_ = open((path_ + ".tail").c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    if (tail_ < 0) fault_ = path_ + ".tail: " + std::strerror(errno);
  }
  while (!bytes.empty() && fault_.empty()) {
    const std::int64_t at = tail_seen_ % tail_limit_;
    const auto n = std::min(bytes.size(), static_cast<std::size_t>(tail_limit_ - at));
    if (lseek(tail_, at, SEEK_SET) < 0) fault_ = path_ + ".tail: " + std::strerror(errno);
    write_all(tail_, bytes.substr(0, n));
    tail_seen_ += static_cast<std::int64_t>(n);
    bytes.remove_prefix(n);
  }
}

void StepLog::remember_line(std::string_view bytes) {
  // Of a long read only its end can hold the last line.
  if (bytes.size() > 4096) bytes.remove_prefix(bytes.size() - 4096);
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    if (line_.size() < longest_line) line_ += part.substr(0, longest_line - line_.size());
    if (end == std::string_view::npos) return;
    if (!base::trim_blanks(line_).empty()) last_line_ = line_;
    line_.clear();
    bytes.remove_prefix(end + 1);
  }
}

std::string StepLog::last_line() const {
  std::string line(base::trim_blanks(line_));
  if (line.empty()) line = base::trim_blanks(last_line_);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return line;
}

void StepLog::join_tail() {
  const std::int64_t kept = std::min(tail_seen_, tail_limit_);
  if (tail_seen_ > kept) {
    write_all(head_,
              "\n[wealthjobs: " + std::to_string(tail_seen_ - kept) + " bytes left out here]\n");
  }
  std::array<char, 65536> buffer{};
  std::int64_t at = tail_seen_ > kept ? tail_seen_ % tail_limit_ : 0;
  for (std::int64_t left = kept; left > 0 && fault_.empty();) {
    const std::int64_t want =
        std::min({left, tail_limit_ - at, static_cast<std::int64_t>(buffer.size())});
    const ssize_t n = pread(tail_, buffer.data(), static_cast<std::size_t>(want), at);
    if (n <= 0) break;
    write_all(head_, {buffer.data(), static_cast<std::size_t>(n)});
    left -= n;
    at = (at + n) % tail_limit_;
  }
  close(std::exchange(tail_, -1));
  unlink((path_ + ".tail").c_str());
}

void StepLog::finish() {
  if (tail_ >= 0) join_tail();
  if (head_ >= 0) close(std::exchange(head_, -1));
}

}  // namespace wealthjobs::runner
