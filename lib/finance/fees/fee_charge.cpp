#include "finance/fees/fee_charge.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/rounding.h"
#include "finance/ledger/allocation.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 3> policies{"partial", "sell_down_task", "defer"};

FeeAmounts due_of(const ChargeInput& input) {
  if (input.is_waived) return {};
  if (input.rebate_minor == 0) return input.accrued;
  const std::int64_t left = std::max<std::int64_t>(
      0, base::subtract_checked(input.accrued.fee_minor, input.rebate_minor));
  return fee_with_tax(left, input.tax);
}

void add_line(Posting& posting, const FeePlace& place, Account account, std::int64_t amount_minor) {
  if (amount_minor == 0) return;
  PostingLine line;
  line.account = account;
  line.portfolio = place.portfolio;
  line.currency = place.currency;
  line.amount_minor = amount_minor;
  posting.lines.push_back(line);
}

Posting empty_posting(std::string cause_key, const FeePlace& place) {
  Posting posting;
  posting.cause_key = std::move(cause_key);
  posting.portfolio = place.portfolio;
  posting.date = place.date;
  return posting;
}

}  // namespace

std::string_view name_of(ChargePolicy policy) { return policies[static_cast<std::size_t>(policy)]; }

std::optional<ChargePolicy> charge_policy_from(std::string_view text) {
  return value_named<ChargePolicy>(text, policies);
}

Charge charge_of(const ChargeInput& input) {
  Charge charge;
  charge.due = due_of(input);
  charge.released = input.accrued - charge.due - input.released;
  const std::int64_t total = charge.due.total_minor();
  const std::int64_t open = base::subtract_checked(total, input.paid_minor);
  std::int64_t pays = open;
  const std::int64_t cash = std::max<std::int64_t>(input.cash_minor, 0);
  if (open > cash) {
    charge.short_minor = open - cash;
    pays = input.policy == ChargePolicy::partial ? cash : 0;
  }
  if (total > 0) {
    const std::int64_t tax_before = share_of(charge.due.gst_minor, input.paid_minor, total);
    const std::int64_t tax_after =
        share_of(charge.due.gst_minor, base::add_checked(input.paid_minor, pays), total);
    charge.paid.gst_minor = tax_after - tax_before;
  }
  charge.paid.fee_minor = pays - charge.paid.gst_minor;
  charge.outstanding_minor = open - pays;
  return charge;
}

FeeAccounts fee_accounts(FeeKind kind) {
  if (kind == FeeKind::management) return {};
  return {Account::payable_fees_perf, Account::expense_fees_perf};
}

Posting accrual_posting(std::string cause_key, const FeePlace& place, const FeeAmounts& amounts) {
  const FeeAccounts accounts = fee_accounts(place.kind);
  Posting posting = empty_posting(std::move(cause_key), place);
  add_line(posting, place, accounts.expense, amounts.expense_minor());
  add_line(posting, place, Account::receivable_tax_reclaim, amounts.recoverable_minor);
  add_line(posting, place, accounts.payable, -amounts.fee_minor);
  add_line(posting, place, Account::payable_gst, -amounts.gst_minor);
  return posting;
}

Posting charge_posting(std::string cause_key, const FeePlace& place, const Charge& charge) {
  const FeeAccounts accounts = fee_accounts(place.kind);
  Posting posting = empty_posting(std::move(cause_key), place);
  add_line(posting, place, accounts.payable, charge.paid.fee_minor + charge.released.fee_minor);
  add_line(posting, place, Account::payable_gst, charge.paid.gst_minor + charge.released.gst_minor);
  add_line(posting, place, Account::cash, -charge.paid.total_minor());
  add_line(posting, place, accounts.expense, -charge.released.expense_minor());
  add_line(posting, place, Account::receivable_tax_reclaim, -charge.released.recoverable_minor);
  return posting;
}

}  // namespace wealthjobs::finance
