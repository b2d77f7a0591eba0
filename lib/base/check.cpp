#include "base/check.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace wealthjobs::base {

void check_failed(const char* condition, const char* file, int line) {
  const char* slash = std::strrchr(file, '/');
  std::fprintf(stderr, "wealthjobs: internal: broken invariant %s (%s:%d)\n", condition,
               slash == nullptr ? file : slash + 1, line);
  std::abort();
}

}  // namespace wealthjobs::base
