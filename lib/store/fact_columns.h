// How each fact lies in its table: one list of content columns from which reading, writing,
// comparing and digesting follow. Only sources of this folder include it.
//
//   visit(record, each)   calls each("column", member) for every content column, in table order
#pragma once

#include <optional>
#include <string_view>

#include "finance/ledger/fact.h"
#include "store/facts.h"

namespace wealthjobs::store {

// What a table keeps of a confirmation beside the rule's own fields.
struct ConfirmationRecord : finance::Confirmation {
  std::optional<finance::PortfolioNo> portfolio;
};

template <class Fact>
struct FactTable;

template <>
struct FactTable<finance::Trade> {
  using Record = finance::Trade;
  static constexpr FactKind kind = FactKind::trade;
  static constexpr std::string_view table = "trade";
  static constexpr std::string_view key = "trade_key";
  static constexpr std::string_view id = "trade_id";
  static constexpr std::string_view date = "trade_date";
  static constexpr std::string_view instrument = "instrument_no";
  static constexpr std::string_view portfolio = "portfolio_no";
  template <class Any, class Each>
  static void visit(Any& fact, Each&& each) {
    each("portfolio_no", fact.portfolio);
    each("instrument_no", fact.instrument);
    each("side", fact.side);
    each("trade_date", fact.trade_date);
    each("settle_date", fact.settle_date);
    each("quantity_e6", fact.quantity_e6);
    each("price_e6", fact.price_e6);
    each("currency", fact.currency);
    each("commission_minor", fact.commission_minor);
    each("tax_minor", fact.tax_minor);
    each("lot_id", fact.lot_id);
  }
};

template <>
struct FactTable<finance::FxTrade> {
  using Record = finance::FxTrade;
  static constexpr FactKind kind = FactKind::fx_trade;
  static constexpr std::string_view table = "fx_trade";
  static constexpr std::string_view key = "fx_key";
  static constexpr std::string_view id = "fx_trade_id";
  static constexpr std::string_view date = "trade_date";
  static constexpr std::string_view instrument = "0";
  static constexpr std::string_view portfolio = "portfolio_no";
  template <class Any, class Each>
  static void visit(Any& fact, Each&& each) {
    each("portfolio_no", fact.portfolio);
    each("trade_date", fact.trade_date);
    each("settle_date", fact.settle_date);
    each("sell_currency", fact.sell_currency);
    each("sell_minor", fact.sell_minor);
    each("buy_currency", fact.buy_currency);
    each("buy_minor", fact.buy_minor);
  }
};

template <>
struct FactTable<finance::CashFlow> {
  using Record = finance::CashFlow;
  static constexpr FactKind kind = FactKind::cash_flow;
  static constexpr std::string_view table = "cash_flow";
  static constexpr std::string_view key = "flow_key";
  static constexpr std::string_view id = "flow_id";
  static constexpr std::string_view date = "flow_date";
  static constexpr std::string_view instrument = "0";
  static constexpr std::string_view portfolio = "portfolio_no";
  template <class Any, class Each>
  static void visit(Any& fact, Each&& each) {
    each("portfolio_no", fact.portfolio);
    each("flow_date", fact.date);
    each("currency", fact.currency);
    each("amount_minor", fact.amount_minor);
    each("kind", fact.kind);
    each("channel", fact.channel);
  }
};

template <>
struct FactTable<finance::CorporateAction> {
  using Record = finance::CorporateAction;
  static constexpr FactKind kind = FactKind::corporate_action;
  static constexpr std::string_view table = "corporate_action";
  static constexpr std::string_view key = "action_id";
  static constexpr std::string_view id = "";  // the key is the id
  static constexpr std::string_view date = "ex_date";
  static constexpr std::string_view instrument = "instrument_no";
  static constexpr std::string_view portfolio = "0";
  template <class Any, class Each>
  static void visit(Any& fact, Each&& each) {
    each("instrument_no", fact.instrument);
    each("kind", fact.kind);
    each("ex_date", fact.ex_date);
    each("record_date", fact.record_date);
    each("pay_date", fact.pay_date);
    each("currency", fact.currency);
    each("amount_per_share_e6", fact.amount_per_share_e6);
    each("ratio_new_e6", fact.ratio_new_e6);
    each("ratio_old_e6", fact.ratio_old_e6);
    each("withholding_ppm", fact.withholding_ppm);
    each("fee_per_share_e6", fact.fee_per_share_e6);
    each("paid_rate_e8", fact.paid_rate_e8);
    each("treaty_ppm", fact.treaty_ppm);
  }
};

template <>
struct FactTable<finance::Transfer> {
  using Record = finance::Transfer;
  static constexpr FactKind kind = FactKind::transfer;
  static constexpr std::string_view table = "transfer";
  static constexpr std::string_view key = "transfer_key";
  static constexpr std::string_view id = "transfer_id";
  static constexpr std::string_view date = "transfer_date";
  static constexpr std::string_view instrument = "instrument_no";
  static constexpr std::string_view portfolio = "portfolio_no";
  template <class Any, class Each>
  static void visit(Any& fact, Each&& each) {
    each("portfolio_no", fact.portfolio);
    each("instrument_no", fact.instrument);
    each("direction", fact.direction);
    each("transfer_date", fact.date);
    each("quantity_e6", fact.quantity_e6);
    each("currency", fact.currency);
    each("acquired_date", fact.acquired_date);
    each("cost_minor", fact.cost_minor);
    each("cost_base_minor", fact.cost_base_minor);
    each("lot_id", fact.lot_id);
  }
};

template <>
struct FactTable<finance::Confirmation> {
  using Record = ConfirmationRecord;
  static constexpr FactKind kind = FactKind::confirmation;
  static constexpr std::string_view table = "confirmation";
  static constexpr std::string_view key = "confirmation_id";
  static constexpr std::string_view id = "";  // the key is the id
  static constexpr std::string_view date = "day";
  static constexpr std::string_view instrument = "0";
  static constexpr std::string_view portfolio = "portfolio_no";
  template <class Any, class Each>
  static void visit(Any& fact, Each&& each) {
    each("trade_id", fact.trade_key);
    each("portfolio_no", fact.portfolio);
    each("day", fact.date);
    each("quantity_e6", fact.quantity_e6);
    each("cash_minor", fact.cash_minor);
    each("currency", fact.currency);
  }
};

}  // namespace wealthjobs::store
