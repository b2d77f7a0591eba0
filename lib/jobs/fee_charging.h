// The charges of one run: every bill of the month, what earlier months and crystallised performance
// fees still owe, each against the cash that is left after the ones before it.
//
//   Held        no charge; the amount stays owed and is tried with the next charge (RULINGS A9)
//   Incomplete  accruals that do not reach the end of the month hold their portfolio
//   Keys        fee_charge|P1|2026-04, later payments of it fee_charge|P1|2026-04|2; of a
//               crystallisation perf|P1|2026-06-30|2
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "jobs/fee_bills.h"
#include "jobs/job.h"
#include "store/fee_accruals.h"
#include "store/findings.h"
#include "store/journal.h"

namespace wealthjobs::jobs {

struct PostedCharge {
  store::FeeCharge row;
  finance::Posting posting;  // without lines: nothing moved
};

class FeeCharging {
 public:
  struct Inputs {
    base::Date day;
    finance::ChargePolicy policy = finance::ChargePolicy::partial;
    std::string actor;
    std::set<finance::PortfolioNo> held;
    std::map<finance::PortfolioNo, std::int64_t> cash_minor;  // base currency, settled
  };
  FeeCharging(const store::Master& master, Inputs inputs);

  void charge(const FeeBill& bill);
  // A crystallised performance fee; its rows so far, which are not none.
  void charge_performance(const std::vector<store::FeeCharge>& rows);

  std::vector<PostedCharge> charges;
  std::vector<store::Hold> holds;
  std::vector<store::Finding> findings;
  std::map<base::Currency, std::int64_t> paid_minor;

 private:
  void add(store::FeeCharge row, const finance::ChargeInput& input, const std::string& cause,
           int n_before);
  void note(finance::PortfolioNo no, const char* kind, store::Severity severity,
            const std::string& text);

  const store::Master& master_;
  Inputs inputs_;
};

// Sum of the lines of a posting, as the values of its day change by it.
store::DayValueChange day_value_change(const finance::Posting& posting, base::Date day,
                                       base::Currency currency);

void write_charges(JobWrite& write, const store::Master& master, const FeeCharging& charging,
                   const store::JournalOptions& options);

}  // namespace wealthjobs::jobs
