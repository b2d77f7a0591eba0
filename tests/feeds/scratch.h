// What the tests of feeds share: a folder that goes away, files in it, and the shared real data.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include "checkout.h"

namespace wealthjobs::feeds {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "feeds-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  // Writes the bytes and says where they lie.
  std::string file(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path full = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(full.parent_path());
    // a file that is truncated and written again may be flushed to disk at once
    std::filesystem::remove(full);
    std::ofstream(full, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return full.string();
  }

 private:
  std::string path_;
};

inline std::string shared_folder() {
  const char* const given = std::getenv("WEALTHJOBS_SHARED");
  return given != nullptr ? given : std::string(checkout_folder()) + "/../shared";
}

// Tests over real files skip where there are none, but never on CI.
#define WEALTHJOBS_NEED_SHARED()                                                \
  do {                                                                          \
    if (!std::filesystem::is_directory(shared_folder() + "/data")) {            \
      const char* const ci = std::getenv("CI");                                 \
      if (ci != nullptr && std::string_view(ci) == "true") {                    \
        FAIL() << "no shared data in " << shared_folder();                      \
      }                                                                         \
      GTEST_SKIP() << "no shared data in " << shared_folder()                   \
                   << "; set WEALTHJOBS_SHARED to the folder that holds data/"; \
    }                                                                           \
  } while (false)

}  // namespace wealthjobs::feeds
