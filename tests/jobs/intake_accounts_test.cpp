#include "jobs/intake_accounts.h"

#include "take_on_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

constexpr const char* flows_header = "flow_id,portfolio_id,date,currency,amount,kind\n";
constexpr const char* terms_header = "portfolio_id,from_date,status\n";

TEST(IntakeAccounts, SetAsideWhatTheOpeningBalancesHold) {
  TakeOnBook scratch;
  scratch.file("book/cash_flows.csv", std::string(flows_header) +
                                          "C1,P1,2026-04-01,AUD,5,deposit\n"
                                          "C2,P1,2026-04-02,AUD,5,deposit\n");
  const IntakeReport report = scratch.take_in();
  EXPECT_NE(reasons(report).find("C1: before_opening"), std::string::npos) << reasons(report);
  EXPECT_EQ(scratch.count("cash_flow"), 1);
}

TEST(IntakeAccounts, SetAsideWhatCameBeforeTheAccountWasOpened) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.file("book/portfolios.csv",
               "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id,open_date\n"
               "P1,First,C1,AUD,2026-04-01,,2026-04-15\n");
  scratch.file("book/cash_flows.csv",
               std::string(flows_header) + "C1,P1,2026-04-14,AUD,5,deposit\n");
  EXPECT_NE(reasons(scratch.take_in()).find("C1: before_open"), std::string::npos);
}

TEST(IntakeAccounts, LetAClosedAccountBeEmptiedAndHoldsNobodyForTheRest) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.cob("2026-04-01");
  scratch.later("portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-02,closed\n");
  const IntakeReport report =
      scratch.later("cash_flows.csv", std::string(flows_header) +
                                          "C1,P1,2026-04-02,AUD,5,deposit\n"
                                          "C2,P1,2026-04-02,AUD,-1500,withdrawal\n");
  EXPECT_NE(reasons(report).find("C1: after_close: P1 is closed on 2026-04-02"), std::string::npos)
      << reasons(report);
  scratch.cob("2026-04-02");
  EXPECT_EQ(scratch.count("hold"), 0);
  EXPECT_EQ(scratch.count("journal_entry WHERE source_key = 'flow|C2'"), 1);
}

TEST(IntakeAccounts, KnowsTheTermsOfBookAndFolder) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.later("portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-07,closed\n");
  feeds::BookFolder folder;
  const AccountsKnown accounts(scratch.book, scratch.master, folder);
  EXPECT_FALSE(accounts.on("P1", day("2026-04-06"), "date"));
  EXPECT_EQ(accounts.on("P1", day("2026-04-07"), "date")->reason, "after_close");
  EXPECT_FALSE(accounts.on("P1", day("2026-04-07"), "date", AccountsKnown::Movement::leaves));
  EXPECT_FALSE(accounts.on("P9", day("2026-04-07"), "date"));
  EXPECT_EQ(accounts.find("P9"), nullptr);
}

TEST(IntakeAccounts, RefusesOtherTermsOfADayThatTheBookHas) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.later("portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-07,closed\n");
  scratch.file("again/portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-07,open\n");
  EXPECT_TRUE(scratch.refusal("again").starts_with(
      "again/portfolio_terms.csv:2:1: P1|2026-04-07 is in the book with other content"));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
