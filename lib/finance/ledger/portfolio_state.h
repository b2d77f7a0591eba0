// Where the journal has brought one portfolio at the end of a day: what the settlement rules read
// and change. The store keeps it (tables balance, position, lot, settlement, entitlement); a replay
// starts from an empty one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::finance {

// Cost is a total; unit cost is only ever derived for display. The lot id is the key of the trade
// that opened it. Lots with quantity 0 are closed and are not held here.
struct Lot {
  std::string id;
  InstrumentNo instrument{};
  base::Date acquired_date;
  base::Date holding_start_date;
  base::Currency currency;
  std::int64_t quantity_e6 = 0;
  std::int64_t cost_minor = 0;
  std::int64_t cost_base_minor = 0;

  bool operator==(const Lot&) const = default;
};

enum class SettlementKind { buy, sell, fx };
enum class SettlementState { pending, partial, failed, settled, cancelled };
std::string_view name_of(SettlementKind kind);
std::string_view name_of(SettlementState state);
std::optional<SettlementKind> settlement_kind_from(std::string_view text);
std::optional<SettlementState> settlement_state_from(std::string_view text);

// What a trade or an FX deal owes and is owed. key = "trade|T1" or "fx|F1".
struct Settlement {
  std::string key;
  SettlementKind kind = SettlementKind::buy;
  InstrumentNo instrument = no_instrument;
  std::int64_t quantity_e6 = 0;  // split-adjusted while open
  std::int64_t settled_quantity_e6 = 0;
  base::Currency currency;        // fx: the currency sold
  std::int64_t amount_minor = 0;  // consideration, positive; fx: the amount sold
  std::int64_t settled_minor = 0;
  base::Currency buy_currency;  // fx only
  std::int64_t buy_minor = 0;
  base::Date trade_date;
  base::Date contractual_date;
  base::Date expected_date;
  int slices = 0;
  int fail_count = 0;
  SettlementState state = SettlementState::pending;

  [[nodiscard]] bool is_open() const {
    return state != SettlementState::settled && state != SettlementState::cancelled;
  }
  bool operator==(const Settlement&) const = default;
};

// A dividend between ex-date and payment, and afterwards as the record of it.
struct Entitlement {
  std::string action_id;
  int version = 1;
  InstrumentNo instrument{};
  std::int64_t quantity_e6 = 0;
  base::Currency currency;
  std::int64_t gross_minor = 0;
  std::int64_t withheld_minor = 0;  // all that was withheld
  std::int64_t reclaim_minor = 0;   // of it above the treaty rate: 1230
  std::int64_t fee_minor = 0;
  std::int64_t net_minor = 0;
  base::Date ex_date;
  base::Date pay_date;
  std::int64_t ex_base_minor = 0;
  std::optional<std::int64_t> paid_base_minor;

  bool operator==(const Entitlement&) const = default;
};

struct Holding {
  std::int64_t traded_e6 = 0;   // bucket TD
  std::int64_t settled_e6 = 0;  // bucket SD
  bool operator==(const Holding&) const = default;
};

struct PortfolioState {
  PortfolioNo portfolio{};
  std::string portfolio_id;
  base::Currency base_currency;
  std::map<std::pair<Account, base::Currency>, std::int64_t> balances;
  std::map<InstrumentNo, Holding> holdings;
  std::vector<Lot> lots;                  // open lots, in the order they were opened
  std::vector<Settlement> settlements;    // loaded: the open ones; after a day: changed ones too
  std::vector<Entitlement> entitlements;  // loaded: the unpaid ones; after a day: changed ones too

  [[nodiscard]] std::int64_t balance(Account account, base::Currency currency) const {
    const auto at = balances.find({account, currency});
    return at == balances.end() ? 0 : at->second;
  }
};

}  // namespace wealthjobs::finance
