// RELIABILITY R10: whatever the bytes of the configuration are, parse_config comes back with places
// and reasons; it neither throws nor crashes. The shipped file is the seed of every mutation.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/text.h"
#include "pipeline/graph.h"
#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

void expect_sound(const ParsedConfig& parsed) {
  for (const Diagnostic& d : parsed.diagnostics) {
    ASSERT_EQ(d.file, "jobs.toml");
    ASSERT_GE(d.line, 1);
    ASSERT_GE(d.column, 1);
    ASSERT_FALSE(d.message.empty());
    ASSERT_EQ(format_diagnostic(d).find('\n'), std::string::npos);
  }
  if (has_fault(parsed.diagnostics)) return;
  for (const Pipeline& pipeline : parsed.config.pipelines) {
    const Graph graph = Graph::of(pipeline);
    ASSERT_EQ(graph.topological_order().size(), pipeline.steps.size());
  }
}

ParsedConfig parse_fast(const std::string& text) {
  static const Catalogue catalogue = test_catalogue();
  return parse_config(text, "jobs.toml", catalogue);
}

// Comments carry no risk and would hide the mutations of what does.
std::string seed_text() {
  std::string text;
  for (const std::string& line : base::split_text(shipped_text(), '\n')) {
    const std::string kept = line.substr(0, line.find(" #"));
    if (!kept.empty() && kept.front() != '#') text += kept + "\n";
  }
  return text +
         "[[feed]]\nname = \"ecb\"\nkind = \"ecb_csv\"\npath = \"fx/{business_date}.csv\"\n"
         "[custodian.big]\nexpected_by = \"+1d 09:00\"\n"
         "[jobs.accrue_fees]\nmanagement_bps = 100\ntiers = [ { from = 2020-01-01, rate_bps = 8 } "
         "]\n"
         "[[pipeline.x.step]]\nname = \"up\"\ncommand = [\"/bin/send\", \"{step}\"]\n"
         "retry = { attempts = 2, on_exit = [75] }\nwait_for = { path = \"a\", stable_s = 5 }\n";
}

TEST(ConfigFuzz, TheSeedItselfIsSound) { EXPECT_TRUE(parse_fast(seed_text()).diagnostics.empty()); }

TEST(ConfigFuzz, CutAtEveryByte) {
  const std::string text = shipped_text();
  for (std::size_t length = 0; length <= text.size(); ++length) {
    expect_sound(parse_fast(text.substr(0, length)));
  }
}

std::string mutated(std::string text, std::mt19937& random) {
  static const std::vector<std::string> parts = {"[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "\"",
                                                 "'",
                                                 "=",
                                                 ".",
                                                 ",",
                                                 "\n",
                                                 "\r\n",
                                                 "#",
                                                 "\\",
                                                 "\"\"\"",
                                                 "[[",
                                                 "]]",
                                                 "1e999",
                                                 "nan",
                                                 "-1",
                                                 "99999999999999999999",
                                                 "true",
                                                 "2020-02-30",
                                                 "25:00",
                                                 "\xFF",
                                                 "\xEF\xBB\xBF",
                                                 "{date}",
                                                 "needs = [\"close\"]",
                                                 "name = \"fx\"",
                                                 "\t",
                                                 "0x",
                                                 "_",
                                                 "u\\uD800"};
  const int edits = 1 + static_cast<int>(random() % 4);
  for (int i = 0; i < edits; ++i) {
    const std::size_t at = random() % (text.size() + 1);
    switch (random() % 5) {
      case 0:
        text.insert(at, parts[random() % parts.size()]);
        break;
      case 1:
        text.erase(at, 1 + random() % 8);
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random() % 256);
        break;
      case 3:
        text.insert(at, text.substr(random() % text.size(), random() % 60));
        break;
      default:
        text.erase(at, random() % 200);
        break;
    }
    if (text.empty()) text = "x";
  }
  return text;
}

TEST(ConfigFuzz, TenThousandMutations) {
  std::mt19937 random(20200630);
  const std::string seed = seed_text();
  int sound = 0;
  for (int i = 0; i < 10'000; ++i) {
    const ParsedConfig parsed = parse_fast(mutated(seed, random));
    expect_sound(parsed);
    sound += has_fault(parsed.diagnostics) ? 0 : 1;
    if (HasFatalFailure()) FAIL() << "mutation " << i;
  }
  EXPECT_GT(sound, 50);
  EXPECT_LT(sound, 9'000);
}

TEST(ConfigFuzz, LineEndsAndByteOrderMark) {
  std::string crlf;
  for (const char c : shipped_text()) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_TRUE(parse_fast(crlf).diagnostics.empty());
  EXPECT_TRUE(parse_fast("\xEF\xBB\xBF" + shipped_text()).diagnostics.empty());
}

TEST(ConfigFuzz, ANulByteHasItsPlace) {
  std::string text = "[store]\ndatabase = \"a";
  text += '\0';
  text += "b\"\n";
  const ParsedConfig parsed = parse_fast(text);
  ASSERT_EQ(lines_of(parsed).size(), 1U);
  EXPECT_EQ(lines_of(parsed).front().find("jobs.toml:2:14: not TOML: a NUL byte"), 0U);
}

TEST(ConfigFuzz, FiveMegabytesAreRefusedAtOnce) {
  const ParsedConfig parsed = parse_fast(std::string(5U << 20U, 'a'));
  EXPECT_TRUE(has_fault(parsed.diagnostics));
}

TEST(ConfigFuzz, DepthOfAThousand) {
  for (const char* part : {"[", "{a=", "a.", "[[", "a = [", "{", "'a'."}) {
    std::string text = "a = ";
    for (int i = 0; i < 1'000; ++i) text += part;
    EXPECT_TRUE(has_fault(parse_fast(text).diagnostics));
    EXPECT_TRUE(has_fault(parse_fast(text.substr(4)).diagnostics));
  }
}

TEST(ConfigFuzz, NoiseGivesABoundedNumberOfFindings) {
  std::string text = "[store]\n";
  for (int i = 0; i < 20'000; ++i) text += "k" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(parse_fast(text).diagnostics.size(), Findings::limit + 1);
}

TEST(ConfigFuzz, TenThousandSteps) {  // RELIABILITY R12
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    text +=
        "[[pipeline.p.step]]\nname = \"s" + std::to_string(i) + "\"\ncommand = [\"/bin/true\"]\n";
    if (i > 0) text += "needs = [\"s" + std::to_string(i - 1) + "\"]\n";
  }
  const ParsedConfig parsed = parse_fast(text);
  EXPECT_TRUE(parsed.diagnostics.empty());
  EXPECT_EQ(parsed.config.pipelines.front().steps.size(), 10'000U);
}

}  // namespace
}  // namespace wealthjobs::pipeline
