#include "jobs/intake_folder.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "feeds/file_name.h"
#include "jobs/intake_checks.h"
#include "jobs/intake_quarantine.h"
#include "jobs/intake_rows.h"
#include "store/database.h"
#include "store/findings.h"
#include "store/master.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

namespace fs = std::filesystem;

IntakeReport report_of(const FolderIntake& intake, const IntakeOptions& options) {
  IntakeReport report;
  for (const feeds::FileCount& count : intake.book.files) {
    FileIntake file;
    file.path = register_path(count.path, options.config_dir);
    file.file = count.file;
    file.received = count.received;
    file.quarantined = count.quarantined;
    file.duplicates = count.duplicates;
    report.files.push_back(std::move(file));
  }
  for (const feeds::QuarantineRow& row : intake.book.quarantine) {
    report.set_aside.push_back(feeds::source_of(row) + ": " + row.row_key + ": " + row.reason +
                               ": " + row.detail);
  }
  report.warnings = intake.book.warnings;
  return report;
}

void write_quarantine(store::WriteTransaction& write, const FolderIntake& intake,
                      const IntakeOptions& options, IntakeReport& report) {
  const store::Master master = store::Master::load(write.database());
  const auto known = store::load_quarantine(write.database(), {.only_open = false, .job = {}});
  std::vector<store::QuarantineRow> rows;
  for (const feeds::QuarantineRow& row : intake.book.quarantine) {
    rows.push_back(stored_row(row, master, options.job));
  }
  rows = rows_not_known(known, std::move(rows));
  report.quarantine_added = store::save_quarantine(write, rows);
  const auto right = rows_put_right(known, master, intake.book);
  mark_fixed(write, right, options.actor, "the corrected row was imported");
  report.quarantine_fixed = static_cast<std::int64_t>(right.size());
}

// The file that a refusal is about, and what it says: "book/trades.csv:3:17: ..." -> trades.csv
std::string file_of_refusal(const std::string& refusal) {
  const std::string place = refusal.substr(0, refusal.find(':'));
  return fs::path(place).filename().string();
}

}  // namespace

FolderIntake read_folder(store::Database& book, const std::string& folder) {
  FolderIntake intake;
  intake.folder = folder;
  std::vector<feeds::FileStamp> seen;
  for (const std::string_view name : feeds::book_file_names()) {
    const std::string path = (fs::path(folder) / name).string();
    std::error_code error;
    if (fs::is_regular_file(path, error)) seen.push_back(feeds::stamp_file(path));
  }
  intake.book = feeds::parse_book_folder(folder);
  for (const feeds::FileCount& count : intake.book.files) {
    const auto stamp = std::ranges::find(seen, count.path, &feeds::FileStamp::path);
    if (stamp == seen.end() || !feeds::glance_at(count.path).is_same_glance(*stamp)) {
      throw base::Error(base::ErrorKind::unavailable, count.path + " changed while it was read",
                        "try again when it is complete");
    }
    intake.stamps.push_back(*stamp);
  }
  check_against_book(book, store::Master::load(book), intake.book);
  return intake;
}

IntakeReport write_folder(store::WriteTransaction& write, const FolderIntake& intake,
                          const IntakeOptions& options) {
  IntakeReport report = report_of(intake, options);
  write_rows(write, intake.book, options, report);
  if (!report.refusals.empty()) return report;
  write_quarantine(write, intake, options, report);
  save_loaded_files(write, intake, options);
  return report;
}

void save_loaded_files(store::WriteTransaction& write, const FolderIntake& intake,
                       const IntakeOptions& options) {
  for (std::size_t i = 0; i < intake.book.files.size(); ++i) {
    const feeds::FileCount& count = intake.book.files[i];
    store::RegisteredFile file = registered_file(intake.stamps[i], options);
    file.rows = count.received;
    file.quarantined = count.quarantined;
    file.first_day = count.first_date;
    file.last_day = count.last_date;
    store::save_file(write, file);
  }
}

void save_refused_files(store::WriteTransaction& write, const FolderIntake& intake,
                        const std::vector<std::string>& refusals, const IntakeOptions& options) {
  std::set<std::string> saved;
  for (const std::string& refusal : refusals) {
    const std::string name = file_of_refusal(refusal);
    const std::string path = (fs::path(intake.folder) / name).string();
    std::error_code error;
    if (!fs::is_regular_file(path, error) || !saved.insert(name).second) continue;
    const auto count = std::ranges::find(intake.book.files, name, &feeds::FileCount::file);
    const bool is_parsed = count != intake.book.files.end();
    store::RegisteredFile file = registered_file(
        is_parsed ? intake.stamps[static_cast<std::size_t>(count - intake.book.files.begin())]
                  : feeds::stamp_file(path),
        options);
    if (is_parsed) {
      file.rows = count->received;
      file.quarantined = count->quarantined;
    }
    file.is_refused = true;
    file.reason = refusal;
    store::save_file(write, file);
  }
}

std::string register_path(const std::string& path, const std::string& config_dir) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  if (config_dir.empty()) return whole.string();
  const fs::path below = whole.lexically_relative(fs::absolute(config_dir).lexically_normal());
  return below.empty() || below.native().starts_with("..") ? whole.string() : below.string();
}

store::RegisteredFile registered_file(const feeds::FileStamp& stamp, const IntakeOptions& options) {
  store::RegisteredFile file;
  file.path = register_path(stamp.path, options.config_dir);
  file.feed = options.job;
  file.size = stamp.size;
  file.mtime_us = stamp.mtime_us;
  file.sha256 = stamp.sha256;
  const bool is_statement = feeds::short_name(stamp.path).contains("custodian_");
  file.expected_by = is_statement ? options.statements_by : options.expected_by;
  const auto& by_us = is_statement ? options.statements_by_us : options.expected_by_us;
  file.is_late = by_us && stamp.mtime_us > *by_us;
  return file;
}

}  // namespace wealthjobs::jobs
