#include "jobs/fee_charging.h"

#include <algorithm>

#include "base/rounding.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using finance::Account;
using finance::FeeKind;
using store::Severity;

constexpr std::string_view job_name = "charge_fees";

}  // namespace

FeeCharging::FeeCharging(const store::Master& master, Inputs inputs)
    : master_(master), inputs_(std::move(inputs)) {}

void FeeCharging::note(finance::PortfolioNo no, const char* kind, Severity severity,
                       const std::string& text) {
  findings.push_back(
      {inputs_.day, std::string(job_name), kind, severity, no, finance::no_instrument, text});
}

void FeeCharging::add(store::FeeCharge row, const finance::ChargeInput& input,
                      const std::string& cause, int n_before) {
  const store::PortfolioRow& portfolio = master_.portfolio(row.portfolio);
  const bool is_held = inputs_.held.contains(row.portfolio);
  finance::ChargeInput given = input;
  given.policy = inputs_.policy;
  std::int64_t& cash = inputs_.cash_minor[row.portfolio];
  given.cash_minor = cash;
  finance::Charge charge = finance::charge_of(given);
  if (is_held) {
    charge.outstanding_minor = base::subtract_checked(charge.due.total_minor(), input.paid_minor);
    charge.paid = charge.released = {};
    charge.short_minor = 0;
  }
  const std::string amount = base::format_money(charge.outstanding_minor, row.currency) + " " +
                             row.currency.code() + " of " + month_text(row.period);
  if (is_held) {
    note(row.portfolio, "charge_held", Severity::warn,
         portfolio.id + " is held and was not charged " + amount);
  } else if (charge.short_minor > 0) {
    const bool is_task = inputs_.policy == finance::ChargePolicy::sell_down_task;
    note(row.portfolio, is_task ? "sell_down" : "cash_short", Severity::warn,
         portfolio.id + (is_task ? ": sell to pay " : ": cash is short, still owed ") + amount);
  }
  row.business_date = inputs_.day;
  row.accrued_minor = input.accrued.total_minor();
  row.is_waived = input.is_waived;
  row.rebate_minor = input.rebate_minor;
  row.fee_minor = charge.due.fee_minor;
  row.gst_minor = charge.due.gst_minor;
  row.paid_minor = charge.paid.total_minor();
  row.released = charge.released;
  row.outstanding_minor = charge.outstanding_minor;
  row.short_minor = charge.short_minor;
  row.policy = inputs_.policy;
  row.actor = inputs_.actor;
  PostedCharge posted{row, {}};
  if (n_before > 0 && !charge.posts()) return;  // the last row says it already
  if (charge.posts()) {
    posted.posting = finance::charge_posting(
        cause, {row.portfolio, row.currency, inputs_.day, row.kind}, charge);
    posted.row.source_key = cause;
    cash = base::subtract_checked(cash, charge.paid.total_minor());
    paid_minor[row.currency] += charge.paid.total_minor();
  }
  charges.push_back(std::move(posted));
}

void FeeCharging::charge(const FeeBill& bill) {
  const store::PortfolioRow& portfolio = master_.portfolio(bill.portfolio);
  const finance::Charge ahead = finance::charge_of(bill.input);
  const bool is_settled =
      ahead.due.total_minor() == bill.input.paid_minor && ahead.released == finance::FeeAmounts{};
  if (bill.is_charged && is_settled) return;
  if (bill.charges == 0 && bill.input.accrued == finance::FeeAmounts{} && bill.is_complete) return;
  if (!bill.is_complete) {
    const std::string text =
        portfolio.id + ": fees of " + month_text(bill.month) + " are not accrued to their end";
    note(bill.portfolio, "fee_incomplete", Severity::critical, text);
    holds.push_back({inputs_.day, bill.portfolio, "fee_incomplete", text, {}, {}, 0});
    inputs_.held.insert(bill.portfolio);
  }
  store::FeeCharge row;
  row.portfolio = bill.portfolio;
  row.period = bill.month;
  row.currency = portfolio.base_currency;
  std::string cause = "fee_charge|" + portfolio.id + "|" + month_text(bill.month);
  if (bill.charges > 0) cause += "|" + std::to_string(bill.charges + 1);
  add(std::move(row), bill.input, cause, bill.charges);
}

void FeeCharging::charge_performance(const std::vector<store::FeeCharge>& rows) {
  const store::FeeCharge& last = rows.back();
  finance::ChargeInput input;
  input.accrued = {last.fee_minor, last.gst_minor, 0};
  for (const store::FeeCharge& at : rows) {
    input.paid_minor = base::add_checked(input.paid_minor, at.paid_minor);
  }
  store::FeeCharge row;
  row.portfolio = last.portfolio;
  row.kind = FeeKind::performance;
  row.period = last.period;
  row.currency = last.currency;
  add(std::move(row), input,
      "perf|" + master_.portfolio(last.portfolio).id + "|" + last.period.iso() + "|" +
          std::to_string(last.n + 1),
      last.n);
}

store::DayValueChange day_value_change(const finance::Posting& posting, base::Date day,
                                       base::Currency currency) {
  store::DayValueChange change;
  change.day = day;
  change.portfolio = posting.portfolio;
  change.currency = currency;
  for (const finance::PostingLine& line : posting.lines) {
    switch (line.account) {
      case Account::cash:
        change.settled_minor += line.amount_minor;
        break;
      case Account::receivable_tax_reclaim:
        change.receivable_minor += line.amount_minor;
        break;
      case Account::payable_fees_mgmt:
      case Account::payable_fees_perf:
      case Account::payable_gst:
        change.fees_minor += line.amount_minor;
        break;
      default:
        break;
    }
  }
  return change;
}

void write_charges(JobWrite& write, const store::Master& master, const FeeCharging& charging,
                   const store::JournalOptions& options) {
  write.revision();
  store::WriteTransaction& transaction = write.transaction();
  store::JournalWriter journal(transaction, master, options);
  for (const PostedCharge& at : charging.charges) {
    if (!at.posting.lines.empty()) {
      journal.post(at.posting);
      store::change_day_value(transaction,
                              day_value_change(at.posting, options.business_date, at.row.currency));
    }
    store::save_fee_charge(transaction, at.row);
  }
  journal.flush();
  store::save_findings(transaction, options.business_date, job_name, charging.findings);
  std::vector<finance::PortfolioNo> held;
  for (const store::Hold& hold : charging.holds) held.push_back(hold.portfolio);
  store::clear_holds(transaction, options.business_date, "fee_incomplete", held);
  store::save_holds(transaction, charging.holds);
}

}  // namespace wealthjobs::jobs
