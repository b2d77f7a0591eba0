// Accruals of management fees, one row a portfolio and calendar day, and the small changes that a
// fee posting makes to the values of its day.
//
//   save_fee_accruals(write, portfolio, run_day, rows);   // replaces what that run had accrued
//   change_day_value(write, {.day = d, .portfolio = p, .currency = c, .fees_minor = -55});
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/int128.h"
#include "finance/fees/management_fee.h"
#include "finance/ledger/numbers.h"
#include "store/valuations.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct FeeAccrual {
  finance::PortfolioNo portfolio{};
  base::Date day;      // calendar day
  base::Date run_day;  // business date whose run accrued it
  std::string fee_schedule_id;
  std::int64_t base_minor = 0;
  base::int128 annual_num = 0;
  base::int128 num = 0;
  finance::ExactFee sum;  // cumulated over all days of the portfolio
  std::int64_t fee_minor = 0;
  std::int64_t minimum_minor = 0;
  std::int64_t gst_minor = 0;
  std::int64_t recoverable_minor = 0;
  bool operator==(const FeeAccrual&) const = default;
};

// Replaces the rows of the portfolio that `run_day` had accrued.
void save_fee_accruals(WriteTransaction& write, finance::PortfolioNo portfolio, base::Date run_day,
                       std::span<const FeeAccrual> rows);

// The last row that an earlier run accrued.
std::optional<FeeAccrual> load_last_fee_accrual(Database& book, finance::PortfolioNo portfolio,
                                                base::Date before_run_day);
// Of the calendar days first .. last, by day.
std::vector<FeeAccrual> load_fee_accruals(Database& book, finance::PortfolioNo portfolio,
                                          base::Date first, base::Date last);

// What postings after the valuation change of a day's nav row and cash line; 0 leaves a part.
struct DayValueChange {
  base::Date day;
  finance::PortfolioNo portfolio{};
  base::Currency currency;         // the portfolio's base currency
  std::int64_t settled_minor = 0;  // 1000
  std::int64_t receivable_minor = 0;
  std::int64_t fees_minor = 0;  // 2100 + 2110 + 2120: an accrual is negative
};
// Nothing happens where the day has no nav row of the portfolio.
void change_day_value(WriteTransaction& write, const DayValueChange& change);

// Writes a portfolio's nav row of a day again, with the cash lines as they stand then; gav and
// securities stay.
void replace_day_value(WriteTransaction& write, const PortfolioNav& nav,
                       std::span<const CashValueRow> cash);

// Balances that runs of `business_date` posted in the jobs named, by (portfolio, account,
// currency): what a second valuation of the day must not see.
struct DayMovement {
  finance::PortfolioNo portfolio{};
  std::int32_t account = 0;
  base::Currency currency;
  std::int64_t amount_minor = 0;
};
std::vector<DayMovement> load_day_movements(Database& book, base::Date business_date,
                                            std::span<const std::string_view> jobs);

}  // namespace wealthjobs::store
