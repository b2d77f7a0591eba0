#include "cmd_fees.h"

#include <array>

#include "app_context.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/fee_bills.h"
#include "jobs/fee_reversal.h"
#include "output.h"
#include "runner/run_lock.h"
#include "store/event_chain.h"
#include "store/fee_charges.h"
#include "store/journal.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

using base::Date;
using base::ErrorKind;

Date month_asked_for(const FeesOptions& options) {
  if (const auto month = jobs::month_from(options.month)) return *month;
  throw base::Error(ErrorKind::usage, "\"" + options.month + "\" is no month",
                    "wealthjobs fees " + options.action + " --month 2026-04");
}

std::int64_t settled_cash_minor(store::Database& book, const store::PortfolioRow& row) {
  for (const store::BalanceRow& at : store::load_current_balances(book, row.no)) {
    if (at.account == finance::Account::cash && at.currency == row.base_currency) {
      return at.amount_minor;
    }
  }
  return 0;
}

std::string state_of(const jobs::FeeBill& bill, const finance::Charge& charge) {
  if (!bill.is_complete) return "not complete";
  if (bill.is_charged && charge.outstanding_minor == 0 && charge.paid.total_minor() == 0) {
    return "charged";
  }
  return bill.charges > 0 ? "open" : "to charge";
}

render::Section bill_section(store::Database& book, const store::Master& master,
                             const std::vector<jobs::FeeBill>& bills) {
  render::Section section{"fees", "Fees by portfolio", {}, {}};
  for (const auto& [name, title] :
       std::array<std::pair<const char*, const char*>, 12>{{{"portfolio_id", "Portfolio"},
                                                            {"currency", "Currency"},
                                                            {"base", "Average base"},
                                                            {"days", "Days"},
                                                            {"fee", "Fee"},
                                                            {"minimum", "Minimum"},
                                                            {"gst", "GST"},
                                                            {"waiver", "Waiver"},
                                                            {"rebate", "Rebate"},
                                                            {"total", "Total"},
                                                            {"cash_short", "Cash short"},
                                                            {"state", "State"}}}) {
    const std::string word = name;
    const bool is_text =
        word == "portfolio_id" || word == "currency" || word == "waiver" || word == "state";
    section.table.columns.push_back(
        {word, title, is_text ? render::Align::left : render::Align::right});
  }
  for (const jobs::FeeBill& bill : bills) {
    const store::PortfolioRow& row = master.portfolio(bill.portfolio);
    finance::ChargeInput input = bill.input;
    input.cash_minor = settled_cash_minor(book, row);
    const finance::Charge charge = finance::charge_of(input);
    const auto money = [&](std::int64_t amount) {
      return base::format_money(amount, row.base_currency);
    };
    section.table.rows.push_back(
        {row.id, row.base_currency.code(), money(bill.average_base_minor),
         std::to_string(bill.days), money(bill.input.accrued.fee_minor - bill.minimum_minor),
         money(bill.minimum_minor), money(charge.due.gst_minor),
         bill.input.is_waived ? "waived" : "", money(bill.input.rebate_minor),
         money(charge.due.total_minor()), money(charge.short_minor), state_of(bill, charge)});
  }
  return section;
}

int preview(const FeesOptions& options, const AppContext& context) {
  const Date month = month_asked_for(options);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::Master master = store::Master::load(book);
  const jobs::FeeTerms terms(book, master);
  const auto bills = jobs::load_fee_bills(book, master, terms, month);
  const std::string hash = jobs::bills_sha256(master, bills);
  const auto approval = store::load_fee_approval(book, month);
  render::Document document;
  document.title = "Fees of " + options.month;
  document.facts = {
      {"sha256", hash},
      {"approval", !approval ? "none"
                   : approval->sha256 == hash
                       ? "approved by " + approval->approved_by
                       : "stale: amounts changed since " + approval->approved_by + " approved"}};
  render::Section section = bill_section(book, master, bills);
  if (bills.empty()) section.paragraphs.emplace_back("No fee was accrued in this month.");
  document.sections = {std::move(section)};
  print_document(options.global, document);
  return 0;
}

finance::PortfolioNo portfolio_asked_for(const store::Master& master, const FeesOptions& options) {
  if (const auto no = master.portfolio_no(options.portfolio)) return *no;
  throw base::Error(ErrorKind::usage,
                    options.portfolio.empty()
                        ? "fees " + options.action + " needs a portfolio"
                        : "there is no portfolio \"" + options.portfolio + "\"",
                    "wealthjobs fees preview --month " + options.month);
}

// One audited change: lock, revision, `work`, event.
template <class Work>
void change(const FeesOptions& options, const AppContext& context, std::string_view event_type,
            base::Json payload, store::Database& book, Work work) {
  const base::Clock& clock = base::system_clock();
  store::WriteTransaction write(book);
  write.raise_revision(context.origin.actor, "fees " + options.action + " " + options.month,
                       clock.wall_us());
  work(write);
  payload["month"] = options.month;
  payload["why"] = options.why;
  store::NewEvent event;
  event.type = event_type;
  event.at_us = clock.wall_us();
  event.payload_json = base::json_line(payload);
  store::append_event(write, context.origin, event);
  write.commit();
}

int approve(const FeesOptions& options, const AppContext& context, store::Database& book,
            const store::Master& master) {
  const Date month = month_asked_for(options);
  const jobs::FeeTerms terms(book, master);
  const auto bills = jobs::load_fee_bills(book, master, terms, month);
  if (bills.empty()) {
    throw base::Error(ErrorKind::data_missing, "no fee was accrued in " + options.month,
                      "wealthjobs fees preview --month " + options.month);
  }
  for (const jobs::FeeBill& bill : bills) {
    if (bill.is_complete) continue;
    throw base::Error(ErrorKind::data_missing,
                      std::string(master.portfolio_id(bill.portfolio)) + ": fees of " +
                          options.month + " are not accrued to their end",
                      "wealthjobs fees preview --month " + options.month);
  }
  store::FeeApproval approval{
      month,
      jobs::bills_sha256(master, bills),
      static_cast<std::int64_t>(bills.size()),
      context.origin.actor,
      options.approved_by.empty() ? context.origin.actor : options.approved_by,
      options.why};
  change(options, context, store::event_type::fees_approved,
         {{"sha256", approval.sha256}, {"approved_by", approval.approved_by}}, book,
         [&](store::WriteTransaction& write) { store::save_fee_approval(write, approval); });
  print_answer(options.global,
               "fees of " + options.month + " approved for " +
                   base::counted("portfolio", static_cast<long long>(bills.size())),
               {{"month", options.month},
                {"portfolios", bills.size()},
                {"sha256", approval.sha256},
                {"approved_by", approval.approved_by}});
  return 0;
}

std::int64_t rebate_minor(const FeesOptions& options, base::Currency currency) {
  const auto amount = base::parse_decimal(options.amount, currency.exponent());
  if (amount && *amount >= 0) return *amount;
  throw base::Error(
      ErrorKind::usage, "\"" + options.amount + "\" is no amount of " + currency.code(),
      "wealthjobs fees rebate PORTFOLIO --month " + options.month + " 100.00 --why TEXT");
}

int instruct(const FeesOptions& options, const AppContext& context, store::Database& book,
             const store::Master& master) {
  const Date month = month_asked_for(options);
  const finance::PortfolioNo no = portfolio_asked_for(master, options);
  const store::PortfolioRow& row = master.portfolio(no);
  const jobs::FeeTerms terms(book, master);
  store::FeeInstruction instruction{
      no, month, options.action == "waive", 0, context.origin.actor, options.why};
  if (!instruction.is_waiver) instruction.amount_minor = rebate_minor(options, row.base_currency);
  const auto bill = jobs::load_fee_bill(book, master, terms, no, month);
  if (bill && bill->is_charged &&
      (bill->input.paid_minor != 0 || bill->input.released != finance::FeeAmounts{})) {
    throw base::Error(
        ErrorKind::usage, row.id + ": " + options.month + " is charged already",
        "wealthjobs fees reverse " + row.id + " --month " + options.month + " --why TEXT");
  }
  if (bill && bill->is_complete && instruction.amount_minor > bill->input.accrued.fee_minor) {
    throw base::Error(ErrorKind::usage, "the rebate is more than the fee of " + options.month,
                      "wealthjobs fees preview --month " + options.month);
  }
  change(options, context,
         instruction.is_waiver ? store::event_type::fee_waived : store::event_type::fee_rebated,
         {{"portfolio_id", row.id}, {"amount_minor", instruction.amount_minor}}, book,
         [&](store::WriteTransaction& write) { store::save_fee_instruction(write, instruction); });
  const std::string what =
      instruction.is_waiver
          ? "waived"
          : "rebate of " + base::format_money(instruction.amount_minor, row.base_currency);
  print_answer(options.global, row.id + ": fee of " + options.month + ": " + what,
               {{"portfolio_id", row.id},
                {"month", options.month},
                {"is_waived", instruction.is_waiver},
                {"rebate_minor", instruction.amount_minor}});
  return 0;
}

int reverse(const FeesOptions& options, const AppContext& context, store::Database& book,
            const store::Master& master) {
  const Date month = month_asked_for(options);
  const finance::PortfolioNo no = portfolio_asked_for(master, options);
  auto reversal = jobs::fee_reversal(book, master, context.config, no, month);
  if (!reversal) {
    throw base::Error(ErrorKind::usage,
                      options.portfolio + ": no charge of " + options.month + " stands",
                      "wealthjobs fees preview --month " + options.month);
  }
  reversal->row.actor = context.origin.actor;
  reversal->row.why = options.why;
  change(
      options, context, store::event_type::fee_reversed,
      {{"portfolio_id", options.portfolio}, {"paid_minor", -reversal->row.paid_minor}}, book,
      [&](store::WriteTransaction& write) { jobs::write_fee_reversal(write, master, *reversal); });
  print_answer(options.global,
               options.portfolio + ": the charge of " + options.month + " is reversed on " +
                   reversal->day.iso() + "; it is charged again unless it is waived",
               {{"portfolio_id", options.portfolio},
                {"month", options.month},
                {"business_date", reversal->day.iso()},
                {"paid_back_minor", -reversal->row.paid_minor}});
  return 0;
}

}  // namespace

int cmd_fees(const FeesOptions& options) {
  const AppContext context = load_context(options.global);
  if (options.action == "preview") return preview(options, context);
  require_why(true, "fees " + options.action, options.why);
  const runner::RunLock lock =
      runner::lock_book(context.database, runner::BookAccess::exclusive,
                        lock_holder(context, "fees " + options.action), 0, base::system_clock());
  store::Database book = open_book(context);
  const store::Master master = store::Master::load(book);
  if (options.action == "approve") return approve(options, context, book, master);
  if (options.action == "reverse") return reverse(options, context, book, master);
  return instruct(options, context, book, master);
}

}  // namespace wealthjobs::app
