// A folder that goes away with the test, and a fresh book in it.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "store/migration.h"
#include "store/transaction.h"

namespace wealthjobs::store {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "wealthjobs-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// A copy of one book that each test program makes once: creating one costs several fsyncs.
struct ScratchBook {
  ScratchBook() {
    static const std::string fresh = [] {
      const ScratchFolder once;
      create_book(once / "fresh.db");
      return bytes_of(once / "fresh.db");
    }();
    write_bytes(path, fresh);
  }
  ScratchFolder folder;
  std::string path = folder / "wealth.db";
  Database open(const OpenOptions& options = {}) const { return Database::open(path, options); }
};

}  // namespace wealthjobs::store
