#include "store/instrument_holders.h"

#include "store/database.h"

namespace wealthjobs::store {

std::vector<finance::PortfolioNo> load_portfolios_that_traded(Database& book,
                                                              finance::InstrumentNo instrument) {
  std::vector<finance::PortfolioNo> portfolios;
  auto rows = book.query(
      "SELECT DISTINCT portfolio_no FROM trade WHERE instrument_no = ? ORDER BY portfolio_no",
      instrument);
  while (rows.next()) portfolios.push_back(rows.number<finance::PortfolioNo>(0));
  return portfolios;
}

}  // namespace wealthjobs::store
