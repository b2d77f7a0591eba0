// The interest schedules of the book as the rules take them: for a portfolio and a currency, which
// terms hold from which date on.
//
//   Schedule of a day   portfolio_terms.csv over portfolios.csv (store/portfolio_terms.h)
//   No schedule, a schedule without the currency, interest_source custodian: nothing is accrued
//   A schedule that the book does not have, or whose first date is later: no rate is in force
//   What a row leaves empty (tier_mode, day_count, withholding_rate) is the job's parameter
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "finance/fees/interest_accrual.h"
#include "jobs/interest_openings.h"
#include "jobs/job.h"
#include "store/interest_terms.h"
#include "store/master.h"
#include "store/portfolio_terms.h"

namespace wealthjobs::jobs {

class InterestBook {
 public:
  // Book and master must outlive it; openings count up to `day`.
  InterestBook(store::Database& book, const store::Master& master, const Parameters& parameters,
               base::Date day);
  InterestBook(const InterestBook&) = delete;
  InterestBook& operator=(const InterestBook&) = delete;

  // By date; the pointers live as long as this book.
  [[nodiscard]] std::vector<finance::DatedInterestTerms> terms_of(finance::PortfolioNo portfolio,
                                                                  base::Currency currency) const;
  // Those that its schedules name; the base currency where the book does not have a schedule.
  [[nodiscard]] std::set<base::Currency> currencies_of(finance::PortfolioNo portfolio) const;
  // True where the portfolio's interest is this book's to accrue, in some currency and at some time.
  [[nodiscard]] bool accrues(finance::PortfolioNo portfolio) const;
  // The earliest date whose terms became known after `since_revision`.
  [[nodiscard]] std::optional<base::Date> changed_from(finance::PortfolioNo portfolio,
                                                       base::Currency currency,
                                                       std::int64_t since_revision) const;
  [[nodiscard]] std::string schedule_on(finance::PortfolioNo portfolio, base::Date day) const;
  [[nodiscard]] const InterestOpening* opening_of(finance::PortfolioNo portfolio,
                                                  base::Currency currency) const {
    return openings_.find(portfolio, currency);
  }
  // The first day that the account may accrue on, and its last one.
  [[nodiscard]] base::Date first_day(finance::PortfolioNo portfolio) const;
  [[nodiscard]] std::optional<base::Date> last_day(finance::PortfolioNo portfolio) const;

 private:
  struct Dated {
    base::Date from_date;
    std::optional<finance::InterestTerms> terms;  // nullopt: the custodian's
    std::int64_t known_rev = 0;
  };
  using Schedule = std::map<base::Currency, std::deque<Dated>>;

  // One schedule from a date on, until the next stretch begins.
  struct Stretch {
    base::Date from_date;
    std::optional<std::string> schedule_id;
  };

  void add(const store::KnownInterestTier& tier, const Parameters& parameters);
  [[nodiscard]] std::vector<Stretch> stretches_of(finance::PortfolioNo portfolio) const;
  [[nodiscard]] const Schedule* find(const std::optional<std::string>& schedule_id) const;
  void add_terms(const Stretch& stretch, base::Date until, base::Currency currency,
                 std::vector<finance::DatedInterestTerms>& terms) const;

  store::Database& book_;
  const store::Master& master_;
  store::PortfolioTermsBook agreed_;
  InterestOpenings openings_;
  std::map<std::string, Schedule> schedules_;
};

}  // namespace wealthjobs::jobs
