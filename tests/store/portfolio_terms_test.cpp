#include "store/portfolio_terms.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date july = base::Date::from(2020, 7, 1);

struct PortfolioTermsTable : testing::Test, BookFixture {};

PortfolioTermsRow closed_from(finance::PortfolioNo portfolio, base::Date date) {
  return {portfolio, {date, {.fee_schedule_id = "F2", .status = "closed"}}};
}

TEST_F(PortfolioTermsTable, AnswersForEachDay) {
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_portfolio_terms(w, std::vector{closed_from(p1, july)}).added, 1);
  });
  const Master known = Master::load(book);
  const auto terms = PortfolioTermsBook::load(book, known);
  EXPECT_EQ(terms.of(p1, july - 1).benchmark_id, "SPX");
  EXPECT_EQ(terms.of(p1, july - 1).fee_schedule_id, std::nullopt);
  EXPECT_EQ(terms.of(p1, july).fee_schedule_id, "F2");
  EXPECT_EQ(terms_of(book, known, p1, july), terms.of(p1, july));
  EXPECT_TRUE(terms.is_open(p1, july - 1));
  EXPECT_FALSE(terms.is_open(p1, july));
  EXPECT_TRUE(terms.is_open(p2, july));
  EXPECT_EQ(terms.first_day(p1), base::Date::from(2015, 1, 2));
  EXPECT_EQ(terms.rows(p1).size(), 1U);
  EXPECT_TRUE(terms.rows(p2).empty());
}

TEST_F(PortfolioTermsTable, RefusesOtherTermsOfTheSameDay) {
  write([&](WriteTransaction& w) {
    save_portfolio_terms(w, std::vector{closed_from(p1, july)});
    PortfolioTermsRow other = closed_from(p1, july);
    other.dated.terms.status = "open";
    const SaveCounts again = save_portfolio_terms(w, std::vector{closed_from(p1, july), other});
    EXPECT_EQ(again.duplicate, 1);
    EXPECT_EQ(again.conflicts, std::vector<std::size_t>{1});
  });
  EXPECT_EQ(load_portfolio_terms(book).size(), 1U);
}

}  // namespace
}  // namespace wealthjobs::store
