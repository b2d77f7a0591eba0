#include "finance/performance/win_rate.h"

#include <gtest/gtest.h>

#include <vector>

#include "finance/performance/worked_example.h"

namespace wealthjobs::finance {
namespace {

TEST(WinRate, WorksExampleCOfTheMetricsJob) {
  const WinStatistics wins = win_statistics(example_r);
  EXPECT_DOUBLE_EQ(*wins.win_rate.value, 0.6);
  EXPECT_NEAR(*wins.average_win.value, 0.035 / 3, 1e-15);
  EXPECT_NEAR(*wins.average_loss.value, -0.01, 1e-15);
}

TEST(WinRate, ADayOfZeroIsNeither) {
  const WinStatistics flat = win_statistics(std::vector<double>(4, 0.0));
  EXPECT_EQ(flat.win_rate.value, 0.0);
  EXPECT_EQ(flat.average_win.reason, FigureReason::no_gains);
  EXPECT_EQ(flat.average_loss.reason, FigureReason::no_losses);
  EXPECT_EQ(win_statistics({}).win_rate.reason, FigureReason::too_few_returns);
}

TEST(TradeWinRate, IsOfDisposals) {
  const base::Date d(0);
  const std::vector<ClosedTrade> trades = {
      {d, 100'00, 25'00}, {d, 200'00, -20'00}, {d, 50'00, 0}, {d, 0, 10'00}};
  const WinStatistics wins = trade_win_statistics(trades);
  EXPECT_DOUBLE_EQ(*wins.win_rate.value, 0.5);
  EXPECT_DOUBLE_EQ(*wins.average_win.value, 0.25);
  EXPECT_DOUBLE_EQ(*wins.average_loss.value, -0.10);
  EXPECT_EQ(trade_win_statistics({}).win_rate.reason, FigureReason::no_trades);
}

}  // namespace
}  // namespace wealthjobs::finance
