// The management fee of one business date, portfolio by portfolio: which calendar days are due, on
// which base, and the entries they make.
//
//   Days   after the last accrued day; a portfolio's first run begins after its last valuation, or
//          on the business date where it has none
//   Base   days before the business date take the last gross asset value before it
//   Faults no gross asset value, a gap longer than allowed: the portfolio is held (RULINGS A9)
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/int128.h"
#include "base/result.h"
#include "finance/ledger/posting.h"
#include "jobs/fee_terms.h"
#include "store/fee_accruals.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

struct FeeFault {
  std::string reason;
  std::string text;
};

struct ManagementWork {
  std::vector<store::FeeAccrual> rows;
  std::vector<finance::Posting> postings;  // one a month
};

class ManagementAccruals {
 public:
  struct Period {
    base::Date day;      // the business date
    base::Date through;  // and the calendar day it reaches
    std::int64_t max_catchup_days = 10;
    bool ignore_gaps = false;  // --restate
  };
  // What is referred to must outlive it.
  ManagementAccruals(store::Database& book, const store::Master& master, const FeeTerms& terms,
                     Period period);

  // The valuation of the day; nullptr where the portfolio has none.
  [[nodiscard]] const store::PortfolioNav* value(finance::PortfolioNo no) const;
  [[nodiscard]] std::optional<base::Date> valued_before(finance::PortfolioNo no) const;
  base::Result<ManagementWork, FeeFault> work(finance::PortfolioNo no);

 private:
  struct Before {
    base::Date day;
    std::int64_t gav_minor = 0;
  };
  enum class Base { before, today };
  [[nodiscard]] std::vector<base::Date> due_days(
      const store::PortfolioRow& row, const std::optional<store::FeeAccrual>& last) const;
  [[nodiscard]] std::int64_t base_minor(finance::PortfolioNo no, Base which) const;
  base::int128 annual_num(finance::PortfolioNo no, const finance::FeeSchedule& schedule,
                          Base which);

  store::Database& book_;
  const store::Master& master_;
  const FeeTerms& terms_;
  Period period_;
  std::map<finance::PortfolioNo, store::PortfolioNav> today_;
  std::map<finance::PortfolioNo, Before> before_;
  using Split = std::map<finance::PortfolioNo, base::int128>;
  std::map<std::tuple<std::string, const finance::FeeSchedule*, Base>, Split> households_;
};

}  // namespace wealthjobs::jobs
