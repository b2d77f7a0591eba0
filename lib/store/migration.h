// Creating a book and bringing an older one to the schema of this program (RULINGS B17).
//
//   create_book("wealth.db")       schema, chart of accounts, checksums; the file appears complete
//                                  or not at all, and an existing one is never touched
//   migrate_book("wealth.db", ..)  backs up beside the book, runs the missing schema files in one
//                                  transaction, verifies before it commits
//
//   Backup   <book>.before-schema-<N>, verified; an earlier one of the same name is replaced
//   Failure  config     the book exists already (create_book); a newer schema
//            io_error   a check of the migrated book failed: nothing was changed
//            others     as store/database.h
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace wealthjobs::store {

void create_book(const std::string& path, bool allow_network_file_system = false);

// True where a file of any kind is at that path.
bool book_exists(const std::string& path);

struct Migration {
  int from = 0;
  int to = 0;
  std::vector<std::string> files = {};  // "003_guards": what would run or ran
  std::string backup = {};              // path; empty where nothing was to do or for a dry run
};

Migration migrate_book(const std::string& path, bool is_dry_run = false);

}  // namespace wealthjobs::store
