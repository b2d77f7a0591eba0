#include "finance/performance/contribution.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "finance/performance/daily_return.h"

namespace wealthjobs::finance {
namespace {

TEST(Contribution, WorksTheExampleOfTheValuationJob) {
  // one share is the whole portfolio: its contribution is its return in base currency
  const HoldingDay day{210.40, 212.48, 0, 0, 1.5180, 1.5234};
  const auto parts = contributions(std::vector<HoldingDay>{day}, 210.40 * 1.5180);
  ASSERT_TRUE(parts);
  EXPECT_NEAR(parts->front().local, 0.00988593, 5e-9);
  EXPECT_NEAR(parts->front().fx, 0.00355731, 5e-9);
  EXPECT_NEAR(parts->front().interaction, 0.00003517, 5e-9);
  EXPECT_NEAR(parts->front().total(), 0.01347841, 5e-9);
}

TEST(Contribution, WhatWasBoughtIsNoGainAndIncomeIs) {
  // by hand: 100 + 50 bought + 3 gained, 2 of it paid out: 151 remain
  const CurrencyParts gain = holding_gain({100, 151, 50, 2, 1, 1});
  EXPECT_DOUBLE_EQ(gain.local, 3);
  EXPECT_EQ(gain.fx, 0);
  EXPECT_EQ(gain.interaction, 0);
}

TEST(Contribution, WorksTheExampleOfTheFactorJob) {
  const std::vector<ContributionDay> days = {{0.10, {0.06, 0.04}}, {-0.05, {-0.02, -0.03}}};
  const auto linked = linked_contributions(days);
  ASSERT_TRUE(linked);
  EXPECT_NEAR((*linked)[0], 0.03748779, 5e-9);
  EXPECT_NEAR((*linked)[1], 0.00751221, 5e-9);
  EXPECT_NEAR((*linked)[0] + (*linked)[1], 0.045, 1e-15);
}

TEST(Contribution, NothingLinksBeyondTotalLoss) {
  const std::vector<ContributionDay> days = {{-1, {-1}}, {0.1, {0.1}}};
  EXPECT_EQ(linked_contributions(days).error(), FigureReason::wealth_lost);
  EXPECT_EQ(contributions({}, 0).error(), FigureReason::no_capital);
  EXPECT_TRUE(linked_contributions({})->empty());
  EXPECT_EQ(linked_contributions(std::vector<ContributionDay>{{0, {0.01, -0.01}}})->front(), 0.01);
}

// Holdings in several currencies, traded among cash: all contributions are the day's return, and
// the linked ones the compounded return.
TEST(Contribution, AddsUpToTheReturnOfDaysAndOfPeriods) {
  std::mt19937_64 random(20);
  std::normal_distribution<double> normal(0, 0.01);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<double> values = {5e5, 2e5, 3e5, 1e5};  // local; the last is cash in base
    std::vector<double> rates = {1, 1.5, 0.7, 1};
    std::vector<ContributionDay> days;
    double wealth = 1;
    for (int t = 0; t < 10; ++t) {
      std::vector<HoldingDay> holdings;
      double before = 0;
      double after = 0;
      HoldingDay cash{values[3], values[3], 0, 0, 1, 1};
      for (std::size_t k = 0; k < 3; ++k) {
        HoldingDay day{values[k], 0, 0, 0, rates[k], rates[k] * (k == 0 ? 1 : 1 + normal(random))};
        day.bought = (uniform(random) - 0.5) * 1e4;
        day.income = t % 5 == 0 ? uniform(random) * 1e3 : 0;
        day.value_after = day.value_before * (1 + normal(random)) + day.bought - day.income;
        cash.value_after += (day.income - day.bought) * day.rate_after;
        before += day.value_before * day.rate_before;
        after += day.value_after * day.rate_after;
        values[k] = day.value_after;
        rates[k] = day.rate_after;
        holdings.push_back(day);
      }
      cash.bought = cash.value_after - cash.value_before;
      before += cash.value_before;
      after += values[3] = cash.value_after;
      holdings.push_back(cash);
      const auto parts = contributions(holdings, before);
      ASSERT_TRUE(parts);
      ContributionDay row;
      for (const CurrencyParts& part : *parts) row.contributions.push_back(part.total());
      row.portfolio_return = *daily_return(before, {base::Date(t), after, 0}, FlowTiming::mixed);
      const double sum = std::accumulate(row.contributions.begin(), row.contributions.end(), 0.0);
      EXPECT_NEAR(sum, row.portfolio_return, 1e-13);
      wealth *= 1 + row.portfolio_return;
      days.push_back(row);
    }
    const auto linked = linked_contributions(days);
    ASSERT_TRUE(linked);
    EXPECT_NEAR(std::accumulate(linked->begin(), linked->end(), 0.0), wealth - 1, 1e-12);
  }
}

}  // namespace
}  // namespace wealthjobs::finance
