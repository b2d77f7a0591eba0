// The two halves of an import, for callers that own the transaction: read outside, write inside.
//
//   FolderIntake intake = read_folder(book, "in/2020-06-30");
//   if (intake.is_refused()) ...                          // save_refused_files, nothing else
//   IntakeReport report = write_folder(write, intake, options);
//   if (!report.refusals.empty()) write.roll_back();      // conflicts show only against the book
#pragma once

#include <string>
#include <vector>

#include "feeds/book_folder.h"
#include "feeds/file_stamp.h"
#include "jobs/intake.h"
#include "store/file_register.h"

namespace wealthjobs::store {
class WriteTransaction;
}

namespace wealthjobs::jobs {

struct FolderIntake {
  std::string folder;
  feeds::BookFolder book;                // rows that passed every check
  std::vector<feeds::FileStamp> stamps;  // of book.files, in their order

  [[nodiscard]] bool is_refused() const { return book.is_refused(); }
};

// Throws Error(data_missing) without any file of a book, Error(unavailable) where a file changes
// while it is read.
FolderIntake read_folder(store::Database& book, const std::string& folder);

// Every row, the quarantine and the register. Where refusals come back the caller rolls back.
IntakeReport write_folder(store::WriteTransaction& write, const FolderIntake& intake,
                          const IntakeOptions& options);

// The register alone: what a repeated import and a refused one leave behind.
void save_loaded_files(store::WriteTransaction& write, const FolderIntake& intake,
                       const IntakeOptions& options);
void save_refused_files(store::WriteTransaction& write, const FolderIntake& intake,
                        const std::vector<std::string>& refusals, const IntakeOptions& options);

// Relative to the configuration's folder where the file lies below it, else absolute.
std::string register_path(const std::string& path, const std::string& config_dir);
// What glance and hash say of a file, for the register.
store::RegisteredFile registered_file(const feeds::FileStamp& stamp, const IntakeOptions& options);

}  // namespace wealthjobs::jobs
