// Units, performance fees as they accrue, high-water marks and peaks (domain job 5).
//
//   Accrual   one row a portfolio and business date; its units are those at the close
//   Mark      append-only: the highest version of the last day counts, and a day whose highest
//             version is `withdrawn` (a restated open day) does not count at all
//   Peak      information only
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "finance/fees/performance_fee.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct PerformanceAccrual {
  finance::PortfolioNo portfolio{};
  base::Date day;
  base::Date through;  // last calendar day that it covers
  std::string fee_schedule_id;
  base::Date hurdle_from;
  finance::UnitPrice mark;
  std::int64_t inflow_minor = 0;
  std::int64_t outflow_minor = 0;
  std::int64_t units_before_e6 = 0;
  std::int64_t opening_units_e6 = 0;  // issued because an existing portfolio was cut into units
  std::int64_t units_e6 = 0;
  std::int64_t gross_minor = 0;
  std::int64_t nav_minor = 0;
  finance::FeeAmounts fee;
  finance::FeeAmounts locked;
  bool operator==(const PerformanceAccrual&) const = default;
};

// Replaces the day's row and its unit movements.
void save_performance_accrual(WriteTransaction& write, const PerformanceAccrual& accrual,
                              std::int64_t units_bought_e6, std::int64_t units_sold_e6);
void clear_performance_accrual(WriteTransaction& write, finance::PortfolioNo portfolio,
                               base::Date day);
// The last row of a day before `day`; the row of the day itself.
std::optional<PerformanceAccrual> load_performance_accrual_before(Database& book,
                                                                  finance::PortfolioNo portfolio,
                                                                  base::Date day);
std::optional<PerformanceAccrual> load_performance_accrual(Database& book,
                                                           finance::PortfolioNo portfolio,
                                                           base::Date day);

struct HighWaterMark {
  finance::PortfolioNo portfolio{};
  base::Date day;
  int version = 0;     // given by the book
  std::string reason;  // inception, opening, crystallisation, period_end, reset, withdrawn
  finance::UnitPrice mark;
  base::Date hurdle_from;
  finance::FeeAmounts fee;
  base::Date run_day;
  std::string actor;
  std::string why;
  bool operator==(const HighWaterMark&) const = default;
};

void save_high_water_mark(WriteTransaction& write, const HighWaterMark& mark);
// The mark that counts: of the last day that a run before `run_day` (or with it) wrote.
std::optional<HighWaterMark> load_mark_before(Database& book, finance::PortfolioNo portfolio,
                                              base::Date run_day);
std::optional<HighWaterMark> load_mark_up_to(Database& book, finance::PortfolioNo portfolio,
                                             base::Date run_day);
// The highest version of one day, withdrawn or not.
std::optional<HighWaterMark> load_mark_on(Database& book, finance::PortfolioNo portfolio,
                                          base::Date day);

struct Peak {
  finance::PortfolioNo portfolio{};
  base::Date day;
  std::int64_t navpu_e9 = 0;
  std::int64_t peak_e9 = 0;
  bool is_held = false;
  bool operator==(const Peak&) const = default;
};
// Replaces the day's observation.
void save_peak(WriteTransaction& write, const Peak& peak);
std::optional<Peak> load_peak_before(Database& book, finance::PortfolioNo portfolio,
                                     base::Date day);

}  // namespace wealthjobs::store
