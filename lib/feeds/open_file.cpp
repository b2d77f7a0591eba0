#include "feeds/open_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace wealthjobs::feeds {
namespace {

[[noreturn]] void throw_errno(const std::string& path, int error_number) {
  throw base::Error(base::error_kind_of_errno(error_number),
                    "cannot read " + path + ": " + std::strerror(error_number));
}

}  // namespace

OpenFile::OpenFile(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) throw_errno(path, errno);
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

std::size_t OpenFile::read(char* to, std::size_t bytes) const {
  while (true) {
    const ssize_t got = ::read(descriptor_, to, bytes);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw_errno(path_, errno);
  }
}

}  // namespace wealthjobs::feeds
