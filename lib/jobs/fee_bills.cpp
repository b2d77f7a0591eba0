#include "jobs/fee_bills.h"

#include <algorithm>

#include "base/rounding.h"
#include "base/sha256.h"
#include "store/database.h"
#include "store/fee_accruals.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

// What earlier rows of the period have paid and released; reversals count against them.
void add_charges(const std::vector<store::FeeCharge>& charges, FeeBill& bill) {
  bill.charges = static_cast<int>(charges.size());
  for (const store::FeeCharge& at : charges) {
    bill.input.paid_minor = base::add_checked(bill.input.paid_minor, at.paid_minor);
    bill.input.released = bill.input.released + at.released;
    if (at.is_reversal) ++bill.reversals;
  }
  bill.is_charged = !charges.empty() && !charges.back().is_reversal;
}

}  // namespace

std::optional<FeeBill> load_fee_bill(store::Database& book, const store::Master& master,
                                     const FeeTerms& terms, finance::PortfolioNo no, Date month) {
  const store::PortfolioRow& row = master.portfolio(no);
  const Date end = month.last_of_month();
  const auto accruals = store::load_fee_accruals(book, no, month, end);
  if (accruals.empty()) return std::nullopt;
  FeeBill bill;
  bill.portfolio = no;
  bill.month = month;
  bill.days = static_cast<std::int64_t>(accruals.size());
  base::int128 bases = 0;
  for (const store::FeeAccrual& at : accruals) {
    bases += at.base_minor;
    bill.minimum_minor = base::add_checked(bill.minimum_minor, at.minimum_minor);
    bill.input.accrued =
        bill.input.accrued + finance::FeeAmounts{base::add_checked(at.fee_minor, at.minimum_minor),
                                                 at.gst_minor, at.recoverable_minor};
  }
  bill.average_base_minor = base::divide_rounded(bases, bill.days, base::Rounding::half_even);
  bill.is_complete = accruals.back().day >= std::min(end, row.close_date.value_or(end));
  if (const auto* schedule = terms.management(no, accruals.back().day)) {
    bill.input.tax = schedule->tax;
  }
  if (const auto instruction = store::load_fee_instruction(book, no, month)) {
    bill.input.is_waived = instruction->is_waiver;
    bill.input.rebate_minor = instruction->is_waiver ? 0 : instruction->amount_minor;
  }
  add_charges(store::load_fee_charges(book, no, finance::FeeKind::management, month), bill);
  return bill;
}

std::vector<FeeBill> load_fee_bills(store::Database& book, const store::Master& master,
                                    const FeeTerms& terms, Date month) {
  std::vector<FeeBill> bills;
  for (const finance::PortfolioNo no : master.portfolios_by_id()) {
    if (auto bill = load_fee_bill(book, master, terms, no, month)) {
      bills.push_back(*std::move(bill));
    }
  }
  return bills;
}

std::string bills_sha256(const store::Master& master, const std::vector<FeeBill>& bills) {
  std::string text;
  for (const FeeBill& bill : bills) {
    const finance::FeeAmounts due = finance::charge_of(bill.input).due;
    text += std::string(master.portfolio_id(bill.portfolio)) + "|" + bill.month.iso() + "|" +
            std::to_string(bill.input.accrued.fee_minor) + "|" +
            std::to_string(bill.input.accrued.gst_minor) + "|" +
            std::string(bill.input.is_waived ? "waived" : "") + "|" +
            std::to_string(bill.input.rebate_minor) + "|" + std::to_string(due.total_minor()) +
            "\n";
  }
  return base::sha256_hex(text);
}

std::optional<Date> month_from(std::string_view text) {
  return text.size() == 7 ? Date::parse(std::string(text) + "-01") : std::nullopt;
}

std::string month_text(Date day) { return day.iso().substr(0, 7); }

}  // namespace wealthjobs::jobs
