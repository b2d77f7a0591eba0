#include "finance/ledger/account.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

using enum AccountKind;

constexpr std::array rows{
    AccountRow{Account::cash, "1000-CASH", asset},
    AccountRow{Account::cash_cma, "1010-CASH-CMA", asset},
    AccountRow{Account::fx_clearing, "1050-FX-CLEARING", asset},
    AccountRow{Account::securities_cost, "1100-SECURITIES-COST", asset},
    AccountRow{Account::securities_revaluation, "1150-SECURITIES-REVALUATION", asset},
    AccountRow{Account::receivable_settlement, "1200-RECEIVABLE-SETTLEMENT", asset},
    AccountRow{Account::receivable_dividend, "1210-RECEIVABLE-DIVIDEND", asset},
    AccountRow{Account::receivable_interest, "1220-RECEIVABLE-INTEREST", asset},
    AccountRow{Account::receivable_tax_reclaim, "1230-RECEIVABLE-TAX-RECLAIM", asset},
    AccountRow{Account::suspense_breaks, "1900-SUSPENSE-BREAKS", asset},
    AccountRow{Account::payable_settlement, "2000-PAYABLE-SETTLEMENT", liability},
    AccountRow{Account::payable_fees_mgmt, "2100-PAYABLE-FEES-MGMT", liability},
    AccountRow{Account::payable_fees_perf, "2110-PAYABLE-FEES-PERF", liability},
    AccountRow{Account::payable_gst, "2120-PAYABLE-GST", liability},
    AccountRow{Account::payable_subscription, "2130-PAYABLE-SUBSCRIPTION", liability},
    AccountRow{Account::withholding_tax_payable, "2200-WITHHOLDING-TAX-PAYABLE", liability},
    AccountRow{Account::client_capital, "3000-CLIENT-CAPITAL", equity},
    AccountRow{Account::retained, "3900-RETAINED", equity},
    AccountRow{Account::income_dividend, "4000-INCOME-DIVIDEND", income},
    AccountRow{Account::income_interest, "4010-INCOME-INTEREST", income},
    AccountRow{Account::realised_gain, "4100-REALISED-GAIN", income},
    AccountRow{Account::realised_fx, "4110-REALISED-FX", income},
    AccountRow{Account::unrealised_gain, "4200-UNREALISED-GAIN", income},
    AccountRow{Account::income_subscription, "4500-INCOME-SUBSCRIPTION", income},
    AccountRow{Account::income_other, "4900-INCOME-OTHER", income},
    AccountRow{Account::expense_fees_mgmt, "5000-EXPENSE-FEES-MGMT", expense},
    AccountRow{Account::expense_fees_perf, "5010-EXPENSE-FEES-PERF", expense},
    AccountRow{Account::expense_brokerage, "5020-EXPENSE-BROKERAGE", expense},
    AccountRow{Account::expense_withholding_tax, "5030-EXPENSE-WITHHOLDING-TAX", expense},
    AccountRow{Account::expense_adr_fee, "5040-EXPENSE-ADR-FEE", expense},
    AccountRow{Account::expense_other, "5900-EXPENSE-OTHER", expense},
    AccountRow{Account::off_balance_units, "9000-OFF-BALANCE-UNITS", memo},
    AccountRow{Account::rounding, "9900-ROUNDING", expense},
};

}  // namespace

std::span<const AccountRow> chart_of_accounts() { return rows; }

std::string_view account_label(Account account) {
  const auto row = std::ranges::lower_bound(rows, account, {}, &AccountRow::account);
  WEALTHJOBS_CHECK(row != rows.end() && row->account == account);
  return row->label;
}

std::optional<Account> account_from(std::int32_t code) {
  const auto row =
      std::ranges::lower_bound(rows, static_cast<Account>(code), {}, &AccountRow::account);
  if (row == rows.end() || code_of(row->account) != code) return std::nullopt;
  return row->account;
}

std::string_view name_of(AccountKind kind) {
  constexpr std::array<std::string_view, 6> names{"asset",  "liability", "equity",
                                                  "income", "expense",   "memo"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace wealthjobs::finance
