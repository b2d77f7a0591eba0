// Marks and peaks of one business date: what crystallises, what the mark becomes, what is paid, and
// the peak beside it (domain job 5).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "finance/fees/high_water_mark.h"
#include "jobs/fee_charging.h"
#include "jobs/fee_terms.h"
#include "jobs/posted_effects.h"
#include "store/high_water_marks.h"

namespace wealthjobs::jobs {

struct PortfolioMarks {
  finance::PortfolioNo portfolio{};
  std::vector<store::HighWaterMark> marks;  // new versions
  std::optional<store::Peak> peak;
  Effects effects;
  std::vector<store::FeeCharge> charges;  // of crystallised fees
};

class MarkWork {
 public:
  struct Inputs {
    base::Date day;
    finance::FiscalYearEnd fiscal_year_end;
    finance::ChargePolicy policy = finance::ChargePolicy::partial;
    std::int64_t max_jump_bps = 2'000;
    bool peak_daily = true;
    std::string actor;
  };
  // What is referred to must outlive it.
  MarkWork(store::Database& book, const store::Master& master, const FeeTerms& terms,
           Inputs inputs);

  void update(finance::PortfolioNo no);

  std::vector<PortfolioMarks> portfolios;
  std::vector<store::Finding> findings;
  std::int64_t crystallised = 0;
  std::optional<std::string> undone;

 private:
  struct Crystallisation {
    base::Date day;  // of the period's end; the business date for a redemption
    bool is_period_end = false;
    finance::FeeAmounts fee;    // of the units that stay
    finance::FeeAmounts total;  // with what redemptions locked
  };
  [[nodiscard]] std::optional<Crystallisation> crystallisation(
      const store::PerformanceAccrual& row) const;
  void add_marks(const store::PerformanceAccrual& row, const std::optional<Crystallisation>& at,
                 PortfolioMarks& marks);
  void add_charge(const store::PortfolioRow& portfolio, const std::optional<Crystallisation>& at,
                  PortfolioMarks& marks);
  void add_peak(const store::PortfolioRow& portfolio, const store::PerformanceAccrual& row,
                PortfolioMarks& marks);
  void find(finance::PortfolioNo no, const char* kind, const std::string& text);

  store::Database& book_;
  const store::Master& master_;
  const FeeTerms& terms_;
  Inputs inputs_;
  PostedEffects posted_;
  std::map<finance::PortfolioNo, std::int64_t> cash_minor_;
};

void write_marks(JobWrite& write, const store::Master& master, const MarkWork& work,
                 const store::JournalOptions& options);

}  // namespace wealthjobs::jobs
