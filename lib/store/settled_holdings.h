// What a custodian can know of our book: settled quantities (bucket SD) and settled cash at the
// close of a past day, as known now, and the movements around that day.
//
//   SD of day S   = SD now - deliveries of entries whose true date lies after S
//   true date     the entry's origin date where it is a correction of a closed day, else its
//                 effective date: a correction known today counts on the day it is about
//   Cost          tables position and balance once, and the entries since the close of S: what the
//                 book posted before that day is never read
//   Source        domain II.3, II.4; RULINGS A10
//   Example       150 bought on 04-02, 100 delivered on 04-08: SD 0 on 04-07, SD 100 on 04-08
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;

struct SettledHolding {
  finance::PortfolioNo portfolio{};
  finance::InstrumentNo instrument{};
  std::int64_t settled_e6 = 0;
  std::int64_t traded_e6 = 0;
  bool operator==(const SettledHolding&) const = default;
};
struct SettledCash {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  std::int64_t amount_minor = 0;
  bool operator==(const SettledCash&) const = default;
};

// By (portfolio, instrument); those with neither quantity left out.
std::vector<SettledHolding> load_settled_holdings(Database& book, base::Date day);
// The sum of the accounts, by (portfolio, currency); zeros left out, and the firm.
std::vector<SettledCash> load_settled_cash(Database& book, base::Date day,
                                           std::span<const finance::Account> accounts);

// What one entry moved: one row for each instrument delivered and each currency of `accounts`.
struct SettledMovement {
  std::string cause_key;  // "trade|T1|set|1"
  base::Date date;        // the true date
  base::Date business_date;
  bool is_correction = false;  // of a day that was closed: known later than the day itself
  finance::InstrumentNo instrument = finance::no_instrument;
  base::Currency currency;  // cash only
  std::int64_t amount = 0;
  bool operator==(const SettledMovement&) const = default;
};
// Of one portfolio, dated after `after`, reversals and what they reversed left out; by entry.
std::vector<SettledMovement> load_settled_movements(Database& book, finance::PortfolioNo portfolio,
                                                    base::Date after,
                                                    std::span<const finance::Account> accounts);

// Of the settlement of that key ("trade|T1", "fx|F1"); nullopt where nobody knows it.
std::optional<base::Date> load_trade_date(Database& book, std::string_view settlement_key);

}  // namespace wealthjobs::store
