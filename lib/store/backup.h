// A copy of the book while others work on it: one consistent instant, complete or not there at all.
//
//   backup_book(book, "/backup/wealth-2020-06-30.db");
//
//   How      VACUUM INTO a file beside the target, fsync, verify, rename, fsync of the folder
//   Failure  config          the target exists and may_overwrite is not set, or it is the book
//                            itself
//            io_error        the copy does not pass its checks
//            others          as store/database.h
#pragma once

#include <cstdint>
#include <string>

#include "store/database.h"

namespace wealthjobs::store {

struct BackupOptions {
  bool may_overwrite = false;
};

struct BackupReport {
  std::int64_t bytes = 0;
  std::int64_t revision = 0;  // of the book at that instant
};

BackupReport backup_book(Database& book, const std::string& target,
                         const BackupOptions& options = {});

}  // namespace wealthjobs::store
