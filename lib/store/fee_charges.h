// Charges of fees with what led to them: instructions (waiver, rebate) and approvals. All three
// tables are append-only.
//
//   Charge       rows of a (portfolio, kind, period) are numbered; a reversal is a row of its own
//   and
//                takes back the last charge
//   Instruction  the last one of a portfolio and month counts; a rebate of 0 takes one back
//   Approval     the last one of a month counts; it covers the amounts whose hash it carries
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/fees/fee_charge.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct FeeCharge {
  finance::PortfolioNo portfolio{};
  finance::FeeKind kind = finance::FeeKind::management;
  base::Date period;  // first of the month; the crystallisation date
  int n = 0;          // given by the book
  bool is_reversal = false;
  base::Date business_date;
  std::string source_key;  // empty where nothing moved
  base::Currency currency;
  std::int64_t accrued_minor = 0;
  bool is_waived = false;
  std::int64_t rebate_minor = 0;
  std::int64_t fee_minor = 0;
  std::int64_t gst_minor = 0;
  std::int64_t paid_minor = 0;
  finance::FeeAmounts released;
  std::int64_t outstanding_minor = 0;
  std::int64_t short_minor = 0;
  finance::ChargePolicy policy = finance::ChargePolicy::partial;
  std::string actor;
  std::string why;
  bool operator==(const FeeCharge&) const = default;
};

// Returns the number it was given.
int save_fee_charge(WriteTransaction& write, const FeeCharge& charge);
// By n.
std::vector<FeeCharge> load_fee_charges(Database& book, finance::PortfolioNo portfolio,
                                        finance::FeeKind kind, base::Date period);
// Of all portfolios, by (portfolio, n).
std::vector<FeeCharge> load_charges_of(Database& book, finance::FeeKind kind, base::Date period);
// Periods of a kind that still owe something after their last row, by (portfolio, period).
struct OpenPeriod {
  finance::PortfolioNo portfolio{};
  base::Date period;
  bool operator==(const OpenPeriod&) const = default;
};
std::vector<OpenPeriod> load_open_periods(Database& book, finance::FeeKind kind);

struct FeeInstruction {
  finance::PortfolioNo portfolio{};
  base::Date month;
  bool is_waiver = false;  // else a rebate of amount_minor
  std::int64_t amount_minor = 0;
  std::string actor;
  std::string why;
  bool operator==(const FeeInstruction&) const = default;
};
void save_fee_instruction(WriteTransaction& write, const FeeInstruction& instruction);
// The one that counts.
std::optional<FeeInstruction> load_fee_instruction(Database& book, finance::PortfolioNo portfolio,
                                                   base::Date month);

struct FeeApproval {
  base::Date month;
  std::string sha256;
  std::int64_t portfolios = 0;
  std::string actor;
  std::string approved_by;
  std::string why;
  bool operator==(const FeeApproval&) const = default;
};
void save_fee_approval(WriteTransaction& write, const FeeApproval& approval);
std::optional<FeeApproval> load_fee_approval(Database& book, base::Date month);

}  // namespace wealthjobs::store
