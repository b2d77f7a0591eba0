#include "store/instrument_holders.h"

#include "store/database.h"

namespace wealthjobs::store {

std::vector<finance::PortfolioNo> load_portfolios_that_traded(Database& book,
                                                              finance::InstrumentNo instrument) {
  std::vector<finance::PortfolioNo> portfolios;
  auto rows = book.query(
      "SELECT portfolio_no FROM trade WHERE instrument_no = ?1 "
      "UNION SELECT portfolio_no FROM transfer WHERE instrument_no = ?1 "
      "UNION SELECT portfolio_no FROM opening_position WHERE instrument_no = ?1 ORDER BY 1",
      instrument);
  while (rows.next()) portfolios.push_back(rows.number<finance::PortfolioNo>(0));
  return portfolios;
}

std::map<finance::InstrumentNo, std::int64_t> load_held_costs(Database& book) {
  std::map<finance::InstrumentNo, std::int64_t> costs;
  Cursor lots = book.query("SELECT instrument_no, cost_base_minor FROM lot WHERE quantity_e6 > 0");
  while (lots.next()) costs[lots.number<finance::InstrumentNo>(0)] += lots.integer(1);
  return costs;
}

}  // namespace wealthjobs::store
