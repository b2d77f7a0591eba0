// Interest that was taken on from another system (opening_accruals.csv): what stands on 1220 and
// the exact part of a minor unit that was not posted yet. Accrual goes on from there on the next
// day.
//
//   Exact    carries over 365,000,000 or over denominators up to a million; finer ones are rounded
//            to a billionth of a minor unit, half up
//   Example  interest 12.34, interest_carry 56/100: posted 1,234, numerator 123,456 over 100
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/currency.h"
#include "base/date.h"
#include "finance/fees/interest_schedule.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct InterestOpening {
  std::int64_t posted_minor = 0;
  finance::ExactInterest cum;
};

class InterestOpenings {
 public:
  // Those dated on or before `day`.
  InterestOpenings(store::Database& book, base::Date day);

  // nullptr: nothing was taken on.
  [[nodiscard]] const InterestOpening* find(finance::PortfolioNo portfolio,
                                            base::Currency currency) const;
  // The date of the portfolio's opening: it accrues from the day after.
  [[nodiscard]] std::optional<base::Date> date_of(finance::PortfolioNo portfolio) const;

 private:
  std::map<std::pair<finance::PortfolioNo, base::Currency>, InterestOpening> openings_;
  std::map<finance::PortfolioNo, base::Date> dates_;
};

}  // namespace wealthjobs::jobs
