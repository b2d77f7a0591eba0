#include "jobs/management_work.h"

#include <algorithm>

#include "finance/fees/fee_charge.h"
#include "finance/fees/management_accrual.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::AccruedDay;
using finance::PortfolioNo;

constexpr Date first_date_of_all{-1'000'000};

std::vector<AccruedDay> month_before(store::Database& book, PortfolioNo no, Date first) {
  std::vector<AccruedDay> days;
  for (const store::FeeAccrual& row :
       store::load_fee_accruals(book, no, first.first_of_month(), first - 1)) {
    days.push_back({row.day,
                    row.num,
                    row.sum,
                    {row.fee_minor, row.gst_minor, row.recoverable_minor},
                    row.minimum_minor});
  }
  return days;
}

store::FeeAccrual row_of(const AccruedDay& at, const finance::AccrualDay& due,
                         std::int64_t base_minor) {
  store::FeeAccrual row;
  row.day = at.day;
  row.fee_schedule_id = due.schedule->id;
  row.base_minor = base_minor;
  row.annual_num = due.annual_num;
  row.num = at.num;
  row.sum = at.sum;
  row.fee_minor = at.amounts.fee_minor;
  row.minimum_minor = at.minimum_minor;
  row.gst_minor = at.amounts.gst_minor;
  row.recoverable_minor = at.amounts.recoverable_minor;
  return row;
}

// One posting for each month of the days; that of the last month bears the business date.
std::vector<finance::Posting> postings_of(const store::PortfolioRow& portfolio, Date business_date,
                                          const std::vector<AccruedDay>& days) {
  std::vector<finance::Posting> postings;
  for (auto first = days.begin(); first != days.end();) {
    const auto last = std::find_if(first, days.end(), [&](const AccruedDay& at) {
      return at.day.last_of_month() != first->day.last_of_month();
    });
    finance::FeeAmounts sum;
    for (auto at = first; at != last; ++at) sum = sum + at->posted();
    const Date date = last == days.end() ? business_date : std::prev(last)->day;
    postings.push_back(finance::accrual_posting(
        "fee_mgmt|" + portfolio.id + "|" + date.iso(),
        {portfolio.no, portfolio.base_currency, date, finance::FeeKind::management}, sum));
    first = last;
  }
  return postings;
}

}  // namespace

ManagementAccruals::ManagementAccruals(store::Database& book, const store::Master& master,
                                       const FeeTerms& terms, Period period)
    : book_(book), master_(master), terms_(terms), period_(period) {
  for (const store::PortfolioNav& nav : store::load_navs(book, period.day)) {
    today_.emplace(nav.portfolio, nav);
  }
  if (const auto day = store::load_valued_day_before(book, period.day)) {
    for (const store::PortfolioNav& nav : store::load_navs(book, *day)) {
      before_[nav.portfolio] = {nav.day, nav.gav_minor};
    }
  }
  for (const store::PortfolioRow& row : master.portfolios()) {
    if (!row.fee_schedule_id || before_.contains(row.no)) continue;
    const auto history = store::load_nav_history(book, row.no, {first_date_of_all, period.day - 1});
    if (!history.empty()) before_[row.no] = {history.back().day, history.back().gav_minor};
  }
}

const store::PortfolioNav* ManagementAccruals::value(PortfolioNo no) const {
  const auto at = today_.find(no);
  return at == today_.end() ? nullptr : &at->second;
}

std::optional<Date> ManagementAccruals::valued_before(PortfolioNo no) const {
  const auto at = before_.find(no);
  if (at == before_.end()) return std::nullopt;
  return at->second.day;
}

std::int64_t ManagementAccruals::base_minor(PortfolioNo no, Base which) const {
  const auto before = before_.find(no);
  const std::int64_t known = before == before_.end() ? 0 : before->second.gav_minor;
  if (which == Base::before) return known;
  const store::PortfolioNav* today = value(no);
  return today == nullptr ? known : today->gav_minor;
}

base::int128 ManagementAccruals::annual_num(PortfolioNo no, const finance::FeeSchedule& schedule,
                                            Base which) {
  if (schedule.scope == finance::FeeScope::portfolio) {
    return finance::annual_fee_num(schedule, base_minor(no, which));
  }
  const auto [at, is_new] =
      households_.try_emplace({terms_.household(no), &schedule, which}, Split{});
  if (is_new) {
    std::vector<PortfolioNo> members;
    std::vector<std::int64_t> bases;
    std::int64_t sum = 0;
    for (const PortfolioNo member : master_.portfolios_by_id()) {
      const store::PortfolioRow& row = master_.portfolio(member);
      if (row.client_id != master_.portfolio(no).client_id || row.fee_schedule_id != schedule.id ||
          row.base_currency != schedule.currency) {
        continue;
      }
      members.push_back(member);
      bases.push_back(base_minor(member, which));
      sum += std::max<std::int64_t>(bases.back(), 0);
    }
    const auto parts = finance::split_by_base(finance::annual_fee_num(schedule, sum), bases);
    for (std::size_t i = 0; i < members.size(); ++i) at->second[members[i]] = parts[i];
  }
  return at->second[no];
}

std::vector<Date> ManagementAccruals::due_days(const store::PortfolioRow& row,
                                               const std::optional<store::FeeAccrual>& last) const {
  Date first = period_.day;
  if (last) {
    first = last->day + 1;
  } else if (const auto valued = valued_before(row.no)) {
    first = *valued + 1;
  }
  first = std::max(first, row.open_date.value_or(row.inception_date));
  const Date end = std::min(period_.through, row.close_date.value_or(period_.through));
  std::vector<Date> days;
  for (Date day = first; day <= end; day = day + 1) {
    if (terms_.management(row.no, day) != nullptr) days.push_back(day);
  }
  return days;
}

base::Result<ManagementWork, FeeFault> ManagementAccruals::work(PortfolioNo no) {
  const store::PortfolioRow& portfolio = master_.portfolio(no);
  ManagementWork work;
  const auto last = store::load_last_fee_accrual(book_, no, period_.day);
  const std::vector<Date> due = due_days(portfolio, last);
  if (due.empty()) return work;
  if (value(no) == nullptr) {
    return base::refuse(
        FeeFault{"no_gav", portfolio.id + " was not valued on " + period_.day.iso()});
  }
  const std::int64_t gap = period_.day - (last ? last->day : due.front() - 1);
  if (last && gap > period_.max_catchup_days && !period_.ignore_gaps) {
    return base::refuse(FeeFault{"fee_gap", portfolio.id + ": fees were accrued through " +
                                                last->day.iso() + ", " + std::to_string(gap) +
                                                " days ago; --restate accrues them"});
  }
  std::vector<finance::AccrualDay> days;
  std::vector<std::int64_t> bases;
  for (const Date day : due) {
    const finance::FeeSchedule* schedule = terms_.management(no, day);
    const Base which = day < period_.day ? Base::before : Base::today;
    days.push_back({day, schedule, annual_num(no, *schedule, which)});
    bases.push_back(base_minor(no, which));
  }
  const auto accrued =
      finance::accrue_management(days, month_before(book_, no, due.front()),
                                 last ? last->sum : finance::ExactFee{}, portfolio.close_date);
  for (std::size_t i = 0; i < accrued.size(); ++i) {
    store::FeeAccrual row = row_of(accrued[i], days[i], bases[i]);
    row.portfolio = no;
    row.run_day = period_.day;
    work.rows.push_back(std::move(row));
  }
  work.postings = postings_of(portfolio, period_.day, accrued);
  return work;
}

}  // namespace wealthjobs::jobs
