#include "finance/ledger/break_identity.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

TEST(BreakIdentity, ReadsAsOneLine) {
  EXPECT_EQ(identity_text({BreakKind::qty, "BNY", "ACC1", "P1", "BHP"}), "qty|BNY|ACC1|P1|BHP");
  EXPECT_EQ(identity_text({BreakKind::mapping, "", "", "P9", "*"}), "static|||P9|*");
}

TEST(BreakIdentity, KindsHaveTheWordsOfTheTable) {
  for (const BreakKind kind : {BreakKind::qty, BreakKind::cash, BreakKind::mapping}) {
    EXPECT_EQ(break_kind_from(name_of(kind)), kind);
  }
  EXPECT_EQ(break_kind_from("mapping"), std::nullopt);
}

TEST(BreakIdentity, EveryPartTellsBreaksApart) {
  const BreakIdentity one{BreakKind::qty, "BNY", "A1", "P1", "BHP"};
  BreakIdentity other = one;
  EXPECT_EQ(one, other);
  other.account = "A2";
  EXPECT_NE(one, other);
  other = one;
  other.portfolio_id = "P2";
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace wealthjobs::finance
