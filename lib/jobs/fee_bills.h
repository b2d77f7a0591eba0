// What each portfolio owes for a month: the accruals of its calendar days, waiver and rebate, what
// was charged already, and the cash there is. `fees preview` shows it, charge_fees charges it.
//
//   Complete   accrued through the last day of the month, or of the account
//   Hash       of portfolio, fee, tax, waiver, rebate and amount due of every bill: what an
//   approval
//              covers. Cash and payments are not part of it, so a partial payment keeps it
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "finance/fees/fee_charge.h"
#include "jobs/fee_terms.h"
#include "store/fee_charges.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct FeeBill {
  finance::PortfolioNo portfolio{};
  base::Date month;  // its first day
  std::int64_t average_base_minor = 0;
  std::int64_t days = 0;
  std::int64_t minimum_minor = 0;  // part of accrued.fee_minor
  bool is_complete = false;
  int charges = 0;             // rows of fee_charge
  int reversals = 0;           // of them
  bool is_charged = false;     // the last one stands
  finance::ChargeInput input;  // cash_minor and policy are the caller's
};

// By the text order of the portfolios; those without an accrual in the month are left out.
std::vector<FeeBill> load_fee_bills(store::Database& book, const store::Master& master,
                                    const FeeTerms& terms, base::Date month);
std::optional<FeeBill> load_fee_bill(store::Database& book, const store::Master& master,
                                     const FeeTerms& terms, finance::PortfolioNo no,
                                     base::Date month);

std::string bills_sha256(const store::Master& master, const std::vector<FeeBill>& bills);

// "2026-04" into its first day; nothing for any other text.
std::optional<base::Date> month_from(std::string_view text);
std::string month_text(base::Date day);

}  // namespace wealthjobs::jobs
