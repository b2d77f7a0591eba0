// One file of a report edition, written beside its final place and renamed into it: a reader sees
// the old file or the new one, never a half. The same bytes as before leave the old file alone.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/sha256.h"

namespace wealthjobs::jobs {

class ReportFile {
 public:
  // Makes the folder where it is missing. Throws Error(no_space, no_permission, io_error).
  explicit ReportFile(const std::string& path);
  ~ReportFile();  // an unfinished file goes
  ReportFile(const ReportFile&) = delete;
  ReportFile& operator=(const ReportFile&) = delete;

  void write(std::string_view text);
  // Syncs and renames; returns the SHA-256 of the bytes.
  std::string finish();

 private:
  [[noreturn]] void fail() const;
  std::string path_;
  std::string temporary_;
  std::FILE* file_ = nullptr;
  base::Sha256 hash_;
};

// The whole text at once.
std::string write_report_file(const std::string& path, std::string_view text);

}  // namespace wealthjobs::jobs
