// The import of a book folder (CONTRACT section 4): all of it, or nothing and the reason.
//
//   take_in_folder   parse -> check against the book -> one write transaction: master data,
//   holidays,
//                    facts, observations, take-on history, suspensions, quarantine, file register
//   Refusal          a structural fault, too many bad rows (RULINGS B10), a fact with other content
//                    and no allow_amend, changed master data: nothing is written. Each refusal is
//                    narrated on its own line; Error(data_invalid) carries the first. The file at
//                    fault enters the file register as refused, in a transaction of its own.
//   Quarantine       a row that cannot be believed is set aside (exit 0). Importing it again adds
//                    nothing; importing it corrected marks its entry fixed
//   Again            a folder that brings nothing new raises no revision and says so
//   Example          take_in_folder(book, "book", {.actor = "fiona", .now_us = now})
//                    .text() ends "trades.csv: 120 rows: 118 added, 2 quarantined"
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct IntakeOptions {
  bool allow_amend = false;  // import --amend: other content is the next version of a fact
  std::string actor;
  std::int64_t now_us = 0;
  std::string job = "import";  // column job of the quarantine, column feed of the file register
  std::string cause;           // of the knowledge row; empty: "<job> <folder>"
  std::string config_dir;      // paths of the register are relative to it where they lie below
  std::string expected_by;     // "18:15", for the register; empty: nobody waited
  std::optional<std::int64_t> expected_by_us;  // a file changed after it arrived late
  std::string statements_by;  // the same for the files of custodians, from [custodian.NAME]
  std::optional<std::int64_t> statements_by_us;
  std::function<void(std::string_view)> narrate = [](std::string_view) {};
};

// What became of the rows of one file.
struct FileIntake {
  std::string path;  // as in the file register
  std::string file;  // "trades.csv"
  std::int64_t received = 0;
  std::int64_t quarantined = 0;
  std::int64_t duplicates = 0;  // in the file, or in the book already
  std::int64_t added = 0;
  std::int64_t amended = 0;
  std::int64_t cancelled = 0;
  std::int64_t changed = 0;  // observations that became a new version

  [[nodiscard]] std::int64_t accepted() const { return received - quarantined; }
  [[nodiscard]] bool is_new() const { return added + amended + cancelled + changed > 0; }
};

struct IntakeReport {
  std::vector<FileIntake> files;
  std::int64_t quarantine_added = 0;
  std::int64_t quarantine_fixed = 0;
  std::vector<std::string> set_aside;  // "trades.csv:3:17: T1: scale_overflow: ..."
  std::vector<std::string> changes;    // new versions of observations, the first of each file
  std::vector<std::string> warnings;
  std::vector<std::string> refusals;  // not empty: nothing was written

  [[nodiscard]] bool is_unchanged() const;
  [[nodiscard]] std::int64_t quarantined() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] base::Json json() const;
};

IntakeReport take_in_folder(store::Database& book, const std::string& folder,
                            const IntakeOptions& options);

}  // namespace wealthjobs::jobs
