// The book as text, for comparing two books byte by byte (kill tests, determinism).
//
//   # table balance portfolio_no|account|currency|amount_minor
//   1|1000|'USD'|2000000
//
//   Rows      by primary key; values as SQL literals, so that NULL, '' and numbers differ
//   Left out  the run journal (run, step, attempt, event, job_run) and table_checksum; wall-clock
//             columns (knowledge.known_us, file_register.mtime_us); and, unless asked for, which
//             revision made a row known: two steps that run side by side may commit in either order
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/database.h"

namespace wealthjobs::store {

struct DumpOptions {
  bool with_revisions = false;
};

// Hands over one line after another, each with its line feed.
void dump_book(Database& book, const std::function<void(std::string_view)>& write_line,
               const DumpOptions& options = {});

// SHA-256 of the whole text, in hex.
std::string dump_sha256(Database& book, const DumpOptions& options = {});

}  // namespace wealthjobs::store
