#include "pipeline/table_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/spec.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::HasSubstr;
using Kind = ConfigNode::Kind;

ConfigNode number(std::int64_t value) {
  ConfigNode node;
  node.kind = Kind::integer;
  node.integer = value;
  return node;
}

ConfigNode text(std::string value) {
  ConfigNode node;
  node.kind = Kind::text;
  node.text = std::move(value);
  return node;
}

TEST(TableReader, KeepsTheDefaultOfAFaultyKey) {
  ConfigNode table;
  table.members.push_back({"n", {1, 1}, text("5")});
  table.members.push_back({"m", {2, 1}, number(500)});
  Findings findings("f");
  TableReader reader(table, "[x]", findings);
  std::int64_t n = 3;
  int m = 4;
  reader.read("n", n, {0, 10, "s"});
  reader.read("m", m, {0, 10, "s"});
  reader.finish();
  EXPECT_EQ(n, 3);
  EXPECT_EQ(m, 4);
  EXPECT_EQ(findings.take().size(), 2U);
}

TEST(TableReader, ReportsKeysNobodyAskedFor) {
  ConfigNode table;
  table.members.push_back({"wait_m", {1, 1}, number(1)});
  table.members.push_back({"something", {2, 1}, number(1)});
  Findings findings("f");
  TableReader reader(table, "[x]", findings);
  std::int64_t seconds = 0;
  reader.read("wait_seconds", seconds, {0, 10, "s"});
  reader.finish();
  const auto all = findings.take();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].hint, "the unit differs: use wait_seconds");
  EXPECT_EQ(all[1].hint, "known: wait_seconds");
}

TEST(TableReader, ReadsEnumeratorsByName) {
  ConfigNode table;
  table.members.push_back({"priority", {1, 1}, text("critical")});
  Findings findings("f");
  TableReader reader(table, "[x]", findings);
  Priority priority = Priority::low;
  reader.read_enum("priority", priority, Priority::critical);
  EXPECT_EQ(priority, Priority::critical);
}

TEST(TableReader, SecondsBecomeMilliseconds) {
  ConfigNode table;
  ConfigNode half;
  half.kind = Kind::floating;
  half.floating = 0.5;
  table.members.push_back({"a_s", {1, 1}, half});
  table.members.push_back({"b_s", {1, 1}, number(7)});
  Findings findings("f");
  TableReader reader(table, "[x]", findings);
  std::int64_t a = 0;
  std::int64_t b = 0;
  reader.read_seconds("a_s", a, 100);
  reader.read_seconds("b_s", b, 100);
  EXPECT_EQ(a, 500);
  EXPECT_EQ(b, 7'000);
}

}  // namespace
}  // namespace wealthjobs::pipeline
