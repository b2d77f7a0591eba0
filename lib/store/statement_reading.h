// What a statement reads of the journal: movements and lots of one portfolio, as they were known at
// a revision of the book. Without a revision: as they are known now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"
#include "store/facts.h"

namespace wealthjobs::store {

class Database;

struct Movement {
  base::Date effective_date;
  std::optional<base::Date> origin_date;  // of a correction of a closed day
  std::string source_key;
  finance::Account account{};
  finance::InstrumentNo instrument = finance::no_instrument;
  base::Currency currency;
  std::int64_t amount_minor = 0;  // a credit is negative
  bool operator==(const Movement&) const = default;
};

// Lines on income, expense and capital accounts, effective in (after, through], in entry order.
std::vector<Movement> load_movements(Database& book, finance::PortfolioNo portfolio,
                                     const DayRange& days,
                                     std::optional<std::int64_t> known_rev = {});

struct LotBalance {
  std::string lot_id;
  finance::InstrumentNo instrument = finance::no_instrument;
  base::Date acquired_date;
  base::Currency currency;
  std::int64_t quantity_e6 = 0;
  std::int64_t cost_minor = 0;
  bool operator==(const LotBalance&) const = default;
};

// Lots open at the end of `day`, by (instrument, acquired date, lot): sums of the journal's lines.
std::vector<LotBalance> load_lot_balances(Database& book, finance::PortfolioNo portfolio,
                                          base::Date day,
                                          std::optional<std::int64_t> known_rev = {});

// The last revision that was known at an instant; nothing where the book knew nothing yet.
std::optional<std::int64_t> load_revision_at(Database& book, std::int64_t wall_us);
// The revision in which the standing close of a day was written.
std::optional<std::int64_t> load_close_revision(Database& book, base::Date day);

}  // namespace wealthjobs::store
