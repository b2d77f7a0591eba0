#include "store/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace wealthjobs::store {
namespace {

void sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  int error_number = file < 0 ? errno : 0;
  if (file >= 0 && ::fsync(file) != 0) error_number = errno;
  if (file >= 0) ::close(file);
  // Some file systems have no fsync for folders; there the rename is as durable as it gets.
  const bool is_tolerable = error_number == EINVAL && (flags & O_DIRECTORY) != 0;
  if (error_number != 0 && !is_tolerable) {
    throw base::Error(base::error_kind_of_errno(error_number),
                      path + ": " + std::strerror(error_number));
  }
}

}  // namespace

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

void sync_file(const std::string& path) { sync_path(path, O_RDONLY); }

void sync_folder_of(const std::string& path) { sync_path(folder_of(path), O_RDONLY | O_DIRECTORY); }

}  // namespace wealthjobs::store
