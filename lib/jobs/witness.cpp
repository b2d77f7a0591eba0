#include "jobs/witness.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/error.h"

namespace wealthjobs::jobs {
namespace {

[[noreturn]] void fail(const std::string& path) {
  const int error = errno;
  throw base::Error(base::error_kind_of_errno(error),
                    "witness file " + path + ": " + std::strerror(error),
                    "make the file writable, then run the same command again");
}

bool ends_with_line(const std::string& path, const std::string& line) {
  std::ifstream file(path);
  std::string last;
  std::string read;
  while (std::getline(file, read)) last = read;
  return last + "\n" == line;
}

}  // namespace

std::string witness_path(const std::string& parameter, const std::string& config_dir) {
  if (parameter.empty() || parameter.front() == '/' || config_dir.empty()) return parameter;
  return config_dir + "/" + parameter;
}

void append_witness(const std::string& path, base::Date day, const std::string& hash) {
  const std::string line = day.iso() + " " + hash + "\n";
  if (ends_with_line(path, line)) return;
  const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) fail(path);
  const bool is_written =
      ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
      ::fdatasync(file) == 0;
  if (!is_written) {
    const int error = errno;
    ::close(file);
    errno = error;
    fail(path);
  }
  ::close(file);
}

}  // namespace wealthjobs::jobs
