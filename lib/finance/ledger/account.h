// The chart of accounts: code, label and kind (domain rule book II.1).
//
// Signed convention: a debit is positive, a credit negative, one signed integer a line; the lines
// of an entry add to zero in every currency.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace wealthjobs::finance {

enum class Account : std::int32_t {
  cash = 1000,
  cash_cma = 1010,
  fx_clearing = 1050,
  securities_cost = 1100,
  securities_revaluation = 1150,
  receivable_settlement = 1200,
  receivable_dividend = 1210,
  receivable_interest = 1220,
  receivable_tax_reclaim = 1230,
  suspense_breaks = 1900,
  payable_settlement = 2000,
  payable_fees_mgmt = 2100,
  payable_fees_perf = 2110,
  payable_gst = 2120,
  payable_subscription = 2130,
  withholding_tax_payable = 2200,
  client_capital = 3000,
  retained = 3900,
  income_dividend = 4000,
  income_interest = 4010,
  realised_gain = 4100,
  realised_fx = 4110,
  unrealised_gain = 4200,
  income_subscription = 4500,  // the firm's own: plans of clients
  income_other = 4900,
  expense_fees_mgmt = 5000,
  expense_fees_perf = 5010,
  expense_brokerage = 5020,
  expense_withholding_tax = 5030,
  expense_adr_fee = 5040,
  expense_other = 5900,
  off_balance_units = 9000,
  rounding = 9900,
};

enum class AccountKind { asset, liability, equity, income, expense, memo };

struct AccountRow {
  Account account;
  std::string_view label;  // "1000-CASH", as in the trial balance
  AccountKind kind;
};

std::span<const AccountRow> chart_of_accounts();
std::string_view account_label(Account account);
std::optional<Account> account_from(std::int32_t code);
std::string_view name_of(AccountKind kind);  // "asset"

constexpr std::int32_t code_of(Account account) { return static_cast<std::int32_t>(account); }

}  // namespace wealthjobs::finance
