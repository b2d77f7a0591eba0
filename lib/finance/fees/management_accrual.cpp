#include "finance/fees/management_accrual.h"

#include <algorithm>

#include "base/check.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

// What the month has posted up to a day.
class MonthSoFar {
 public:
  explicit MonthSoFar(std::span<const AccruedDay> before) : days_(before.begin(), before.end()) {}

  void start_if_new(base::Date day) {
    if (!days_.empty() && days_.back().day.last_of_month() != day.last_of_month()) days_.clear();
  }
  [[nodiscard]] int days() const { return static_cast<int>(days_.size()); }
  [[nodiscard]] FeeAmounts posted_since(base::Date first) const {
    FeeAmounts sum;
    for (const AccruedDay& at : days_) {
      if (at.day >= first) sum = sum + at.posted();
    }
    return sum;
  }
  void add(const AccruedDay& day) { days_.push_back(day); }

 private:
  std::vector<AccruedDay> days_;
};

}  // namespace

FeeAmounts AccruedDay::posted() const { return amounts + FeeAmounts{minimum_minor, 0, 0}; }

std::vector<AccruedDay> accrue_management(std::span<const AccrualDay> days,
                                          std::span<const AccruedDay> before, ExactFee sum,
                                          std::optional<base::Date> last_open_day) {
  std::vector<AccruedDay> accrued;
  MonthSoFar month(before);
  for (const AccrualDay& at : days) {
    WEALTHJOBS_CHECK(at.schedule != nullptr);
    month.start_if_new(at.day);
    AccruedDay day;
    day.day = at.day;
    const ExactFee adds = fee_of_day(at.annual_num, at.schedule->day_count, at.day);
    const std::int64_t before_minor = sum.rounded_minor();
    sum = sum_of(sum, adds);
    day.num = adds.num;
    day.sum = sum;
    day.amounts.fee_minor = base::subtract_checked(sum.rounded_minor(), before_minor);
    if (at.day == at.day.last_of_month() || at.day == last_open_day) {
      const std::int64_t least =
          minimum_of_month(at.schedule->min_fee_minor, month.days() + 1, at.day);
      const std::int64_t fee = base::add_checked(
          month.posted_since(at.day.first_of_month()).fee_minor, day.amounts.fee_minor);
      day.minimum_minor = std::max<std::int64_t>(0, base::subtract_checked(least, fee));
    }
    const FeeAmounts posted = month.posted_since(at.schedule->from_date);
    const FeeAmounts wanted =
        fee_with_tax(base::add_checked(posted.fee_minor, day.posted().fee_minor), at.schedule->tax);
    day.amounts.gst_minor = wanted.gst_minor - posted.gst_minor;
    day.amounts.recoverable_minor = wanted.recoverable_minor - posted.recoverable_minor;
    month.add(day);
    accrued.push_back(day);
  }
  return accrued;
}

}  // namespace wealthjobs::finance
