#include "jobs/report_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "store/durable_file.h"

namespace wealthjobs::jobs {
namespace {

// "" where there is no such file.
std::string hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  base::Sha256 hash;
  std::vector<char> buffer(1U << 16U);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    hash.update({buffer.data(), static_cast<std::size_t>(file.gcount())});
  }
  return hash.finish_hex();
}

}  // namespace

ReportFile::ReportFile(const std::string& path) : path_(path), temporary_(path + ".new") {
  std::error_code error;
  std::filesystem::create_directories(store::folder_of(path), error);
  if (error) {
    errno = error.value();
    fail();
  }
  file_ = std::fopen(temporary_.c_str(), "we");
  if (file_ == nullptr) fail();
}

ReportFile::~ReportFile() {
  if (file_ == nullptr) return;
  static_cast<void>(std::fclose(file_));
  static_cast<void>(std::remove(temporary_.c_str()));
}

void ReportFile::fail() const {
  const int error = errno;
  const auto kind = base::error_kind_of_errno(error) == base::ErrorKind::data_missing
                        ? base::ErrorKind::io_error
                        : base::error_kind_of_errno(error);
  throw base::Error(kind, "report " + path_ + ": " + std::strerror(error),
                    "make room or mend the folder, then run the same command again");
}

void ReportFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
  hash_.update(text);
}

std::string ReportFile::finish() {
  const std::string hash = hash_.finish_hex();
  if (std::fflush(file_) != 0) fail();
  if (hash_of_file(path_) == hash) {
    static_cast<void>(std::fclose(file_));
    file_ = nullptr;
    static_cast<void>(std::remove(temporary_.c_str()));
    return hash;
  }
  if (::fdatasync(::fileno(file_)) != 0) fail();
  const int closed = std::fclose(file_);
  file_ = nullptr;
  if (closed != 0 || std::rename(temporary_.c_str(), path_.c_str()) != 0) fail();
  store::sync_folder_of(path_);
  return hash;
}

std::string write_report_file(const std::string& path, std::string_view text) {
  ReportFile file(path);
  file.write(text);
  return file.finish();
}

}  // namespace wealthjobs::jobs
