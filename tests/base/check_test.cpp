#include "base/check.h"

#include <gtest/gtest.h>

namespace wealthjobs::base {
namespace {

TEST(Check, LetsATrueConditionPass) {
  int evaluated = 0;
  WEALTHJOBS_CHECK(++evaluated == 1);
  EXPECT_EQ(evaluated, 1);
}

TEST(Check, AbortsNamingConditionFileAndLine) {
  const int cash = -1;
  EXPECT_DEATH(WEALTHJOBS_CHECK(cash >= 0),
               "wealthjobs: internal: broken invariant cash >= 0 \\(check_test\\.cpp:[0-9]+\\)");
}

TEST(Check, KeepsAFileNameWithoutFolders) {
  EXPECT_DEATH(check_failed("a == b", "lot.cpp", 7), "broken invariant a == b \\(lot\\.cpp:7\\)");
}

}  // namespace
}  // namespace wealthjobs::base
