#include "store/book_currencies.h"

#include "store/database.h"

namespace wealthjobs::store {

std::vector<base::Currency> load_book_currencies(Database& book, base::Date after,
                                                 base::Date through) {
  std::vector<base::Currency> currencies;
  auto rows = book.query(
      "SELECT currency FROM instrument UNION SELECT base_currency FROM portfolio "
      "UNION SELECT currency FROM balance WHERE amount_minor <> 0 "
      "UNION SELECT currency FROM cash_flow WHERE flow_date > ?1 AND flow_date <= ?2 "
      "UNION SELECT sell_currency FROM fx_trade WHERE trade_date > ?1 AND trade_date <= ?2 "
      "UNION SELECT buy_currency FROM fx_trade WHERE trade_date > ?1 AND trade_date <= ?2 "
      "UNION SELECT currency FROM opening_cash WHERE day > ?1 AND day <= ?2 "
      "UNION SELECT currency FROM opening_accrual WHERE day > ?1 AND day <= ?2 "
      "ORDER BY 1",
      after, through);
  while (rows.next()) currencies.push_back(rows.currency(0));
  return currencies;
}

}  // namespace wealthjobs::store
