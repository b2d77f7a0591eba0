// The witness: a text file outside the book that gets one line a close, so that a book replaced as
// a whole is noticed. "2020-06-30 <close hash>"; the last line of a date is the valid one.
#pragma once

#include <string>

#include "base/date.h"

namespace wealthjobs::jobs {

// "" stays ""; a relative path starts at the configuration's folder.
std::string witness_path(const std::string& parameter, const std::string& config_dir);

// Appends and syncs; a line that is there already is not repeated. Throws Error(no_space, io_error,
// no_permission).
void append_witness(const std::string& path, base::Date day, const std::string& hash);

}  // namespace wealthjobs::jobs
