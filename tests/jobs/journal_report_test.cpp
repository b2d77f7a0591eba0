#include <algorithm>

#include "jobs/daily_reports.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

struct JournalReport : ::testing::Test {
  JournalReport() { make_mini_book(scratch); }
  render::Document report(const char* date) {
    csv.clear();
    return journal_report(scratch.book, scratch.master,
                          {day(date), "preliminary", "pack", "0123456789abcdef", ""},
                          [&](std::string_view text) { csv += text; });
  }
  ScratchBook scratch;
  std::string csv;
};

TEST_F(JournalReport, CsvHasEveryLineOfTheDay) {
  scratch.add(Flow{"C1", "2026-04-01", "1000"});
  scratch.add(Buy{.id = "T1", .date = "2026-04-02", .quantity = "10", .price = "42"});
  scratch.cob("2026-04-01");
  scratch.cob("2026-04-02");
  const auto document = report("2026-04-02");
  EXPECT_EQ(csv,
            "entry_id,effective_date,origin_date,source_key,account,portfolio_id,instrument_id,"
            "currency,amount,quantity,lot_id\n"
            "2,2026-04-02,,trade|T1|td,1100-SECURITIES-COST,P1,BHP,AUD,420.00,10,T1\n"
            "2,2026-04-02,,trade|T1|td,2000-PAYABLE-SETTLEMENT,P1,,AUD,-420.00,,\n");
  EXPECT_EQ(document.sections[1].paragraphs, std::vector<std::string>{"1 entry, 2 lines."});
  ASSERT_EQ(document.sections[0].table.rows.size(), 2U);
  EXPECT_EQ(document.sections[0].table.rows[0][2], "420.00");
}

TEST_F(JournalReport, PeopleGetTheFirstThousandLinesAndTheFileAll) {
  std::vector<store::FactRow<finance::CashFlow>> rows;
  for (int n = 0; n < 600; ++n) {
    store::FactRow<finance::CashFlow> row;
    row.id = "C" + std::to_string(n);
    row.source = "cash_flows.csv:1";
    row.fact.portfolio = finance::PortfolioNo{1};
    row.fact.date = day("2026-04-01");
    row.fact.currency = base::Currency::of("AUD");
    row.fact.amount_minor = 100 + n;
    rows.push_back(row);
  }
  scratch.write([&](auto& transaction) { save_cash_flows(transaction, scratch.master, rows); });
  scratch.cob("2026-04-01");
  const auto document = report("2026-04-01");
  EXPECT_EQ(std::ranges::count(csv, '\n'), 1'201);
  EXPECT_EQ(document.sections[1].table.rows.size(), 1'000U);
  EXPECT_EQ(document.sections[1].paragraphs[0], "600 entries, 1200 lines.");
  EXPECT_EQ(document.sections[1].paragraphs[1],
            "The first 1000 lines; all of them are in the CSV file.");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
