// The charge: what a portfolio pays of the fees that were accrued for a period, how it is posted,
// and what happens when its cash is short.
//
//   due       accrued - rebate (before tax), or nothing where it is waived; the tax is computed
//             again on what is left
//   posting   Dr 2100 and 2120 (all that is settled), Cr 1000 what is paid. Fees and tax that a
//             waiver or a rebate gives back are Cr 5000, less what was recoverable (Cr 1230)
//   short     partial: pay what the cash allows; sell_down_task and defer: pay nothing now. The
//   rest
//             stays owed and is tried again with the next charge
//   Slices    of a partial payment: the tax part is half-even of tax x paid / due, cumulated
//
//   Property  without waiver and rebate a charge leaves nav unchanged: it moves a liability to cash
//   Source    domain job 3; RULINGS A11
//   Units     minor units of the portfolio's base currency
//   Example   accrued 863.01 + 86.30 GST: 2100 +86301, 2120 +8630, 1000 -94931; with a rebate of
//             100.00: due 763.01 + 76.30; 2100 +86301, 2120 +8630, 1000 -83931, 5000 -11000
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "finance/fees/fee_amounts.h"
#include "finance/ledger/posting.h"

namespace wealthjobs::finance {

enum class ChargePolicy { partial, sell_down_task, defer };
std::string_view name_of(ChargePolicy policy);
std::optional<ChargePolicy> charge_policy_from(std::string_view text);

struct ChargeInput {
  FeeAmounts accrued;
  FeeTax tax;  // in force when the period ended
  bool is_waived = false;
  std::int64_t rebate_minor = 0;  // of the fee, before tax
  // What earlier charges of the period have done.
  std::int64_t paid_minor = 0;
  FeeAmounts released;
  std::int64_t cash_minor = 0;  // settled cash that the charge may take
  ChargePolicy policy = ChargePolicy::partial;
};

struct Charge {
  FeeAmounts due;                      // of the whole period
  FeeAmounts released;                 // given back by this charge
  FeeAmounts paid;                     // by this charge; recoverable_minor is not used
  std::int64_t outstanding_minor = 0;  // after it
  std::int64_t short_minor = 0;        // by which cash failed to cover it

  [[nodiscard]] bool posts() const { return paid.total_minor() != 0 || released != FeeAmounts{}; }
  bool operator==(const Charge&) const = default;
};

Charge charge_of(const ChargeInput& input);

// Whose liability a posting is about.
struct FeeAccounts {
  Account payable = Account::payable_fees_mgmt;
  Account expense = Account::expense_fees_mgmt;
};
FeeAccounts fee_accounts(FeeKind kind);

// Where a fee posting belongs.
struct FeePlace {
  PortfolioNo portfolio{};
  base::Currency currency;
  base::Date date;
  FeeKind kind = FeeKind::management;
};

// Dr expense and recoverable tax, Cr payables; no lines where nothing moves.
Posting accrual_posting(std::string cause_key, const FeePlace& place, const FeeAmounts& amounts);
Posting charge_posting(std::string cause_key, const FeePlace& place, const Charge& charge);

}  // namespace wealthjobs::finance
