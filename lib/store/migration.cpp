#include "store/migration.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/error.h"
#include "finance/ledger/account.h"
#include "store/backup.h"
#include "store/connection.h"
#include "store/doctor.h"
#include "store/durable_file.h"
#include "store/row_checksum.h"
#include "store/schema_sql.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

void insert_missing_accounts(Database& book) {
  for (const finance::AccountRow& row : finance::chart_of_accounts()) {
    book.run("INSERT INTO account VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row.account, row.label,
             finance::name_of(row.kind));
  }
}

void apply_files(Database& book, int from) {
  const auto files = schema_files();
  for (std::size_t i = static_cast<std::size_t>(from); i < files.size(); ++i) {
    book.execute(files[i].sql);
  }
  insert_missing_accounts(book);
  book.execute("PRAGMA user_version = " + std::to_string(files.size()));
  rebuild_checksums(book);
}

void remove_with_companions(const std::string& path) {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
}

// What a killed init left: <book>.new-<pid> of a process that is gone.
void remove_leftovers(const std::string& path) {
  const std::string prefix = fs::path(path).filename().string() + ".new-";
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_of(path), error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    long pid = 0;
    const char* const first = name.data() + prefix.size();
    const auto parsed = std::from_chars(first, name.data() + name.size(), pid);
    const bool is_number = parsed.ptr != first && pid > 0;
    if (is_number && ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH) {
      ::unlink(entry.path().c_str());
    }
  }
}

void write_new_book(const std::string& path, bool allow_network_file_system) {
  Database book = Database::open(
      path, {.mode = OpenMode::create, .allow_network_file_system = allow_network_file_system});
  WriteTransaction write(book);
  book.execute("PRAGMA application_id = " + std::to_string(book_application_id));
  apply_files(book, 0);
  write.commit();
  book.connection().execute_raw("PRAGMA journal_mode = WAL");
}

}  // namespace

bool book_exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

void create_book(const std::string& path, bool allow_network_file_system) {
  if (book_exists(path)) throw Error(ErrorKind::config, path + " exists already");
  remove_leftovers(path);
  const std::string fresh = path + ".new-" + std::to_string(::getpid());
  try {
    remove_with_companions(fresh);
    write_new_book(fresh, allow_network_file_system);
    sync_file(fresh);
    // link() refuses where somebody else has made the book in the meantime; rename() would not.
    if (::link(fresh.c_str(), path.c_str()) != 0) {
      if (errno == EEXIST) throw Error(ErrorKind::config, path + " exists already");
      throw Error(base::error_kind_of_errno(errno), path + ": " + std::strerror(errno));
    }
  } catch (...) {
    remove_with_companions(fresh);
    throw;
  }
  remove_with_companions(fresh);
  sync_folder_of(path);
}

Migration migrate_book(const std::string& path, bool is_dry_run) {
  const auto files = schema_files();
  Database book = Database::open(
      path,
      {.mode = is_dry_run ? OpenMode::read_only : OpenMode::read_write, .accept_any_schema = true});
  Migration migration;
  migration.from = book.schema_version();
  migration.to = static_cast<int>(files.size());
  if (migration.from > migration.to || migration.from < 1) {
    throw Error(ErrorKind::config,
                path + " has schema " + std::to_string(migration.from) + ", this program " +
                    std::to_string(migration.to),
                "install the newer wealthjobs");
  }
  for (std::size_t i = static_cast<std::size_t>(migration.from); i < files.size(); ++i) {
    migration.files.emplace_back(files[i].name);
  }
  if (is_dry_run || migration.files.empty()) return migration;

  const std::string backup = path + ".before-schema-" + std::to_string(migration.to);
  backup_book(book, backup, {.may_overwrite = true});
  WriteTransaction write(book);
  if (book.schema_version() != migration.from) {
    throw Error(ErrorKind::busy, path + " is being migrated by another process");
  }
  apply_files(book, migration.from);
  const Findings findings = check_structure(book);
  if (!findings.empty()) {
    throw Error(
        ErrorKind::io_error,
        path + " was not migrated: " + findings.front().where + ": " + findings.front().text,
        "wealthjobs doctor");
  }
  write.commit();
  migration.backup = backup;
  return migration;
}

}  // namespace wealthjobs::store
