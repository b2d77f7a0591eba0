#include "pipeline/nesting_guard.h"

#include <gtest/gtest.h>

#include <string>

namespace wealthjobs::pipeline {
namespace {

std::string repeated(const char* part, int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += part;
  return text;
}

TEST(NestingGuard, LetsOrdinaryDepthPass) {
  EXPECT_FALSE(nesting_fault("a = " + repeated("[", 64) + repeated("]", 64)));
  EXPECT_FALSE(nesting_fault(repeated("a = [1.5, 2.5]\n", 1'000)));
  EXPECT_FALSE(nesting_fault("[" + repeated("a.", 31) + "a]\n"));
}

TEST(NestingGuard, NamesThePlaceOfTheFirstTooMany) {
  const auto at = nesting_fault("x = 1\na = " + repeated("[", 1'000));
  ASSERT_TRUE(at);
  EXPECT_EQ(at->line, 2);
  EXPECT_EQ(at->column, 69);
  EXPECT_TRUE(nesting_fault("a = " + repeated("{b=", 1'000)));
  EXPECT_TRUE(nesting_fault("[" + repeated("a.", 1'000) + "a]\n"));
  EXPECT_TRUE(nesting_fault(repeated("\"a\".", 1'000) + "a = 1\n"));
}

TEST(NestingGuard, StringsAndCommentsDoNotCount) {
  const std::string many = repeated("[", 200);
  EXPECT_FALSE(nesting_fault("a = \"" + many + "\"\n"));
  EXPECT_FALSE(nesting_fault("a = \"\\\"" + many + "\"\n"));
  EXPECT_FALSE(nesting_fault("a = '" + many + "'\n"));
  EXPECT_FALSE(nesting_fault("a = \"\"\"\n\"" + many + "\n\"\"\"\"\nb = 1\n"));
  EXPECT_FALSE(nesting_fault("a = '''\n'" + many + "\n'''\n"));
  EXPECT_FALSE(nesting_fault("# " + many + "\n"));
  EXPECT_TRUE(nesting_fault("a = \"open\nb = " + many));
  EXPECT_FALSE(nesting_fault("a = \"\\"));
  EXPECT_FALSE(nesting_fault("a = \"\"\""));
}

}  // namespace
}  // namespace wealthjobs::pipeline
