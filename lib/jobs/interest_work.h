// The interest of one portfolio for the days of a run: which days, on which balances, and what must
// stand in the journal for it.
//
//   Ordinary day   continues from the last accrued day; balances are today's less what counts from
//                  later days
//   Back-valued    an entry that became known since and counts from an accrued day, or terms that
//                  did: computed again from that day, the difference is posted as an adjustment
//   Hold           no rate in force (no_interest_rate), or more days missing than the run may catch
//                  up (interest_gap): nothing of the portfolio is accrued, what stands stays
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/ledger/correction.h"
#include "jobs/interest_inputs.h"
#include "jobs/interest_terms.h"
#include "jobs/interest_window.h"
#include "store/findings.h"
#include "store/interest_accruals.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct InterestWork {
  finance::PortfolioNo portfolio{};
  std::optional<base::Date> start;  // to be kept: the portfolio accrues for the first time
  std::vector<store::InterestAccrualRow> days;              // new versions only
  std::vector<finance::Posting> wanted;                     // what the journal must say of this run
  std::map<std::string, store::InterestCreditRow> credits;  // by cause key
  finance::Corrections corrections;                         // from what it says now
  std::int64_t days_accrued = 0;
  std::optional<store::Hold> hold;
  std::vector<store::Finding> findings;
};

class InterestAccounts {
 public:
  struct Rules {
    std::vector<finance::Account> accounts;  // the base; the first one gets the credits
    finance::CreditOn credit_on = finance::CreditOn::month_end;
    std::int64_t min_credit_minor = 1;
    std::int64_t max_catchup_days = 7;
  };
  // What is referred to must outlive it; call inside one read transaction.
  InterestAccounts(store::Database& book, const InterestBook& terms, const InterestPeriod& period,
                   Rules rules);

  InterestWork work(const store::PortfolioRow& portfolio);

 private:
  bool accrue(const store::PortfolioRow& portfolio, base::Currency currency, InterestWork& work);
  [[nodiscard]] finance::ExactInterest cum_before(const store::InterestKey& key,
                                                  const InterestWindow& window) const;
  void load_posted(finance::PortfolioNo portfolio);
  void keep(const store::PortfolioRow& portfolio, base::Currency currency,
            const finance::InterestOutcome& outcome, InterestWork& work) const;
  void keep_days(const store::InterestKey& key, const finance::InterestOutcome& outcome,
                 const InterestWindow& window, InterestWork& work);
  bool hold(const store::PortfolioRow& portfolio, const std::string& reason, std::string text,
            InterestWork& work) const;

  store::Database& book_;
  const InterestBook& terms_;
  InterestPeriod period_;
  Rules rules_;
  InterestWindows windows_;
  std::vector<finance::PostedEntry> posted_;  // by the run itself, of the portfolio at work
};

}  // namespace wealthjobs::jobs
