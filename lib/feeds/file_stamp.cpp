#include "feeds/file_stamp.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/sha256.h"
#include "feeds/open_file.h"

namespace wealthjobs::feeds {
namespace {

[[noreturn]] void throw_errno(const std::string& path, int error_number) {
  throw base::Error(base::error_kind_of_errno(error_number),
                    "cannot read " + path + ": " + std::strerror(error_number));
}

FileStamp stamp_from(const std::string& path, const struct stat& status) {
  constexpr std::int64_t us_per_s = 1'000'000;
  return {
      path, status.st_size, status.st_mtim.tv_sec * us_per_s + status.st_mtim.tv_nsec / 1000, {}};
}

}  // namespace

FileStamp glance_at(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) throw_errno(path, errno);
  return stamp_from(path, status);
}

FileStamp stamp_file(const std::string& path) {
  const OpenFile file(path);
  struct stat status{};
  if (::fstat(file.descriptor(), &status) != 0) throw_errno(path, errno);
  FileStamp stamp = stamp_from(path, status);
  std::vector<char> buffer(std::size_t{256} << 10U);
  base::Sha256 hash;
  std::int64_t hashed = 0;
  while (true) {
    const std::size_t got = file.read(buffer.data(), buffer.size());
    if (got == 0) break;
    hash.update(std::string_view(buffer.data(), got));
    hashed += static_cast<std::int64_t>(got);
  }
  stamp.sha256 = hash.finish_hex();
  if (hashed != stamp.size || !glance_at(path).is_same_glance(stamp)) {
    throw base::Error(base::ErrorKind::unavailable, path + " changed while it was read",
                      "try again when it is complete");
  }
  return stamp;
}

}  // namespace wealthjobs::feeds
