#include "jobs/portfolio_statement.h"

#include <gtest/gtest.h>

#include "base/json_document.h"
#include "jobs/rate_book.h"
#include "scratch_book.h"

namespace wealthjobs::jobs {
namespace {

using testing::Buy;
using testing::Flow;
using testing::ScratchBook;

struct PortfolioStatement : ::testing::Test {
  PortfolioStatement() {
    scratch.portfolio("P1");
    scratch.instrument("BHP");
    scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
    scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "150", .price = "42.315"});
    for (const auto& [date, close] :
         {std::pair{"2026-04-01", "42.00"}, {"2026-04-02", "42.50"}, {"2026-04-07", "42.80"}}) {
      scratch.price("BHP", date, close);
      scratch.cob(date);
    }
  }
  std::optional<render::Document> statement(const char* period,
                                            std::optional<std::int64_t> known_rev = {}) {
    const RateBook rates(scratch.book);
    StatementOrder order;
    order.portfolio = scratch.master.portfolio_no("P1").value();
    order.period = finance::statement_period(period).value();
    order.period_text = period;
    order.known_rev = known_rev;
    return portfolio_statement(scratch.book, scratch.master, rates, order);
  }
  ScratchBook scratch;
};

TEST_F(PortfolioStatement, AddsUpFromNothingToTheLastClose) {
  const auto document = statement("2026Q2");
  ASSERT_TRUE(document.has_value());
  const auto& rows = document->sections.at(0).table.rows;
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].at(1), "0.00");
  EXPECT_EQ(rows[1].at(1), "20,000.00");
  EXPECT_EQ(rows[2].at(1), "72.75");  // 150 x (42.80 - 42.315)
  EXPECT_EQ(rows[3].at(0), "Net asset value 2026-04-07");
  EXPECT_EQ(rows[3].at(1), "20,072.75");
  EXPECT_EQ(document->facts.at(4).second, "final");
}

TEST_F(PortfolioStatement, WeighsToAHundred) {
  const auto document = statement("2026-04");
  const auto& rows = document->sections.at(1).table.rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at(5), "31.98");
  EXPECT_EQ(rows[1].at(5), "68.02");
  EXPECT_EQ(document->sections.at(2).table.rows.at(0).at(5), "6,347.25");
}

TEST_F(PortfolioStatement, GivesTheSameBytesWhateverComesLater) {
  const auto before = base::json_text(render::document_json(*statement("2026-04")));
  const std::int64_t known = scratch.book.integer_or(0, "SELECT max(revision) FROM knowledge");
  scratch.add(Flow{"C2", "2026-04-02", "50.00"});  // late, for a closed day
  scratch.price("BHP", "2026-05-01", "43.00");
  EXPECT_EQ(base::json_text(render::document_json(*statement("2026-04", known))), before);
}

TEST_F(PortfolioStatement, IsNothingWithoutANavInThePeriodOrBeforeItWasClosed) {
  EXPECT_FALSE(statement("2025").has_value());
  EXPECT_FALSE(statement("2026-05").has_value());
  EXPECT_FALSE(statement("2026-04", 1).has_value());
}

}  // namespace
}  // namespace wealthjobs::jobs
