// The exchange calendars of the shared test data, for the tests that compare with them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "checkout.h"

namespace wealthjobs::finance::testing {

struct SharedDay {
  base::Date date;
  std::string kind;         // holiday, early_close
  std::string close_local;  // "13:00" on early closes
};

inline std::filesystem::path shared_folder() {
  const char* given = std::getenv("WEALTHJOBS_SHARED");
  return given != nullptr ? std::filesystem::path(given)
                          : std::filesystem::path(checkout_folder()) / ".." / "shared";
}

// nullopt where the shared data is not there.
inline std::optional<std::vector<SharedDay>> shared_calendar(const std::string& id) {
  std::ifstream file(shared_folder() / "data" / "calendars" / (id + ".csv"));
  if (!file) return std::nullopt;
  std::vector<SharedDay> days;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto cells = base::split_text(line, ',');
    days.push_back({base::Date::parse(cells.at(0)).value(), cells.at(1), cells.at(2)});
  }
  return days;
}

inline bool shared_data_is_required() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string(ci) == "true";
}

}  // namespace wealthjobs::finance::testing

#define WEALTHJOBS_SKIP_WITHOUT_SHARED(present)                                        \
  if (!(present)) {                                                                    \
    if (::wealthjobs::finance::testing::shared_data_is_required()) {                   \
      FAIL() << "the shared data folder is missing; set WEALTHJOBS_SHARED";            \
    }                                                                                  \
    GTEST_SKIP() << "no shared data folder; set WEALTHJOBS_SHARED to compare with it"; \
  }
