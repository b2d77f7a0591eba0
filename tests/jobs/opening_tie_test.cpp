#include "jobs/opening_tie.h"

#include "store/openings.h"
#include "take_on_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

std::vector<std::string> told(ScratchBook& scratch, const char* date) {
  std::vector<std::string> texts;
  for (const auto& finding : store::load_findings(scratch.book, day(date), "settle_trades")) {
    if (finding.kind == "opening_difference") texts.push_back(finding.text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

constexpr const char* positions_header =
    "statement_date,custodian,account,portfolio_id,instrument_id,quantity\n";
constexpr const char* cash_header =
    "statement_date,custodian,account,portfolio_id,currency,amount\n";

TEST(OpeningTie, ListsEachDifferenceAndStopsNobody) {
  TakeOnBook scratch;
  scratch.file("book/custodian_positions.csv", std::string(positions_header) +
                                                   "2026-04-01,BNY,A1,P1,BHP,100\n"
                                                   "2026-04-01,BNY,A2,P1,BHP,40\n");
  scratch.file("book/custodian_cash.csv",
               std::string(cash_header) + "2026-04-01,BNY,A1,P1,AUD,1500.01\n");
  scratch.take_in();
  scratch.cob("2026-04-01");
  EXPECT_EQ(told(scratch, "2026-04-01"),
            (Texts{"P1 BHP: taken on at 2026-04-01 with 150, the custodian has 140",
                   "P1 AUD: taken on at 2026-04-01 with 1,500.00, the custodian has 1,500.01"}));
}

TEST(OpeningTie, SaysNothingWhereAllAgreesOrNoStatementNamesThePortfolio) {
  TakeOnBook scratch;
  scratch.file("book/custodian_positions.csv",
               std::string(positions_header) + "2026-04-01,BNY,A1,P1,BHP,150\n");
  scratch.file("book/custodian_cash.csv",
               std::string(cash_header) + "2026-04-01,BNY,A9,P9,AUD,7\n");
  scratch.take_in();
  scratch.cob("2026-04-01");
  EXPECT_EQ(told(scratch, "2026-04-01"), Texts{});
  EXPECT_TRUE(opening_differences(
                  scratch.book, scratch.master,
                  store::load_openings(scratch.book, {day("2026-03-31"), day("2026-04-01")}),
                  day("2026-04-01"))
                  .empty());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
