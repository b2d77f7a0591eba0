#include "store/portfolio_history.h"

#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::store {

SaveCounts save_portfolio_history(WriteTransaction& write,
                                  std::span<const PortfolioHistoryRow> rows) {
  SaveCounts counts;
  Database& book = write.database();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const PortfolioHistoryRow& row = rows[i];
    std::optional<PortfolioHistoryRow> known;
    {
      auto found = book.query(
          "SELECT nav_minor, external_flow_minor FROM portfolio_history "
          "WHERE portfolio_no = ? AND day = ?",
          row.portfolio, row.day);
      if (found.next()) {
        known = PortfolioHistoryRow{row.portfolio, row.day, found.integer(0), found.integer(1)};
      }
    }
    if (!known) {
      book.run("INSERT INTO portfolio_history VALUES (?, ?, ?, ?, ?)", row.portfolio, row.day,
               row.nav_minor, row.external_flow_minor, write.revision());
      ++counts.added;
    } else if (*known == row) {
      ++counts.duplicate;
    } else {
      counts.conflicts.push_back(i);
    }
  }
  return counts;
}

std::vector<PortfolioHistoryRow> load_portfolio_history(Database& book,
                                                        finance::PortfolioNo portfolio) {
  std::vector<PortfolioHistoryRow> rows;
  auto found = book.query(
      "SELECT day, nav_minor, external_flow_minor FROM portfolio_history "
      "WHERE portfolio_no = ? ORDER BY day",
      portfolio);
  while (found.next()) {
    rows.push_back({portfolio, found.date(0), found.integer(1), found.integer(2)});
  }
  return rows;
}

}  // namespace wealthjobs::store
