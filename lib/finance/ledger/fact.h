// The facts that a book is made of, as the files of CONTRACT section 4 bring them.
//
// A fact has a key and a version. Version 1 is `created`; an amendment or a cancellation is the
// next version under the same key. The fact as now known is its highest version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::finance {

enum class FactAction { created, amend, cancel };
enum class Side { buy, sell };
enum class FlowKind { deposit, withdrawal, fee, tax, interest, other };
enum class FlowChannel { none, physical_cash, transfer, card };
enum class ActionKind { cash_dividend, split };
enum class TransferDirection { in, out };

// deposit and withdrawal are external: they change client capital. The others are internal.
constexpr bool is_external(FlowKind kind) {
  return kind == FlowKind::deposit || kind == FlowKind::withdrawal;
}

struct Trade {
  std::string key;  // trade id, unique in the book
  int version = 1;
  bool is_cancelled = false;
  PortfolioNo portfolio{};
  InstrumentNo instrument{};
  Side side = Side::buy;
  base::Date trade_date;
  std::optional<base::Date> settle_date;  // given on the trade: wins over the market's cycle
  std::int64_t quantity_e6 = 0;
  std::int64_t price_e6 = 0;
  base::Currency currency;
  std::int64_t commission_minor = 0;
  std::int64_t tax_minor = 0;
  std::string lot_id;  // a sale by specific identification; else empty
};

struct FxTrade {
  std::string key;
  int version = 1;
  bool is_cancelled = false;
  PortfolioNo portfolio{};
  base::Date trade_date;
  base::Date settle_date;
  base::Currency sell_currency;
  std::int64_t sell_minor = 0;
  base::Currency buy_currency;
  std::int64_t buy_minor = 0;
};

struct CashFlow {
  std::string key;
  int version = 1;
  bool is_cancelled = false;
  PortfolioNo portfolio{};
  base::Date date;
  base::Currency currency;
  std::int64_t amount_minor = 0;  // positive: into the portfolio
  FlowKind kind = FlowKind::deposit;
  FlowChannel channel = FlowChannel::none;
};

struct CorporateAction {
  std::string id;
  int version = 1;
  bool is_cancelled = false;
  InstrumentNo instrument{};
  ActionKind kind = ActionKind::cash_dividend;
  base::Date ex_date;
  std::optional<base::Date> record_date;
  std::optional<base::Date> pay_date;  // absent: paid on the ex-date
  base::Currency currency;             // dividends only
  std::int64_t amount_per_share_e6 = 0;
  std::int64_t ratio_new_e6 = 0;  // splits: `new` shares for `old`
  std::int64_t ratio_old_e6 = 0;
  std::int64_t withholding_ppm = 0;
  std::int64_t fee_per_share_e6 = 0;
  std::optional<std::int64_t> paid_rate_e8;  // paying agent's rate: 1 dividend ccy = rate base ccy
  std::optional<std::int64_t> treaty_ppm;
};

// What a custodian says was delivered against a trade (settlements.csv).
struct Confirmation {
  std::string id;
  int version = 1;
  bool is_cancelled = false;
  std::string trade_key;  // resolved; the id as given where no trade is known
  base::Date date;
  std::int64_t quantity_e6 = 0;
  std::int64_t cash_minor = 0;  // absolute amount of cash that moved
  base::Currency currency;
};

// Stock that comes or goes without a trade (transfers.csv): an external flow at market value. One
// lot that comes in, or a part of what is held that goes out; lots keep acquired date and cost.
struct Transfer {
  std::string key;
  int version = 1;
  bool is_cancelled = false;
  PortfolioNo portfolio{};
  InstrumentNo instrument{};
  TransferDirection direction = TransferDirection::in;
  base::Date date;
  std::int64_t quantity_e6 = 0;
  base::Currency currency;                  // of the cost: the instrument's
  std::optional<base::Date> acquired_date;  // in only, as the costs
  std::int64_t cost_minor = 0;
  std::int64_t cost_base_minor = 0;
  std::string
      lot_id;  // in: of the new lot, empty: the key; out: the lot it takes, empty: by method
};

std::string_view name_of(FactAction action);  // new, amend, cancel
std::string_view name_of(Side side);
std::string_view name_of(FlowKind kind);
std::string_view name_of(FlowChannel channel);  // "" for none
std::string_view name_of(ActionKind kind);
std::string_view name_of(TransferDirection direction);
std::optional<FactAction> fact_action_from(std::string_view text);
std::optional<Side> side_from(std::string_view text);
std::optional<FlowKind> flow_kind_from(std::string_view text);
std::optional<FlowChannel> flow_channel_from(std::string_view text);
std::optional<ActionKind> action_kind_from(std::string_view text);
std::optional<TransferDirection> transfer_direction_from(std::string_view text);

}  // namespace wealthjobs::finance
