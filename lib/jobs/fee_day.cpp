#include "jobs/fee_day.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/rounding.h"
#include "store/high_water_marks.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using finance::Account;
using finance::PortfolioNo;

constexpr std::string_view job_name = "accrue_fees";
constexpr std::array<std::string_view, 3> hold_reasons{"no_gav", "fee_gap", "fee_schedule"};

// What the entries of the day have put into the nav accounts of one portfolio.
std::int64_t standing_liability(const PostedEffects& posted, PortfolioNo no) {
  std::int64_t sum = 0;
  for (const Account account :
       {Account::payable_fees_perf, Account::payable_gst, Account::receivable_tax_reclaim}) {
    sum = base::add_checked(sum, posted.standing_minor(no, "fee_perf|", account));
  }
  return sum;
}

}  // namespace

FeeDay::FeeDay(store::Database& book, const store::Master& master, const FeeTerms& terms,
               ManagementAccruals& management, const store::Pack& pack, Inputs inputs)
    : book_(book),
      master_(master),
      terms_(terms),
      management_(management),
      inputs_(inputs),
      navs_(book, pack),
      posted_(book, job_name, inputs.day),
      flows_(gross_flows_since_last_nav(book, master, inputs.day)) {}

void FeeDay::hold(PortfolioNo no, const FeeFault& fault) {
  holds.push_back({inputs_.day, no, fault.reason, fault.text, {}, {}, 0});
  findings.push_back({inputs_.day, std::string(job_name), fault.reason, store::Severity::critical,
                      no, finance::no_instrument, fault.text});
}

std::int64_t FeeDay::flow_minor(const store::PortfolioRow& row, bool is_inflow) const {
  std::int64_t sum = 0;
  for (const GrossFlow& flow : flows_) {
    if (flow.portfolio != row.no) continue;
    const auto amount = navs_.rates().convert(is_inflow ? flow.inflow_minor : flow.outflow_minor,
                                              flow.currency, row.base_currency);
    sum = base::add_checked(sum, amount.value_or(0));
  }
  return sum;
}

std::optional<PerformanceWork> FeeDay::performance(const store::PortfolioRow& row,
                                                   const store::PortfolioNav& value,
                                                   const Effects& management) {
  const finance::FeeSchedule* terms = terms_.performance(row.no, inputs_.day);
  if (terms == nullptr) return std::nullopt;
  const auto nav = navs_.nav(value, std::span(&management, 1));
  if (!nav) return std::nullopt;
  const PerformanceBefore before =
      load_performance_before(book_, row.no, inputs_.day, management_.valued_before(row.no));
  PerformanceToday today;
  today.day = inputs_.day;
  today.through = inputs_.through;
  today.inflow_minor = flow_minor(row, true);
  today.outflow_minor = flow_minor(row, false);
  // liabilities are negative in nav; what an earlier run of the day posted is taken out again
  today.nav_minor =
      base::add_checked(base::subtract_checked(nav->nav_minor, standing_liability(posted_, row.no)),
                        before.liability().expense_minor());
  return performance_work(row, *terms, before, today);
}

void FeeDay::accrue(PortfolioNo no) {
  const store::PortfolioRow& row = master_.portfolio(no);
  const store::PortfolioNav* value = management_.value(no);
  if (const auto fault = terms_.fault(no, inputs_.day)) return hold(no, {"fee_schedule", *fault});
  auto management = management_.work(no);
  if (!management) return hold(no, management.error());
  if (value == nullptr) return;
  if (!row.fee_schedule_id) ++without_schedule;
  PortfolioFees fees;
  fees.portfolio = no;
  fees.rows = std::move(management->rows);
  if (!fees.rows.empty() && value->gav_minor < 0) {
    findings.push_back({inputs_.day, std::string(job_name), "negative_gav", store::Severity::warn,
                        no, finance::no_instrument,
                        row.id + ": no fee on a gross asset value of " +
                            base::format_money(value->gav_minor, row.base_currency)});
  }
  std::vector<finance::Posting> wanted = std::move(management->postings);
  // entries of the performance fee are left out of the first comparison, so they seem undone there
  Effects before = posted_.compare(no, wanted, KeyStyle::versions);
  std::erase_if(before.reversals, [](const finance::Reversal& at) {
    return at.posting.cause_key.starts_with("fee_perf|");
  });
  fees.performance = performance(row, *value, before);
  if (fees.performance) wanted.push_back(fees.performance->posting);
  fees.effects = posted_.compare(no, wanted, KeyStyle::versions);
  if (!fees.effects.reversals.empty()) undone = fees.effects.reversals.front().posting.cause_key;
  const auto nav = navs_.nav(*value, std::span(&fees.effects, 1));
  if (!nav) return hold(no, {"no_gav", row.id + ": a balance has no rate"});
  fees.nav = *value;
  fees.nav.nav_minor = nav->nav_minor;
  fees.nav.cash_minor = nav->cash_minor;
  fees.nav.accrued_minor = nav->accrued_minor;
  fees.cash = navs_.cash_rows(*value);
  entries += static_cast<std::int64_t>(fees.effects.postings.size());
  for (const Account account : {Account::expense_fees_mgmt, Account::expense_fees_perf}) {
    const std::int64_t moved = fees.effects.moved_minor(account, row.base_currency);
    if (moved != 0) expense_minor[row.base_currency] += moved;
  }
  const bool is_changed = !(fees.nav == *value) || !fees.rows.empty() || fees.performance ||
                          !fees.effects.empty() || inputs_.is_rerun;
  if (is_changed) portfolios.push_back(std::move(fees));
}

void write_fee_day(JobWrite& write, const store::Master& master, const FeeDay& day,
                   const store::JournalOptions& options) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  store::JournalWriter journal(transaction, master, options);
  for (const PortfolioFees& fees : day.portfolios) {
    write_effects(journal, fees.effects);
    store::save_fee_accruals(transaction, fees.portfolio, options.business_date, fees.rows);
    if (fees.performance) {
      store::save_performance_accrual(transaction, fees.performance->row,
                                      fees.performance->units_bought_e6,
                                      fees.performance->units_sold_e6);
    } else {
      store::clear_performance_accrual(transaction, fees.portfolio, options.business_date);
    }
    store::replace_day_value(transaction, fees.nav, fees.cash);
  }
  journal.flush();
  store::save_findings(transaction, options.business_date, job_name, day.findings);
  for (const std::string_view reason : hold_reasons) {
    std::vector<PortfolioNo> held;
    for (const store::Hold& hold : day.holds) {
      if (hold.reason == reason) held.push_back(hold.portfolio);
    }
    store::clear_holds(transaction, options.business_date, reason, held);
  }
  store::save_holds(transaction, day.holds);
}

}  // namespace wealthjobs::jobs
