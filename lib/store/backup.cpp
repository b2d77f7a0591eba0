#include "store/backup.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "base/check.h"
#include "base/error.h"
#include "store/connection.h"
#include "store/doctor.h"
#include "store/durable_file.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Error;
using base::ErrorKind;

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

void refuse_existing(const Database& book, const std::string& target, bool may_overwrite) {
  struct stat there{};
  struct stat source{};
  if (::stat(target.c_str(), &there) != 0) return;
  const bool is_same = ::stat(book.path().c_str(), &source) == 0 && source.st_dev == there.st_dev &&
                       source.st_ino == there.st_ino;
  if (is_same) throw Error(ErrorKind::config, target + " is the book itself");
  if (!may_overwrite) {
    throw Error(ErrorKind::config, target + " exists already", "name a new file");
  }
}

BackupReport verified(const std::string& path) {
  BackupReport report;
  {
    Database copy = Database::open(path, {.mode = OpenMode::read_only, .accept_any_schema = true});
    const Findings findings = check_structure(copy);
    if (!findings.empty()) {
      throw Error(ErrorKind::io_error,
                  path + ": the copy is not sound: " + findings.front().where + ": " +
                      findings.front().text,
                  "wealthjobs doctor");
    }
    report.revision = book_revision(copy);
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0) report.bytes = status.st_size;
  return report;
}

}  // namespace

BackupReport backup_book(Database& book, const std::string& target, const BackupOptions& options) {
  WEALTHJOBS_CHECK(!book.in_transaction());
  refuse_existing(book, target, options.may_overwrite);
  const std::string fresh = target + ".new-" + std::to_string(::getpid());
  ::unlink(fresh.c_str());
  try {
    book.connection().execute_raw("VACUUM INTO " + quoted(fresh));
    const BackupReport report = verified(fresh);
    sync_file(fresh);
    if (::rename(fresh.c_str(), target.c_str()) != 0) {
      throw Error(base::error_kind_of_errno(errno), target + ": " + std::strerror(errno));
    }
    // A log left beside an older file of that name would belong to another database.
    ::unlink((target + "-wal").c_str());
    ::unlink((target + "-shm").c_str());
    sync_folder_of(target);
    return report;
  } catch (...) {
    ::unlink(fresh.c_str());
    throw;
  }
}

}  // namespace wealthjobs::store
