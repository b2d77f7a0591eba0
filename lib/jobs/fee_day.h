// Fees of a business date over all portfolios: what accrue_fees computes and writes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "jobs/fee_navs.h"
#include "jobs/job.h"
#include "jobs/management_work.h"
#include "jobs/performance_work.h"
#include "jobs/valued_flows.h"
#include "store/findings.h"
#include "store/journal.h"

namespace wealthjobs::jobs {

struct PortfolioFees {
  finance::PortfolioNo portfolio{};
  std::vector<store::FeeAccrual> rows;
  std::optional<PerformanceWork> performance;
  Effects effects;
  store::PortfolioNav nav;  // after them
  std::vector<store::CashValueRow> cash;
};

class FeeDay {
 public:
  struct Inputs {
    base::Date day;
    base::Date through;
    bool is_rerun = false;
  };
  // What is referred to must outlive it.
  FeeDay(store::Database& book, const store::Master& master, const FeeTerms& terms,
         ManagementAccruals& management, const store::Pack& pack, Inputs inputs);

  void accrue(finance::PortfolioNo no);

  std::vector<PortfolioFees> portfolios;
  std::vector<store::Hold> holds;
  std::vector<store::Finding> findings;
  std::map<base::Currency, std::int64_t> expense_minor;  // posted by this run
  std::int64_t without_schedule = 0;
  std::int64_t entries = 0;
  std::optional<std::string> undone;  // a cause whose entry would be reversed

 private:
  void hold(finance::PortfolioNo no, const FeeFault& fault);
  std::optional<PerformanceWork> performance(const store::PortfolioRow& row,
                                             const store::PortfolioNav& value,
                                             const Effects& management);
  [[nodiscard]] std::int64_t flow_minor(const store::PortfolioRow& row, bool is_inflow) const;

  store::Database& book_;
  const store::Master& master_;
  const FeeTerms& terms_;
  ManagementAccruals& management_;
  Inputs inputs_;
  FeeNavs navs_;
  PostedEffects posted_;
  std::vector<GrossFlow> flows_;
};

void write_fee_day(JobWrite& write, const store::Master& master, const FeeDay& day,
                   const store::JournalOptions& options);

}  // namespace wealthjobs::jobs
