#include "store/portfolio_history.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

struct PortfolioHistory : testing::Test, BookFixture {
  SaveCounts save(const std::vector<PortfolioHistoryRow>& rows) {
    SaveCounts counts;
    write([&](WriteTransaction& w) { counts = save_portfolio_history(w, rows); });
    return counts;
  }
};

const base::Date day = base::Date::from(2019, 12, 31);

TEST_F(PortfolioHistory, ComesBackByDay) {
  const PortfolioHistoryRow later{p1, day, 101'00, -5'00};
  const PortfolioHistoryRow earlier{p1, day - 1, 100'00, 0};
  EXPECT_EQ(save({later, earlier}).added, 2);
  EXPECT_EQ(load_portfolio_history(book, p1), (std::vector{earlier, later}));
}

TEST_F(PortfolioHistory, KnowsADuplicateAndReportsOtherFigures) {
  save({{p1, day, 100'00, 0}});
  const SaveCounts again = save({{p1, day, 100'00, 0}, {p1, day, 100'01, 0}});
  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.duplicate, 1);
  EXPECT_EQ(again.conflicts, std::vector<std::size_t>{1});
  EXPECT_EQ(load_portfolio_history(book, p1).front().nav_minor, 100'00);
}

TEST_F(PortfolioHistory, IsEmptyForAnotherPortfolio) {
  save({{p1, day, 100'00, 0}});
  EXPECT_TRUE(load_portfolio_history(book, p2).empty());
}

}  // namespace
}  // namespace wealthjobs::store
