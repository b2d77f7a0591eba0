// The interest schedules of the book as the rules take them: for a portfolio and a currency, which
// terms hold from which date on.
//
//   No schedule, a schedule without the currency, interest_source custodian: nothing is accrued
//   A schedule that the book does not have, or whose first date is later: no rate is in force
//   What a row leaves empty (tier_mode, day_count, withholding_rate) is the job's parameter
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "finance/fees/interest_accrual.h"
#include "jobs/job.h"
#include "store/interest_terms.h"
#include "store/master.h"

namespace wealthjobs::jobs {

class InterestBook {
 public:
  InterestBook(std::vector<store::KnownInterestTier> tiers, const Parameters& parameters);
  InterestBook(const InterestBook&) = delete;
  InterestBook& operator=(const InterestBook&) = delete;

  // By date; the pointers live as long as this book.
  [[nodiscard]] std::vector<finance::DatedInterestTerms> terms_of(
      const store::PortfolioRow& portfolio, base::Currency currency) const;
  // Those that the schedule names; the base currency where the book does not have the schedule.
  [[nodiscard]] std::vector<base::Currency> currencies_of(
      const store::PortfolioRow& portfolio) const;
  // True where the portfolio's interest is this book's to accrue, in some currency and at some
  // time.
  [[nodiscard]] bool accrues(const store::PortfolioRow& portfolio) const;
  // The earliest date whose terms became known after `since_revision`.
  [[nodiscard]] std::optional<base::Date> changed_from(const store::PortfolioRow& portfolio,
                                                       base::Currency currency,
                                                       std::int64_t since_revision) const;

 private:
  struct Dated {
    base::Date from_date;
    std::optional<finance::InterestTerms> terms;  // nullopt: the custodian's
    std::int64_t known_rev = 0;
  };
  using Schedule = std::map<base::Currency, std::deque<Dated>>;

  void add(const store::KnownInterestTier& tier, const Parameters& parameters);
  [[nodiscard]] const Schedule* schedule_of(const store::PortfolioRow& portfolio) const;

  std::map<std::string, Schedule> schedules_;
};

}  // namespace wealthjobs::jobs
