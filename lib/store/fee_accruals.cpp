#include "store/fee_accruals.h"

#include <algorithm>

#include "base/check.h"
#include "base/rounding.h"
#include "store/closes.h"
#include "store/currency_column.h"
#include "store/exact_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::PortfolioNo;

constexpr std::string_view accrual_columns =
    "SELECT portfolio_no, day, run_day, fee_schedule_id, base_minor, annual_num, num, cum_num, "
    "den, fee_minor, minimum_minor, gst_minor, recoverable_minor FROM fee_accrual ";

FeeAccrual accrual_at(const Row& row) {
  FeeAccrual accrual;
  accrual.portfolio = row.number<PortfolioNo>(0);
  accrual.day = row.date(1);
  accrual.run_day = row.date(2);
  accrual.fee_schedule_id = row.string(3);
  accrual.base_minor = row.integer(4);
  accrual.annual_num = exact_from(row.text(5));
  accrual.num = exact_from(row.text(6));
  accrual.sum = {exact_from(row.text(7)), exact_from(row.text(8))};
  accrual.fee_minor = row.integer(9);
  accrual.minimum_minor = row.integer(10);
  accrual.gst_minor = row.integer(11);
  accrual.recoverable_minor = row.integer(12);
  return accrual;
}

}  // namespace

void save_fee_accruals(WriteTransaction& write, PortfolioNo portfolio, Date run_day,
                       std::span<const FeeAccrual> rows) {
  Database& book = write.database();
  // a run reaches back over days without business and forward to the end of the month
  constexpr std::int32_t reach = 400;
  book.run("DELETE FROM fee_accrual WHERE portfolio_no = ? AND day > ? AND run_day = ?", portfolio,
           run_day - reach, run_day);
  Statement& insert =
      book.cached("INSERT INTO fee_accrual VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const std::int64_t revision = write.revision();
  for (const FeeAccrual& at : rows) {
    WEALTHJOBS_CHECK(at.portfolio == portfolio && at.run_day == run_day);
    insert.run(at.portfolio, at.day, at.run_day, at.fee_schedule_id, at.base_minor,
               base::format_int128(at.annual_num), base::format_int128(at.num),
               base::format_int128(at.sum.num), base::format_int128(at.sum.den), at.fee_minor,
               at.minimum_minor, at.gst_minor, at.recoverable_minor, revision);
  }
}

std::optional<FeeAccrual> load_last_fee_accrual(Database& book, PortfolioNo portfolio,
                                                Date before_run_day) {
  Cursor rows = book.query(std::string(accrual_columns) +
                               "WHERE portfolio_no = ? AND run_day < ? ORDER BY day DESC LIMIT 1",
                           portfolio, before_run_day);
  if (!rows.next()) return std::nullopt;
  return accrual_at(rows);
}

std::vector<FeeAccrual> load_fee_accruals(Database& book, PortfolioNo portfolio, Date first,
                                          Date last) {
  std::vector<FeeAccrual> accruals;
  Cursor rows = book.query(std::string(accrual_columns) +
                               "WHERE portfolio_no = ? AND day >= ? AND day <= ? ORDER BY day",
                           portfolio, first, last);
  while (rows.next()) accruals.push_back(accrual_at(rows));
  return accruals;
}

void change_day_value(WriteTransaction& write, const DayValueChange& change) {
  Database& book = write.database();
  const std::int64_t accrued = base::add_checked(change.receivable_minor, change.fees_minor);
  const std::int64_t total = base::add_checked(change.settled_minor, accrued);
  const std::int64_t changed = book.run(
      "UPDATE portfolio_nav SET cash_minor = cash_minor + ?, accrued_minor = accrued_minor + ?, "
      "nav_minor = nav_minor + ? WHERE day = ? AND portfolio_no = ?",
      change.settled_minor, accrued, total, change.day, change.portfolio);
  if (changed == 0) return;
  book.run(
      "INSERT INTO cash_value VALUES (?, ?, ?, ?, 0, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "settled_minor = settled_minor + excluded.settled_minor, receivable_minor = "
      "receivable_minor + excluded.receivable_minor, fees_minor = fees_minor + "
      "excluded.fees_minor, value_minor = value_minor + excluded.value_minor",
      change.day, change.portfolio, change.currency, change.settled_minor, change.receivable_minor,
      change.fees_minor, total);
}

void replace_day_value(WriteTransaction& write, const PortfolioNav& nav,
                       std::span<const CashValueRow> cash) {
  Database& book = write.database();
  book.run(
      "UPDATE portfolio_nav SET nav_minor = ?, cash_minor = ?, accrued_minor = ? "
      "WHERE day = ? AND portfolio_no = ?",
      nav.nav_minor, nav.cash_minor, nav.accrued_minor, nav.day, nav.portfolio);
  book.run("DELETE FROM cash_value WHERE day = ? AND portfolio_no = ?", nav.day, nav.portfolio);
  Statement& insert = book.cached("INSERT INTO cash_value VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (const CashValueRow& row : cash) {
    insert.run(row.day, row.portfolio, row.currency, row.settled_minor, row.pending_minor,
               row.receivable_minor, row.fees_minor, row.value_minor);
  }
}

std::vector<DayMovement> load_day_movements(Database& book, Date business_date,
                                            std::span<const std::string_view> jobs) {
  // entries of a day follow the close before it
  const auto close = load_last_close_before(book, business_date);
  std::vector<DayMovement> movements;
  CurrencyColumn currencies;
  for (const std::string_view job : jobs) {
    Cursor rows = book.query(
        "SELECT l.portfolio_no, l.account, l.currency, sum(l.amount_minor) FROM journal_entry AS e "
        "JOIN journal_line AS l ON l.entry_id = e.entry_id WHERE e.entry_id > ? AND "
        "e.business_date = ? AND e.job = ? GROUP BY l.portfolio_no, l.account, l.currency",
        close ? close->last_entry_id : 0, business_date, job);
    while (rows.next()) {
      movements.push_back(
          {rows.number<PortfolioNo>(0), rows.small(1), currencies.of(rows, 2), rows.integer(3)});
    }
  }
  std::ranges::sort(movements, {}, [](const DayMovement& at) {
    return std::tuple(at.portfolio, at.account, at.currency.packed());
  });
  std::vector<DayMovement> sums;
  for (const DayMovement& at : movements) {
    if (!sums.empty() && sums.back().portfolio == at.portfolio &&
        sums.back().account == at.account && sums.back().currency == at.currency) {
      sums.back().amount_minor = base::add_checked(sums.back().amount_minor, at.amount_minor);
    } else {
      sums.push_back(at);
    }
  }
  return sums;
}

}  // namespace wealthjobs::store
