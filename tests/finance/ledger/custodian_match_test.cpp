#include "finance/ledger/custodian_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/error.h"

namespace wealthjobs::finance {
namespace {

constexpr PortfolioNo p1{1};
const CustodySubject bhp{InstrumentNo{1}, {}};
const CustodySubject aud{no_instrument, base::Currency::of("AUD")};

// Domain job 8: TD 150, SD 100, theirs 100.
TEST(CustodianMatch, SettledQuantityIsWhatACustodianCanKnow) {
  const CustodyMatch match = match_custody({{p1, bhp, 100'000'000}}, {{p1, bhp, 100'000'000}});
  EXPECT_EQ(match.matched, 1);
  EXPECT_TRUE(match.differences.empty());
}

TEST(CustodianMatch, QuantitiesHaveNoToleranceAndCashHasOneMinorUnit) {
  const CustodyMatch match = match_custody({{p1, bhp, 100'000'000}, {p1, aud, 1'000}},
                                           {{p1, bhp, 99'999'999}, {p1, aud, 1'001}});
  EXPECT_EQ(match.matched, 1);
  ASSERT_EQ(match.differences.size(), 1U);
  EXPECT_EQ(match.differences[0], (CustodyDifference{p1, bhp, 100'000'000, 99'999'999}));
  EXPECT_EQ(match.differences[0].difference(), -1);
  EXPECT_EQ(match_custody({{p1, aud, 1'000}}, {{p1, aud, 1'002}}).differences.size(), 1U);
  EXPECT_EQ(match_custody({{p1, aud, -1'000}}, {{p1, aud, -1'001}}).matched, 1);
}

TEST(CustodianMatch, ALineOfOneSideDiffersFromNothing) {
  const CustodyMatch match = match_custody({{p1, bhp, 5}}, {{PortfolioNo{2}, bhp, 7}});
  EXPECT_EQ(match.differences,
            (std::vector<CustodyDifference>{{p1, bhp, 5, 0}, {PortfolioNo{2}, bhp, 0, 7}}));
}

TEST(CustodianMatch, RowsOfOneKeyAddUpFirst) {
  EXPECT_EQ(match_custody({{p1, bhp, 10}}, {{p1, bhp, 4}, {p1, bhp, 6}}).matched, 1);
}

TEST(CustodianMatch, ASumOutsideSixtyFourBitsIsAnErrorAndNoWrap) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_THROW(match_custody({{p1, bhp, most}, {p1, bhp, 1}}, {}), base::Error);
  const CustodyMatch match = match_custody({{p1, bhp, most}}, {{p1, bhp, -most}});
  ASSERT_EQ(match.differences.size(), 1U);
  EXPECT_THROW(static_cast<void>(match.differences[0].difference()), base::Error);
}

// matched + differences = union; the differences of a subject add up to theirs less ours; the order
// of rows never matters.
TEST(CustodianMatch, KeepsItsInvariantsInAThousandRandomBooks) {
  std::mt19937 dice(20260408);
  for (int turn = 0; turn < 1'000; ++turn) {
    std::vector<CustodyLine> ours;
    std::vector<CustodyLine> theirs;
    std::map<std::pair<PortfolioNo, CustodySubject>, int> keys;
    std::map<CustodySubject, std::int64_t> totals;
    for (int line = static_cast<int>(dice() % 30); line > 0; --line) {
      const CustodySubject subject =
          dice() % 4 == 0 ? aud
                          : CustodySubject{InstrumentNo{static_cast<int>(dice() % 3) + 1}, {}};
      const CustodyLine row{PortfolioNo{static_cast<int>(dice() % 3) + 1}, subject,
                            static_cast<std::int64_t>(dice() % 5) - 2};
      const bool is_ours = dice() % 2 == 0;
      (is_ours ? ours : theirs).push_back(row);
      ++keys[{row.portfolio, row.subject}];
      totals[subject] += is_ours ? -row.amount : row.amount;
    }
    const CustodyTolerance none{0, 0};
    const CustodyMatch match = match_custody(ours, theirs, none);
    EXPECT_EQ(match.matched + static_cast<std::int64_t>(match.differences.size()),
              static_cast<std::int64_t>(keys.size()));
    for (const CustodyDifference& row : match.differences) totals[row.subject] -= row.difference();
    for (const auto& [subject, rest] : totals) EXPECT_EQ(rest, 0);
    std::ranges::shuffle(ours, dice);
    std::ranges::shuffle(theirs, dice);
    EXPECT_EQ(match_custody(ours, theirs, none).differences, match.differences);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
