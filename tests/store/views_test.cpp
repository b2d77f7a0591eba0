// The views of CONTRACT section 5: names and order of their columns, and what they show.
#include <gtest/gtest.h>

#include "store/sample_ledger.h"

namespace wealthjobs::store {
namespace {

struct PublicView {
  const char* name;
  const char* columns;  // as the contract lists them; more may follow
};

const PublicView public_views[] = {
    {"v_nav",
     "portfolio_id,business_date,currency,nav_minor,cash_minor,securities_minor,accrued_minor,"
     "external_flow_minor,pack_id"},
    {"v_position",
     "portfolio_id,business_date,instrument_id,quantity_e6,price_e6,currency,value_minor,"
     "cost_minor"},
    {"v_cash", "portfolio_id,business_date,currency,settled_minor,pending_minor"},
    {"v_lot", "portfolio_id,instrument_id,acquired_date,quantity_e6,cost_minor,currency"},
    {"v_trial_balance", "business_date,account,currency,balance_minor"},
    {"v_journal",
     "entry_id,effective_date,account,portfolio_id,currency,amount_minor,source_job,source_key"},
    {"v_pack", "pack_id,business_date,status,sha256,n_prices,n_rates,supersedes"},
    {"v_run",
     "run_id,pipeline,business_date,n,state,outcome,exit_status,blocked_at,started_at,ended_at"},
    {"v_step",
     "run_id,step,job,state,reason,attempts,started_at,ended_at,duration_s,rows_read,"
     "rows_written,cpu_s,max_rss_kb,result_json"},
    {"v_lot_event", ""},
    {"v_trade", ""},
    {"v_fx_trade", ""},
    {"v_flow", ""},
    {"v_realised", ""},
    {"v_income", ""},
    {"v_close", ""},
    {"v_hold", ""},
    {"v_settlement", ""},
    {"v_quarantine", ""},
    {"v_file", ""},
    {"v_event", ""},
    {"v_price", ""},
    {"v_fx_rate", ""},
    {"v_report", ""},
    {"v_corporate_action", ""},
    {"v_finding", ""},
    {"v_attempt", ""},
    {"v_confirmation", ""},
    {"v_opening", ""},
    {"v_transfer", ""},
    {"v_portfolio_terms", "portfolio_id,from_date"},
    {"v_price_override", ""},
    {"v_break",
     "break_id,kind,custodian,account,portfolio_id,subject,ours,theirs,difference,class,"
     "first_seen,status"},
    {"v_break_event", ""},
    {"v_recon", ""},
    {"v_recon_item", ""},
    {"v_custodian_position", ""},
    {"v_custodian_cash", ""},
    {"v_fee_schedule", ""},
    {"v_fee_accrual", ""},
    {"v_performance_accrual", ""},
    {"v_unit_movement", ""},
    {"v_high_water_mark", ""},
    {"v_peak", ""},
    {"v_fee_charge", ""},
    {"v_fee_instruction", ""},
    {"v_fee_approval", ""},
    {"v_interest_tier", ""},
    {"v_interest_accrual", ""},
    {"v_interest_credit", ""},
    {"v_subscription_invoice", ""},
    {"standing_close", ""},
    {"last_closed", ""},
};

TEST(Views, HaveTheColumnsOfTheContractInOrder) {
  ScratchBook scratch;
  Database book = scratch.open();
  for (const PublicView& view : public_views) {
    Statement rows = book.prepare(std::string("SELECT * FROM ") + view.name);
    std::string columns;
    for (int i = 0; i < rows.column_count(); ++i) {
      columns += (i == 0 ? "" : ",") + std::string(rows.column_name(i));
    }
    EXPECT_TRUE(
        (columns + ",").starts_with(std::string(view.columns) + (*view.columns == '\0' ? "" : ",")))
        << view.name << ": " << columns;
    EXPECT_FALSE(rows.step());
  }
  EXPECT_EQ(book.integer_or(0, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"),
            static_cast<std::int64_t>(std::size(public_views)));
}

// The first row of a query, its columns joined by a bar.
std::string first_row(Database& book, const std::string& sql) {
  Statement rows = book.prepare(sql);
  std::string text;
  if (!rows.step()) return "no row";
  for (int i = 0; i < rows.column_count(); ++i) {
    text += (i == 0 ? "" : "|") + (rows.is_null(i) ? "NULL" : rows.string(i));
  }
  return text;
}

TEST(Views, ShowIsoDatesTextIdsAndInstants) {
  SampleLedger ledger;
  Database book = ledger.open();
  EXPECT_EQ(first_row(book,
                      "SELECT entry_id, effective_date, account, portfolio_id, currency, "
                      "amount_minor, source_job, source_key, label, instrument_id, "
                      "quantity_e6, lot_id, origin_date, known_at, length(hash) "
                      "FROM v_journal WHERE entry_id = 2 AND line_no = 1"),
            "2|2026-04-08|1100|P1|AUD|635424|j|trade|T1|td|1100-SECURITIES-COST|BHP|150000000|T1|"
            "NULL|1970-01-01T00:00:05.000000Z|64");
  EXPECT_EQ(first_row(book,
                      "SELECT portfolio_id, instrument_id, acquired_date, quantity_e6, "
                      "cost_minor, currency, lot_id FROM v_lot"),
            "P1|BHP|2026-04-08|150000000|635424|AUD|T1");
  EXPECT_EQ(first_row(book,
                      "SELECT effective_date, lot_id, quantity_e6, cost_minor "
                      "FROM v_lot_event"),
            "2026-04-08|T1|150000000|635424");
  EXPECT_EQ(first_row(book, "SELECT business_date, status, n_prices, supersedes FROM v_pack"),
            "2026-04-08|fresh|1|NULL");
  EXPECT_EQ(first_row(book, "SELECT * FROM v_trial_balance WHERE account = 1000"),
            "2026-04-08|1000|AUD|635424|1000-CASH|1");
  EXPECT_EQ(first_row(book, "SELECT business_date, version, closed_by, closed_at FROM v_close"),
            "2026-04-08|1|fiona|1970-01-01T00:00:05.000000Z");
  EXPECT_EQ(first_row(book, "SELECT run_id, business_date, state, ended_at FROM v_run"),
            "cob-2020-06-30-1|2020-06-30|running|NULL");
}

TEST(Views, ShowOnlyDisposalsThatWereNotReversed) {
  SampleLedger ledger;
  Database book = ledger.open();
  const auto entry = [&](int id, const char* kind, const char* key, std::optional<int> reverses) {
    book.run(
        "INSERT INTO journal_entry VALUES (?, 21000, NULL, ?, ?, NULL, 0, ?, 1, 'j', 21000, 1, "
        "zeroblob(32))",
        id, kind, key, reverses);
  };
  WriteTransaction write(book);
  const char* realised =
      "INSERT INTO realised VALUES (?, 1, 1, 1, 'T1', 20551, 21000, 5, 'AUD', 1, 2, 1, 2, 1, 0)";
  entry(3, "normal", "trade|S1|td", std::nullopt);
  book.run(realised, 3);
  EXPECT_EQ(first_row(book, "SELECT count(*) FROM v_realised"), "1");
  entry(4, "reversal", "trade|S1|td|x0", 3);
  book.run(realised, 4);
  EXPECT_EQ(first_row(book, "SELECT count(*) FROM v_realised"), "0");
}

TEST(Views, ShowWhatABookWasTakenOnWith) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  book.execute(
      "INSERT INTO instrument VALUES (1, 'A', 'a', 'equity', 'USD', 'XNYS', NULL, NULL, NULL, 1, "
      "1, 1);"
      "INSERT INTO portfolio VALUES (1, 'P1', 'p', 'c', 'USD', 17000, 'SPX', NULL, NULL, NULL, "
      "'open', NULL, NULL, 1);"
      "INSERT INTO opening_position VALUES (1, 'L1', 18000, 1, 17000, 'USD', 5, 7, 8, 'o:2', 1);"
      "INSERT INTO opening_accrual VALUES (1, 'USD', 18000, 9, 0, 0, 0, 0, 1, 0, 1, NULL, NULL, "
      "'o:2', 1);"
      "INSERT INTO transfer VALUES ('X1', 1, 'new', 'X1', 1, 1, 'in', 18001, 5, 'USD', 17000, 7, "
      "7, NULL, 't:2', 1);"
      "INSERT INTO portfolio_terms VALUES (1, 18002, NULL, 'F2', NULL, NULL, 'H', NULL, NULL, "
      "NULL, 'closed', 1);"
      "INSERT INTO price_override VALUES (1, 18000, 1, 7, 18003, 'a', 'b', 'c', 1)");
  EXPECT_EQ(first_row(book,
                      "SELECT portfolio_id, opening_date, instrument_id, lot_id, acquired_date, "
                      "amount_minor, cost_base_minor FROM v_opening WHERE kind = 'lot'"),
            "P1|2019-04-14|A|L1|2016-07-18|7|8");
  EXPECT_EQ(first_row(book, "SELECT amount_minor FROM v_opening WHERE kind = 'management_fee'"),
            "-9");
  EXPECT_EQ(first_row(book, "SELECT transfer_id, direction, transfer_date FROM v_transfer"),
            "X1|in|2019-04-15");
  EXPECT_EQ(first_row(book,
                      "SELECT portfolio_id, from_date, benchmark_id, fee_schedule_id, household, "
                      "status FROM v_portfolio_terms"),
            "P1|2019-04-16|NULL|F2|H|closed");
  EXPECT_EQ(first_row(book,
                      "SELECT instrument_id, price_date, price_e6, expires_date, approved_by "
                      "FROM v_price_override"),
            "A|2019-04-14|7|2019-04-17|b");
}

TEST(Views, ShowStatementsReconciliationsAndHowEachBreakStands) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  write.raise_revision("fiona", "test", 5'000'000);
  book.execute(
      "INSERT INTO custodian_statement VALUES (1, 'BNY', 'A1', 20551, 'positions', 1, 'p.csv', 1, "
      "'abc', 1);"
      "INSERT INTO custodian_position VALUES (1, 'P1', 'BHP', 100);"
      "INSERT INTO custodian_statement VALUES (2, 'BNY', 'A1', 20551, 'cash', 1, 'c.csv', 1, "
      "'abd', 1);"
      "INSERT INTO custodian_cash VALUES (2, 'P1', 'AUD', 7);"
      "INSERT INTO recon_run VALUES (1, 'custodian', 20552, 1, 'a', 'b', 3, 0, 0, 1, 'blocked', "
      "'too much', 1);"
      "INSERT INTO recon_source VALUES (1, 'BNY', 20551, 'compared', 'abc');"
      "INSERT INTO recon_item VALUES (1, 1, 'open', 'qty', 'BNY', 'A1', 'P1', 'BHP', 150, 100, 50, "
      "'unexplained', '', 1);"
      "INSERT INTO break_record VALUES (1, 'qty', 'BNY', 'A1', 'P1', 'BHP', 20552, 1);"
      "INSERT INTO break_event VALUES (1, 1, 20552, 'first_seen', 'open', 'unexplained', 150, 100, "
      "2155, 'AUD', NULL, NULL, '', 'cron', '', 1);"
      "INSERT INTO break_event VALUES (1, 2, 20552, 'explained', 'explained', 'unexplained', 150, "
      "100, 2155, 'AUD', -50, 20560, 'ops', 'fiona', 'in flight', 1)");
  EXPECT_EQ(first_row(book, "SELECT * FROM v_break"),
            "1|qty|BNY|A1|P1|BHP|150|100|-50|unexplained|2026-04-09|explained|2155|AUD|ops|"
            "in flight|2026-04-17|2026-04-09|2|1|1970-01-01T00:00:05.000000Z");
  EXPECT_EQ(first_row(book, "SELECT n, change, difference, actor FROM v_break_event"),
            "1|first_seen|-50|cron");
  EXPECT_EQ(first_row(book,
                      "SELECT business_date, custodian, statement_date, status, matched "
                      "FROM v_recon"),
            "2026-04-09|BNY|2026-04-08|blocked|3");
  EXPECT_EQ(first_row(book, "SELECT subject, difference, pending FROM v_recon_item"), "BHP|-50|50");
  EXPECT_EQ(first_row(book, "SELECT * FROM v_custodian_position"),
            "2026-04-08|BNY|A1|P1|BHP|100|1|p.csv|1");
  EXPECT_EQ(first_row(book, "SELECT * FROM v_custodian_cash"),
            "2026-04-08|BNY|A1|P1|AUD|7|1|c.csv|1");
}

}  // namespace
}  // namespace wealthjobs::store
