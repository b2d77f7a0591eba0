#include "jobs/mark_work.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/rounding.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::Account;
using finance::FeeKind;
using finance::PortfolioNo;

constexpr std::string_view job_name = "update_high_water_marks";

bool says_the_same(const store::HighWaterMark& a, const store::HighWaterMark& b) {
  return a.reason == b.reason && a.mark == b.mark && a.hurdle_from == b.hurdle_from &&
         a.fee == b.fee;
}

// The row that takes back what the rows of a period have done.
store::FeeCharge taken_back(const std::vector<store::FeeCharge>& rows) {
  store::FeeCharge back = rows.back();
  back.is_reversal = true;
  back.paid_minor = 0;
  for (const store::FeeCharge& at : rows) back.paid_minor -= at.paid_minor;
  back.outstanding_minor = 0;
  back.short_minor = 0;
  return back;
}

}  // namespace

MarkWork::MarkWork(store::Database& book, const store::Master& master, const FeeTerms& terms,
                   Inputs inputs)
    : book_(book),
      master_(master),
      terms_(terms),
      inputs_(std::move(inputs)),
      posted_(book, job_name, inputs_.day) {
  for (const store::BalanceRow& row : store::load_current_balances(book)) {
    if (row.account != Account::cash || row.portfolio == finance::the_firm) continue;
    if (row.currency == master.portfolio(row.portfolio).base_currency) {
      cash_minor_[row.portfolio] = row.amount_minor;
    }
  }
}

void MarkWork::find(PortfolioNo no, const char* kind, const std::string& text) {
  findings.push_back({inputs_.day, std::string(job_name), kind, store::Severity::warn, no,
                      finance::no_instrument, text});
}

std::optional<MarkWork::Crystallisation> MarkWork::crystallisation(
    const store::PerformanceAccrual& row) const {
  const finance::FeeSchedule* terms = terms_.performance(row.portfolio, row.day);
  if (terms == nullptr) return std::nullopt;
  Crystallisation at;
  at.day = inputs_.day;
  at.total = row.locked;
  const auto before = store::load_performance_accrual_before(book_, row.portfolio, row.day);
  const Date first = before ? before->through + 1 : row.day;
  const Date end = finance::period_end(first, terms->crystallisation, inputs_.fiscal_year_end);
  if (end <= row.through) {
    at.day = end;
    at.is_period_end = true;
    at.fee = row.fee - row.locked;
    at.total = row.fee;
  }
  if (!at.is_period_end && at.total == finance::FeeAmounts{}) return std::nullopt;
  return at;
}

void MarkWork::add_marks(const store::PerformanceAccrual& row,
                         const std::optional<Crystallisation>& at, PortfolioMarks& marks) {
  const auto add = [&](store::HighWaterMark mark) {
    const auto known = store::load_mark_on(book_, row.portfolio, mark.day);
    if (known && says_the_same(*known, mark)) return;
    mark.portfolio = row.portfolio;
    mark.run_day = inputs_.day;
    mark.actor = inputs_.actor;
    marks.marks.push_back(std::move(mark));
  };
  if (!store::load_mark_before(book_, row.portfolio, inputs_.day)) {
    store::HighWaterMark inception;
    inception.day = row.hurdle_from;
    inception.reason = "inception";
    inception.mark = row.mark;
    inception.hurdle_from = row.hurdle_from;
    if (!at || !at->is_period_end || at->day != inception.day) add(std::move(inception));
  }
  if (!at || !at->is_period_end) return;
  const finance::FeeSchedule* terms = terms_.performance(row.portfolio, row.day);
  const bool has_fee = at->fee.fee_minor > 0;
  store::HighWaterMark mark;
  mark.day = at->day;
  mark.reason = has_fee ? "crystallisation" : "period_end";
  mark.mark = finance::mark_after(row.mark, {row.nav_minor, row.units_e6}, at->fee.fee_minor);
  mark.fee = at->fee;
  const bool restarts = has_fee || terms->hurdle.carry == finance::HurdleCarry::reset;
  mark.hurdle_from = restarts ? at->day : row.hurdle_from;
  add(std::move(mark));
}

void MarkWork::add_charge(const store::PortfolioRow& portfolio,
                          const std::optional<Crystallisation>& at, PortfolioMarks& marks) {
  std::vector<finance::Posting> wanted;
  store::FeeCharge row;
  const bool is_due = at && at->total != finance::FeeAmounts{};
  if (is_due) {
    finance::ChargeInput input;
    input.accrued = at->total;
    input.policy = inputs_.policy;
    input.cash_minor = base::subtract_checked(
        cash_minor_[portfolio.no], posted_.standing_minor(portfolio.no, "perf|", Account::cash));
    const finance::Charge charge = finance::charge_of(input);
    row.portfolio = portfolio.no;
    row.kind = FeeKind::performance;
    row.period = at->day;
    row.business_date = inputs_.day;
    row.currency = portfolio.base_currency;
    row.accrued_minor = at->total.total_minor();
    row.fee_minor = charge.due.fee_minor;
    row.gst_minor = charge.due.gst_minor;
    row.paid_minor = charge.paid.total_minor();
    row.outstanding_minor = charge.outstanding_minor;
    row.short_minor = charge.short_minor;
    row.policy = inputs_.policy;
    row.actor = inputs_.actor;
    const std::string cause = "perf|" + portfolio.id + "|" + at->day.iso();
    wanted.push_back(finance::charge_posting(
        cause, {portfolio.no, portfolio.base_currency, inputs_.day, FeeKind::performance}, charge));
    if (charge.posts()) row.source_key = cause;
    if (charge.short_minor > 0) {
      const bool is_task = inputs_.policy == finance::ChargePolicy::sell_down_task;
      find(portfolio.no, is_task ? "sell_down" : "cash_short",
           portfolio.id + ": performance fee still owed " +
               base::format_money(charge.outstanding_minor, portfolio.base_currency));
    }
    ++crystallised;
  }
  marks.effects = posted_.compare(portfolio.no, wanted, KeyStyle::plain);
  if (!marks.effects.reversals.empty()) undone = marks.effects.reversals.front().source_key;
  if (!is_due) return;
  const auto known = store::load_fee_charges(book_, portfolio.no, FeeKind::performance, row.period);
  if (!known.empty() && marks.effects.empty()) return;
  if (!known.empty()) marks.charges.push_back(taken_back(known));
  marks.charges.push_back(std::move(row));
}

void MarkWork::add_peak(const store::PortfolioRow& portfolio, const store::PerformanceAccrual& row,
                        PortfolioMarks& marks) {
  if (!inputs_.peak_daily) return;
  if (row.units_e6 <= 0) {
    find(portfolio.no, "no_units", portfolio.id + " has no units: no peak to observe");
    return;
  }
  const auto before = store::load_peak_before(book_, portfolio.no, inputs_.day);
  const std::int64_t navpu =
      finance::navpu_e9({row.nav_minor, row.units_e6}, portfolio.base_currency);
  const bool has_flow = row.inflow_minor != 0 || row.outflow_minor != 0;
  const finance::PeakObservation peak =
      finance::peak_after(before ? before->peak_e9 : 0, before ? before->navpu_e9 : 0, navpu,
                          has_flow, inputs_.max_jump_bps);
  if (peak.is_held) {
    find(portfolio.no, "navpu_jump",
         portfolio.id + ": a unit moved from " + base::format_decimal(before->navpu_e9, 9) +
             " to " + base::format_decimal(navpu, 9) + "; the peak stays");
  }
  marks.peak = {portfolio.no, inputs_.day, navpu, peak.peak_e9, peak.is_held};
}

void MarkWork::update(PortfolioNo no) {
  const auto row = store::load_performance_accrual(book_, no, inputs_.day);
  if (!row) return;
  const store::PortfolioRow& portfolio = master_.portfolio(no);
  PortfolioMarks marks;
  marks.portfolio = no;
  const auto at = crystallisation(*row);
  add_marks(*row, at, marks);
  add_charge(portfolio, at, marks);
  add_peak(portfolio, *row, marks);
  portfolios.push_back(std::move(marks));
}

void write_marks(JobWrite& write, const store::Master& master, const MarkWork& work,
                 const store::JournalOptions& options) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  store::JournalWriter journal(transaction, master, options);
  for (const PortfolioMarks& marks : work.portfolios) {
    const base::Currency currency = master.portfolio(marks.portfolio).base_currency;
    write_effects(journal, marks.effects);
    for (const finance::Reversal& at : marks.effects.reversals) {
      store::change_day_value(transaction,
                              day_value_change(at.posting, options.business_date, currency));
    }
    for (const finance::Replacement& at : marks.effects.postings) {
      store::change_day_value(transaction,
                              day_value_change(at.posting, options.business_date, currency));
    }
    for (const store::HighWaterMark& mark : marks.marks) {
      store::save_high_water_mark(transaction, mark);
    }
    for (const store::FeeCharge& charge : marks.charges) {
      store::save_fee_charge(transaction, charge);
    }
    if (marks.peak) store::save_peak(transaction, *marks.peak);
  }
  journal.flush();
  store::save_findings(transaction, options.business_date, job_name, work.findings);
}

}  // namespace wealthjobs::jobs
