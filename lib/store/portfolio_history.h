// Performance history that another system left behind: one nav and one net external flow a day,
// before the book itself begins (portfolio_history.csv).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "finance/ledger/numbers.h"
#include "store/facts.h"
#include "store/master.h"

namespace wealthjobs::store {

struct PortfolioHistoryRow {
  finance::PortfolioNo portfolio{};
  base::Date day;
  std::int64_t nav_minor = 0;
  std::int64_t external_flow_minor = 0;

  bool operator==(const PortfolioHistoryRow&) const = default;
};

// A day that is there with other figures is a conflict: reported, not written.
SaveCounts save_portfolio_history(WriteTransaction& write,
                                  std::span<const PortfolioHistoryRow> rows);
// By day.
std::vector<PortfolioHistoryRow> load_portfolio_history(Database& book,
                                                        finance::PortfolioNo portfolio);

}  // namespace wealthjobs::store
