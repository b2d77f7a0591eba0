#include "pipeline/config_tree.h"

#include <gtest/gtest.h>

namespace wealthjobs::pipeline {
namespace {

TEST(ConfigTree, FindsMembersByName) {
  ConfigNode table;
  ConfigNode value;
  value.kind = ConfigNode::Kind::integer;
  value.integer = 7;
  table.members.push_back({"a", {1, 1}, value});
  ASSERT_NE(table.find("a"), nullptr);
  EXPECT_EQ(table.find("a")->integer, 7);
  EXPECT_EQ(table.find("b"), nullptr);
}

TEST(ConfigTree, KindsHaveNames) {
  EXPECT_EQ(described(ConfigNode::Kind::table), "a table");
  EXPECT_EQ(described(ConfigNode::Kind::floating), "a number with decimals");
  EXPECT_EQ(described(ConfigNode::Kind::time), "a time of day");
}

}  // namespace
}  // namespace wealthjobs::pipeline
