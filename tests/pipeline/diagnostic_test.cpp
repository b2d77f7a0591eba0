#include "pipeline/diagnostic.h"

#include <gtest/gtest.h>

namespace wealthjobs::pipeline {
namespace {

TEST(Diagnostic, ReadsAsOneLine) {
  EXPECT_EQ(format_diagnostic({"a.toml", 3, 7, "wrong", "do that"}), "a.toml:3:7: wrong (do that)");
  EXPECT_EQ(format_diagnostic({"a.toml", 3, 7, "odd", "", true}), "a.toml:3:7: warning: odd");
}

TEST(Findings, AreSortedByPlace) {
  Findings findings("f");
  findings.fault({2, 5}, "c");
  findings.warning({1, 9}, "a");
  findings.fault({2, 1}, "b");
  EXPECT_FALSE(findings.is_empty());
  const auto all = findings.take();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].message + all[1].message + all[2].message, "abc");
  EXPECT_TRUE(has_fault(all));
  EXPECT_TRUE(findings.is_empty());
  findings.warning({1, 1}, "only");
  EXPECT_FALSE(has_fault(findings.take()));
}

TEST(Findings, CountWhatTheyDoNotKeep) {
  Findings findings("f");
  for (int i = 0; i < 1'000; ++i) findings.fault({i + 1, 1}, "x");
  const auto all = findings.take();
  ASSERT_EQ(all.size(), Findings::limit + 1);
  EXPECT_EQ(all.back().message, "500 more findings not shown");
}

TEST(Findings, AreOneLineEachWhateverTheNames) {
  Findings findings("f");
  findings.fault({1, 1}, "step a\nb", "did you mean c\td?");
  EXPECT_EQ(format_diagnostic(findings.take().front()), "f:1:1: step a?b (did you mean c?d?)");
}

TEST(DidYouMean, SuggestsOnlyWhatIsNear) {
  const std::vector<std::string> words = {"settle", "value"};
  EXPECT_EQ(did_you_mean("setle", words), "did you mean settle?");
  EXPECT_EQ(did_you_mean("nothing", words), "");
  EXPECT_EQ(did_you_mean(std::string(1'000'000, 's'), words), "");
}

TEST(InQuotes, IsShortAndPrintable) {
  EXPECT_EQ(in_quotes("a\nb"), "\"a?b\"");
  EXPECT_EQ(in_quotes(std::string(100, 'x')), "\"" + std::string(60, 'x') + "...\"");
  // A cut never splits a character: 59 bytes and a two-byte letter.
  EXPECT_EQ(in_quotes(std::string(59, 'x') + "\xC3\xA4zz"), "\"" + std::string(59, 'x') + "...\"");
}

}  // namespace
}  // namespace wealthjobs::pipeline
