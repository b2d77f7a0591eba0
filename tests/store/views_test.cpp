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
    {"v_fee_schedule", ""},
    {"v_fee_accrual", ""},
    {"v_performance_accrual", ""},
    {"v_unit_movement", ""},
    {"v_high_water_mark", ""},
    {"v_peak", ""},
    {"v_fee_charge", ""},
    {"v_fee_instruction", ""},
    {"v_fee_approval", ""},
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

}  // namespace
}  // namespace wealthjobs::store
