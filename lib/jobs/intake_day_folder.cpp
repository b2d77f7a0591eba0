#include "jobs/intake_day_folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "feeds/file_name.h"
#include "feeds/file_stamp.h"
#include "jobs/book_calendars.h"
#include "jobs/custodian_sources.h"
#include "jobs/feed_load_paths.h"
#include "jobs/intake_quarantine.h"
#include "store/database.h"
#include "store/file_register.h"
#include "store/findings.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const JobRequest& request) {
  return request.config_dir + "/in/" + request.business_date.iso();
}

// Every CSV file that lies there, whether an import knows its name or not, by name.
std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".csv" && at->is_regular_file(error)) {
      paths.push_back(at->path().string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

bool has_work(store::Database& book, const JobRequest& request,
              const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    const auto known = store::load_last_file(book, register_path(path, request.config_dir));
    const feeds::FileStamp glance = feeds::glance_at(path);
    if (!known || known->is_refused || known->size != glance.size ||
        known->mtime_us != glance.mtime_us) {
      return true;
    }
  }
  const auto open = store::load_quarantine(book);
  return std::ranges::any_of(paths, [&](const std::string& path) {
    const std::string name = feeds::short_name(path);
    return std::ranges::any_of(
        open, [&](const store::QuarantineRow& row) { return file_of_source(row.source) == name; });
  });
}

void refuse_wrong_dates(feeds::BookFolder& folder, base::Date day) {
  for (const feeds::FileCount& file : folder.files) {
    const bool is_dated = file.file == "prices.csv" || file.file == "fx_rates.csv";
    if (!is_dated || file.accepted == 0 || file.last_date == day) continue;
    folder.refusals.push_back(feeds::short_name(file.path) + ":1:1: wrong date: its rows end on " +
                              file.last_date->iso() + ", not on " + day.iso());
  }
}

// A statement of another day than the one that this evening compares.
template <class Row>
void refuse_other_statements(const JobContext& context, const finance::CalendarSet& primary,
                             std::string_view file, const std::vector<Row>& rows,
                             feeds::BookFolder& folder) {
  std::map<std::string_view, base::Date> newest;
  for (const Row& row : rows) {
    base::Date& day = newest.try_emplace(row.custodian, row.statement_date).first->second;
    day = std::max(day, row.statement_date);
  }
  for (const auto& [custodian, day] : newest) {
    const base::Date due =
        statement_day(custodian_settings(*context.request.config, std::string(custodian)), primary,
                      context.request.business_date);
    if (day == due) continue;
    const auto count = std::ranges::find(folder.files, file, &feeds::FileCount::file);
    folder.refusals.push_back(feeds::short_name(count->path) + ":1:1: wrong date: the rows of " +
                              std::string(custodian) + " end on " + day.iso() + ", not on " +
                              due.iso());
  }
}

void check_statement_days(const JobContext& context, DayFolder& day) {
  feeds::BookFolder& folder = day.intake.book;
  if (folder.custodian_positions.empty() && folder.custodian_cash.empty()) return;
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(
      calendar_named(calendars, context.request.config->calendar.primary));
  refuse_other_statements(context, primary, "custodian_positions.csv", folder.custodian_positions,
                          folder);
  refuse_other_statements(context, primary, "custodian_cash.csv", folder.custodian_cash, folder);
  // of several custodians in one file the first to be due says when the file should be here
  const auto note = [&](std::string_view custodian) {
    const pipeline::Custodian settings =
        custodian_settings(*context.request.config, std::string(custodian));
    if (!settings.expected_by) return;
    const std::int64_t by_us =
        pipeline::deadline_us(*settings.expected_by, context.request.business_date,
                              context.request.config->calendar.zone);
    if (day.options.statements_by_us && *day.options.statements_by_us <= by_us) return;
    day.options.statements_by_us = by_us;
    day.options.statements_by = pipeline::format_deadline(*settings.expected_by);
  };
  for (const auto& row : folder.custodian_positions) note(row.custodian);
  for (const auto& row : folder.custodian_cash) note(row.custodian);
}

void refuse_repeated(store::Database& book, FolderIntake& intake, const IntakeOptions& options) {
  const auto loaded = store::load_files(book, options.job);
  for (std::size_t i = 0; i < intake.stamps.size(); ++i) {
    const feeds::FileCount& file = intake.book.files[i];
    const std::string path = register_path(file.path, options.config_dir);
    if (file.received == 0) continue;
    const auto twin = std::ranges::find_if(loaded, [&](const store::RegisteredFile& known) {
      return known.path != path && !known.is_refused && known.sha256 == intake.stamps[i].sha256 &&
             fs::path(known.path).filename() == file.file;
    });
    if (twin == loaded.end()) continue;
    intake.book.refusals.push_back(feeds::short_name(file.path) +
                                   ":1:1: repeated: the same bytes as " + twin->path);
  }
}

IntakeReport try_out(const JobContext& context, const FolderIntake& intake,
                     const IntakeOptions& options) {
  store::OpenOptions open;
  open.allow_network_file_system = context.request.config->store.allow_network_filesystem;
  store::Database second = store::Database::open(context.book.path(), open);
  store::WriteTransaction trial(second);
  trial.raise_revision(options.actor, "trial", 0);
  IntakeReport report = write_folder(trial, intake, options);
  trial.roll_back();
  return report;
}

}  // namespace

std::optional<DayFolder> read_day_folder(const JobContext& context) {
  const std::string folder = folder_of(context.request);
  const std::vector<std::string> paths = files_of(folder);
  if (paths.empty() || !has_work(context.book, context.request, paths)) return std::nullopt;
  DayFolder day;
  day.options.actor = context.request.actor;
  day.options.job = "ingest";
  day.options.config_dir = context.request.config_dir;
  day.options.expected_by = expected_by(context.request);
  day.options.expected_by_us = expected_by_us(context.request);
  day.intake = read_folder(context.book, folder);
  refuse_wrong_dates(day.intake.book, context.request.business_date);
  check_statement_days(context, day);
  refuse_repeated(context.book, day.intake, day.options);
  if (day.intake.is_refused()) {
    day.report.refusals = day.intake.book.refusals;
  } else {
    day.report = try_out(context, day.intake, day.options);
  }
  return day;
}

void write_day_folder(JobWrite& write, const DayFolder& folder) {
  if (folder.is_refused()) {
    save_refused_files(write.transaction(), folder.intake, folder.report.refusals, folder.options);
  } else if (folder.report.is_unchanged()) {
    save_loaded_files(write.transaction(), folder.intake, folder.options);
  } else {
    write.revision();
    write_folder(write.transaction(), folder.intake, folder.options);
  }
}

std::string day_folder_digest(const JobRequest& request) {
  std::string text;
  for (const std::string& path : files_of(folder_of(request))) {
    text += register_path(path, request.config_dir) + "|" + feeds::stamp_file(path).sha256 + "\n";
  }
  return text;
}

}  // namespace wealthjobs::jobs
