// What tells one state of a file from another: its size and modification time at a glance, its
// SHA-256 for certain (RULINGS A8: read again only when path, size or time changed, then hashed).
//
//   Example  const FileStamp seen = glance_at(path);
//            if (!seen.is_same_glance(known)) { FileStamp now = stamp_file(path); ... }
//   Throws   base::Error: data_missing, no_permission, io_error; unavailable where the file changed
//            while it was hashed (try again later)
#pragma once

#include <cstdint>
#include <string>

namespace wealthjobs::feeds {

struct FileStamp {
  std::string path;
  std::int64_t size = 0;
  std::int64_t mtime_us = 0;
  std::string sha256;  // empty after a glance

  [[nodiscard]] bool is_same_glance(const FileStamp& other) const {
    return path == other.path && size == other.size && mtime_us == other.mtime_us;
  }
  bool operator==(const FileStamp&) const = default;
};

FileStamp glance_at(const std::string& path);  // stat only
FileStamp stamp_file(const std::string& path);

}  // namespace wealthjobs::feeds
