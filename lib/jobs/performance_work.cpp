#include "jobs/performance_work.h"

#include "finance/fees/fee_charge.h"

namespace wealthjobs::jobs {

using base::Date;

finance::FeeAmounts PerformanceBefore::liability() const {
  if (!last) return {};
  const bool is_crystallised =
      mark && mark->run_day >= last->day && mark->reason == "crystallisation";
  return is_crystallised ? finance::FeeAmounts{} : last->fee - last->locked;
}

PerformanceBefore load_performance_before(store::Database& book, finance::PortfolioNo no, Date day,
                                          std::optional<Date> valued_before) {
  PerformanceBefore before;
  before.last = store::load_performance_accrual_before(book, no, day);
  before.mark = store::load_mark_before(book, no, day);
  if (valued_before) before.nav = store::load_nav(book, *valued_before, no);
  return before;
}

PerformanceWork performance_work(const store::PortfolioRow& portfolio,
                                 const finance::FeeSchedule& terms, const PerformanceBefore& before,
                                 const PerformanceToday& today) {
  PerformanceWork work;
  store::PerformanceAccrual& row = work.row;
  finance::PerformanceDayInput input;
  input.currency = portfolio.base_currency;
  input.inflow_minor = today.inflow_minor;
  input.outflow_minor = today.outflow_minor;
  input.nav_minor = today.nav_minor;
  input.mark = finance::issue_price(portfolio.base_currency);
  row.hurdle_from = today.day;
  const std::int64_t nav_before = before.nav ? before.nav->nav_minor : 0;
  if (before.last) {
    input.before = {nav_before, before.last->units_e6};
    input.mark = before.last->mark;
    row.hurdle_from = before.last->hurdle_from;
  } else if (nav_before > 0) {  // an existing portfolio is cut into units at its last close
    row.opening_units_e6 = finance::units_for_e6(nav_before, input.mark);
    input.before = {nav_before, row.opening_units_e6};
    row.hurdle_from = before.nav->day;
  } else if (portfolio.inception_date < today.day && today.nav_minor > 0) {
    // older than the book: nothing before its first valuation has a price (RULINGS A1, C1)
    input.inflow_minor = 0;
    input.outflow_minor = 0;
    row.opening_units_e6 = finance::units_for_e6(today.nav_minor, input.mark);
    input.before = {today.nav_minor, row.opening_units_e6};
  }
  if (before.mark) {
    input.mark = before.mark->mark;
    row.hurdle_from = before.mark->hurdle_from;
  }
  input.days = today.through - row.hurdle_from;
  const finance::PerformanceDay day = finance::performance_day(input, terms);
  row.portfolio = portfolio.no;
  row.day = today.day;
  row.through = today.through;
  row.fee_schedule_id = terms.id;
  row.mark = input.mark;
  row.inflow_minor = input.inflow_minor;
  row.outflow_minor = input.outflow_minor;
  row.units_before_e6 = input.before.units_e6;
  row.units_e6 = day.units_e6;
  row.gross_minor = day.gross.nav_minor;
  row.nav_minor = day.nav_minor;
  row.fee = day.fee;
  row.locked = day.locked;
  work.units_bought_e6 = day.units_bought_e6;
  work.units_sold_e6 = day.units_sold_e6;
  work.posting = finance::accrual_posting(
      "fee_perf|" + portfolio.id + "|" + today.day.iso(),
      {portfolio.no, portfolio.base_currency, today.day, finance::FeeKind::performance},
      day.fee - before.liability());
  return work;
}

}  // namespace wealthjobs::jobs
