// Which fee schedule applies to which portfolio on which day, and who shares a household.
//
//   Schedule    portfolios.csv fee_schedule_id; its management and performance rows go by one id
//   Household   portfolios of one client under one schedule
//   Fault       an id that no schedule has, or one in another currency than the portfolio's: the
//               portfolio is held (RULINGS A9). No id at all: nothing is accrued (A5)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/fees/fee_schedule.h"
#include "store/master.h"

namespace wealthjobs::jobs {

class FeeTerms {
 public:
  // The master must outlive it.
  FeeTerms(store::Database& book, const store::Master& master);

  // nullptr: none in force on the day.
  [[nodiscard]] const finance::FeeSchedule* management(finance::PortfolioNo no,
                                                       base::Date day) const;
  [[nodiscard]] const finance::FeeSchedule* performance(finance::PortfolioNo no,
                                                        base::Date day) const;
  // Why the portfolio's schedule cannot be used on the day.
  [[nodiscard]] std::optional<std::string> fault(finance::PortfolioNo no, base::Date day) const;
  [[nodiscard]] std::string household(finance::PortfolioNo no) const;
  // Every schedule, digested.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] const finance::FeeSchedule* find(finance::PortfolioNo no, finance::FeeKind kind,
                                                 base::Date day) const;
  const store::Master& master_;
  std::vector<finance::FeeSchedule> schedules_;
};

}  // namespace wealthjobs::jobs
