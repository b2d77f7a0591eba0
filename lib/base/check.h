// WEALTHJOBS_CHECK(condition): a bug ends the process at once, on any build. The parent of the
// attempt records `crashed`; nothing of the unfinished transaction stays.
#pragma once

namespace wealthjobs::base {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace wealthjobs::base

#define WEALTHJOBS_CHECK(condition)                                     \
  do {                                                                  \
    if (!(condition)) {                                                 \
      ::wealthjobs::base::check_failed(#condition, __FILE__, __LINE__); \
    }                                                                   \
  } while (false)
