#include "jobs/interest_openings.h"

#include <numeric>

#include "base/rounding.h"
#include "store/database.h"
#include "store/openings.h"

namespace wealthjobs::jobs {
namespace {

constexpr std::int64_t finest = 1'000'000'000;
constexpr std::int64_t year_ppm = 365'000'000;

// Denominators that a day count makes stay exact; any other is small, or rounded to a billionth.
finance::ExactInterest carry_of(const finance::Carry& carry) {
  const std::int64_t divisor = std::gcd(carry.numerator, carry.denominator);
  const std::int64_t den = carry.denominator / divisor;
  if (den <= 1'000'000 || year_ppm % den == 0) return {carry.numerator / divisor, den};
  return {base::divide_rounded(static_cast<base::int128>(carry.numerator) * finest,
                               carry.denominator, base::Rounding::half_up),
          finest};
}

}  // namespace

InterestOpenings::InterestOpenings(store::Database& book, base::Date day)
    : dates_(store::load_opening_days(book)) {
  for (const store::OpeningAccrualRow& row : store::load_opening_accruals(book, day)) {
    const finance::OpeningAccrual& accrual = row.balance;
    if (accrual.interest_minor == 0 && accrual.interest_carry.numerator == 0) continue;
    openings_[{row.portfolio, accrual.currency}] = {
        accrual.interest_minor,
        finance::sum_of({accrual.interest_minor, 1}, carry_of(accrual.interest_carry))};
  }
}

const InterestOpening* InterestOpenings::find(finance::PortfolioNo portfolio,
                                              base::Currency currency) const {
  const auto found = openings_.find({portfolio, currency});
  return found == openings_.end() ? nullptr : &found->second;
}

std::optional<base::Date> InterestOpenings::date_of(finance::PortfolioNo portfolio) const {
  const auto found = dates_.find(portfolio);
  if (found == dates_.end()) return std::nullopt;
  return found->second;
}

}  // namespace wealthjobs::jobs
