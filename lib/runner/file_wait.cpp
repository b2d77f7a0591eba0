#include "runner/file_wait.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "base/text.h"

namespace wealthjobs::runner {
namespace {

constexpr std::int64_t second_us = 1'000'000;

// Rows after the header, counted no further than the caller asks.
std::int64_t rows_in(const std::string& path, std::int64_t enough) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 65536> buffer;
  std::int64_t rows = -1;
  char last = '\n';
  while (file && rows < enough) {
    file.read(buffer.data(), buffer.size());
    const auto end = buffer.begin() + file.gcount();
    rows += std::count(buffer.begin(), end, '\n');
    if (file.gcount() > 0) last = *(end - 1);
  }
  if (last != '\n') ++rows;
  return std::max<std::int64_t>(0, rows);
}

}  // namespace

FileWait::FileWait(const pipeline::WaitFor& wait, std::string path, std::int64_t now_us)
    : wait_(wait),
      path_(std::move(path)),
      give_up_us_(now_us + wait.timeout_s * second_us),
      next_look_us_(now_us) {}

bool FileWait::has_arrived(std::int64_t now_us) {
  struct stat now{};
  if (stat(path_.c_str(), &now) != 0) {
    size_ = -1;
    why_ = path_ + " is not there";
    late_status_ = base::ExitStatus::data_missing;
    return false;
  }
  late_status_ = base::ExitStatus::data_invalid;
  const std::int64_t modified_ns =
      std::int64_t{now.st_mtim.tv_sec} * 1'000'000'000 + now.st_mtim.tv_nsec;
  if (now.st_size != size_ || modified_ns != modified_ns_) {
    size_ = now.st_size;
    modified_ns_ = modified_ns;
    still_since_us_ = now_us;
  }
  if (now_us - still_since_us_ < wait_.stable_s * second_us) {
    why_ = path_ + " has not been still for " + std::to_string(wait_.stable_s) + " s";
    return false;
  }
  if (wait_.min_rows <= 0) return true;
  const std::int64_t rows = rows_in(path_, wait_.min_rows);
  why_ = path_ + " has " + base::counted("row", rows) + ", expected at least " +
         std::to_string(wait_.min_rows);
  return rows >= wait_.min_rows;
}

FileWait::Answer FileWait::look(std::int64_t now_us) {
  if (has_arrived(now_us)) return Answer::arrived;
  // A file that only has to be still gets the time for it, even where timeout_s is shorter.
  const bool is_settling = size_ >= 0 && now_us - still_since_us_ < wait_.stable_s * second_us &&
                           now_us < give_up_us_ + wait_.stable_s * second_us;
  if (now_us >= give_up_us_ && !is_settling) {
    why_ += wait_.timeout_s > 0 ? " after " + std::to_string(wait_.timeout_s) + " s" : "";
    return Answer::too_late;
  }
  next_look_us_ = now_us + second_us;
  if (!is_settling) next_look_us_ = std::min(next_look_us_, std::max(give_up_us_, now_us + 1'000));
  return Answer::not_yet;
}

}  // namespace wealthjobs::runner
