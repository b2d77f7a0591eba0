#include "jobs/account_days.h"

#include "take_on_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

constexpr const char* terms_header = "portfolio_id,from_date,status\n";

std::vector<std::string> closed_accounts(ScratchBook& scratch, const char* date) {
  std::vector<std::string> texts;
  for (const auto& finding : store::load_findings(scratch.book, day(date), "value_portfolios")) {
    if (finding.kind == "closed_account") texts.push_back(finding.text);
  }
  return texts;
}

// A dividend goes ex while the account holds the shares and is paid after it was closed.
TEST(AccountDays, ListALateDividendOfAClosedAccountUntilItIsPaidOut) {
  TakeOnBook scratch;
  scratch.take_in();
  scratch.add(
      Dividend{.id = "D1", .date = "2026-04-02", .amount = "0.16", .pay_date = "2026-04-07"});
  scratch.cob("2026-04-01");
  scratch.later("transfers.csv",
                std::string(transfers_header) + ",X1,P1,BHP,out,2026-04-02,150,,\n");
  scratch.add(Flow{.id = "C1", .date = "2026-04-02", .amount = "-1488.76"});
  scratch.later("portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-03,closed\n");
  scratch.cob("2026-04-02");
  EXPECT_TRUE(closed_accounts(scratch, "2026-04-02").empty());
  scratch.cob("2026-04-07");
  // 150 x 0.16 = 24.00 is paid; 1,500.00 - 1,488.76 = 11.24 was kept for the fee of 12.34
  const auto told = closed_accounts(scratch, "2026-04-07");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0],
            "P1 is closed and holds 35.24 AUD on 1000, 1.10 AUD on 1220, -12.34 AUD on 2100: pay "
            "it out");
  EXPECT_EQ(scratch.nav("2026-04-07").nav_minor, cents("24.00"));
  EXPECT_EQ(scratch.count("hold"), 0);
}

TEST(AccountDays, GiveNoNavToAnAccountThatIsClosedAndEmpty) {
  TakeOnBook scratch;
  scratch.file("book/portfolios.csv", std::string(portfolios_header) +
                                          "P1,First,C1,AUD,2015-01-02,\n"
                                          "P2,Second,C2,AUD,2026-04-01,\n");
  scratch.take_in();
  scratch.cob("2026-04-01");
  EXPECT_EQ(scratch.nav("2026-04-01", "P2").nav_minor, 0);  // no history blocks nobody
  scratch.later("portfolio_terms.csv", std::string(terms_header) + "P2,2026-04-02,closed\n");
  scratch.cob("2026-04-02");
  EXPECT_EQ(scratch.count("portfolio_nav WHERE portfolio_no = 2"), 1);
  EXPECT_EQ(scratch.count("portfolio_nav WHERE portfolio_no = 1"), 2);
}

// What was paid out on the day of closing must stand in a nav, else the last return is lost.
TEST(AccountDays, GiveOneLastNavOfZeroWithWhatWasPaidOut) {
  IntakeBook scratch;
  scratch.book_files();
  scratch.take_in();
  scratch.price("BHP", "2026-04-01", "42");
  scratch.add(Flow{.id = "C1", .date = "2026-04-01", .amount = "500"});
  scratch.cob("2026-04-01");
  scratch.file("closing/portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-02,closed\n");
  scratch.take_in("closing");
  scratch.add(Flow{.id = "C2", .date = "2026-04-02", .amount = "-500"});
  scratch.cob("2026-04-02");
  EXPECT_EQ(scratch.nav("2026-04-02").nav_minor, 0);
  EXPECT_EQ(scratch.nav("2026-04-02").external_flow_minor, cents("-500"));
  const Execution after = scratch.run("build_pack", "2026-04-07");
  EXPECT_EQ(after.status, ExitStatus::ok);
  scratch.run("settle_trades", "2026-04-07");
  EXPECT_EQ(scratch.run("value_portfolios", "2026-04-07").status, ExitStatus::ok);
  EXPECT_EQ(scratch.count("portfolio_nav"), 2);
  EXPECT_FALSE(AccountDays(scratch.book, scratch.master, day("2026-04-07")).is_any_open());
  EXPECT_TRUE(AccountDays(scratch.book, scratch.master, day("2026-04-01")).is_any_open());
}

TEST(AccountDays, ChangeTheFingerprintWithTheTermsInForce) {
  TakeOnBook scratch;
  scratch.take_in();
  EXPECT_EQ(terms_digest(scratch.book, day("2026-04-02")), "");
  scratch.later("portfolio_terms.csv", std::string(terms_header) + "P1,2026-04-02,closed\n");
  EXPECT_EQ(terms_digest(scratch.book, day("2026-04-01")), "");
  EXPECT_EQ(terms_digest(scratch.book, day("2026-04-02")), "\nterms 1");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
