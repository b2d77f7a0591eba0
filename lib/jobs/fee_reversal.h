// Taking back the charge of a month: every entry of it is reversed in the first open day, and the
// amount is owed again. The next charge charges it once more, unless it is waived.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/ledger/correction.h"
#include "jobs/job.h"
#include "store/fee_charges.h"
#include "store/journal.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct FeeReversal {
  base::Date day;  // the first open day
  std::optional<base::Date> last_closed;
  std::vector<finance::Reversal> reversals;
  store::FeeCharge row;
};

// Nothing where no charge of the month stands.
std::optional<FeeReversal> fee_reversal(store::Database& book, const store::Master& master,
                                        const pipeline::Config& config,
                                        finance::PortfolioNo portfolio, base::Date month);

// raise_revision() must have been called.
void write_fee_reversal(store::WriteTransaction& write, const store::Master& master,
                        const FeeReversal& reversal);

}  // namespace wealthjobs::jobs
