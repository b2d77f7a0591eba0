// Where the real data stand, for the tests that run over them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "checkout.h"

namespace wealthjobs::finance {

inline std::filesystem::path shared_path(const std::string& below) {
  const char* given = std::getenv("WEALTHJOBS_SHARED");
  const std::filesystem::path root =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(checkout_folder()) / ".." / "shared";
  return root / below;
}

// Skips on a developer's machine without the data, fails in CI.
#define WEALTHJOBS_NEEDS_SHARED(below)                                                     \
  if (!std::filesystem::exists(shared_path(below))) {                                      \
    const char* ci = std::getenv("CI");                                                    \
    if (ci != nullptr && std::string(ci) == "true") {                                      \
      FAIL() << "the real data are absent: " << shared_path(below);                        \
    }                                                                                      \
    GTEST_SKIP() << "no real data at " << shared_path(below) << "; set WEALTHJOBS_SHARED"; \
  }                                                                                        \
  static_assert(true)

// Rows of a CSV without quotes, header included.
inline std::vector<std::vector<std::string>> csv_rows(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) rows.push_back(base::split_text(line, ','));
  return rows;
}

}  // namespace wealthjobs::finance
