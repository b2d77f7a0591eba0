#include "jobs/intake.h"

#include <algorithm>

#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/intake_folder.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

[[noreturn]] void refuse(store::Database& book, const FolderIntake& intake,
                         const std::vector<std::string>& refusals, const IntakeOptions& options) {
  {
    store::WriteTransaction write(book);
    save_refused_files(write, intake, refusals, options);
    write.commit();
  }
  for (const std::string& refusal : refusals) options.narrate(refusal);
  const auto more = static_cast<long long>(refusals.size()) - 1;
  throw base::Error(
      base::ErrorKind::data_invalid,
      refusals.front() +
          (more > 0 ? " (and " + base::counted("more refusal", more) + ")" : std::string()) +
          "; nothing was loaded",
      "mend the file, then import the folder again");
}

}  // namespace

bool IntakeReport::is_unchanged() const {
  return quarantine_added == 0 && quarantine_fixed == 0 &&
         std::ranges::none_of(files, &FileIntake::is_new);
}

std::int64_t IntakeReport::quarantined() const {
  std::int64_t count = 0;
  for (const FileIntake& file : files) count += file.quarantined;
  return count;
}

std::string IntakeReport::text() const {
  std::string text;
  for (const FileIntake& file : files) {
    text += file.file + ": " + base::counted("row", file.received);
    std::vector<std::string> parts;
    const auto part = [&](std::int64_t count, const std::string& what) {
      if (count > 0) parts.push_back(std::to_string(count) + " " + what);
    };
    part(file.added, "added");
    part(file.amended, "amended");
    part(file.cancelled, "cancelled");
    part(file.changed, "changed");
    part(file.duplicates, "known already");
    part(file.quarantined, "quarantined");
    if (!parts.empty()) text += ": " + base::join_text(parts, ", ");
    text += "\n";
  }
  if (quarantine_fixed > 0) {
    text += base::counted("quarantined row", quarantine_fixed) + " put right\n";
  }
  if (is_unchanged()) text += "nothing new\n";
  return text;
}

base::Json IntakeReport::json() const {
  base::Json rows = base::Json::array();
  for (const FileIntake& file : files) {
    rows.push_back({{"file", file.file},
                    {"path", file.path},
                    {"received", file.received},
                    {"added", file.added},
                    {"duplicates", file.duplicates},
                    {"amended", file.amended},
                    {"cancelled", file.cancelled},
                    {"changed", file.changed},
                    {"quarantined", file.quarantined}});
  }
  return {{"files", rows},
          {"outcome", is_unchanged() ? "nothing_new" : "loaded"},
          {"quarantine_added", quarantine_added},
          {"quarantine_fixed", quarantine_fixed},
          {"set_aside", set_aside},
          {"changes", changes},
          {"warnings", warnings}};
}

IntakeReport take_in_folder(store::Database& book, const std::string& folder,
                            const IntakeOptions& options) {
  const FolderIntake intake = read_folder(book, folder);
  if (intake.is_refused()) refuse(book, intake, intake.book.refusals, options);
  store::WriteTransaction write(book);
  const std::string cause = options.cause.empty() ? options.job + " " + folder : options.cause;
  write.raise_revision(options.actor, cause, options.now_us);
  IntakeReport report = write_folder(write, intake, options);
  if (!report.refusals.empty()) {
    write.roll_back();
    refuse(book, intake, report.refusals, options);
  }
  if (!report.is_unchanged()) {
    write.commit();
    return report;
  }
  // nothing new: no revision is raised, only the register keeps the files' new times
  write.roll_back();
  store::WriteTransaction stamps(book);
  save_loaded_files(stamps, intake, options);
  stamps.commit();
  return report;
}

}  // namespace wealthjobs::jobs
