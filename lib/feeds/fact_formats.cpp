#include <array>

#include "feeds/fact_version.h"
#include "feeds/row_format.h"

namespace wealthjobs::feeds {
namespace {

using finance::ActionKind;

std::int64_t amount(RowFields& fields, std::size_t column, base::Currency currency) {
  return fields.decimal(column, currency.exponent());
}

// Commission, tax and the like: charges are written without a sign.
std::int64_t charge(RowFields& fields, std::size_t column, base::Currency currency) {
  return fields.not_negative(column, currency.exponent(), "negative_amount");
}

namespace trade {
enum Column : std::size_t {
  action,
  version,
  id,
  portfolio_id,
  instrument_id,
  side,
  trade_date,
  settle_date,
  quantity,
  price,
  currency,
  commission,
  tax,
  lot_id
};
constexpr std::array columns{action_column,
                             version_column,
                             CsvColumn{"trade_id", true, true},
                             CsvColumn{"portfolio_id"},
                             CsvColumn{"instrument_id"},
                             CsvColumn{"side"},
                             CsvColumn{"trade_date"},
                             CsvColumn{"settle_date", false},
                             CsvColumn{"quantity"},
                             CsvColumn{"price"},
                             CsvColumn{"currency"},
                             CsvColumn{"commission"},
                             CsvColumn{"tax", false},
                             CsvColumn{"lot_id", false}};
}  // namespace trade

TradeRow parse_trade(RowFields& fields) {
  using namespace trade;
  TradeRow row;
  row.version = parse_version(fields);
  row.trade_id = fields.own_id(id);
  row.portfolio_id = fields.id(portfolio_id);
  row.instrument_id = fields.id(instrument_id);
  row.side = fields.choice(side, finance::side_from, "unknown_side");
  row.trade_date = fields.date(trade_date);
  row.settle_date = fields.optional_date(settle_date);
  if (row.settle_date && *row.settle_date < row.trade_date) {
    fields.refuse(settle_date, "settle_before_trade");
  }
  row.quantity_e6 = fields.positive(quantity, base::quantity_scale, "qty_not_positive");
  row.price_e6 = fields.not_negative(price, base::price_scale, "negative_price");
  row.currency = fields.currency(currency);
  row.commission_minor = charge(fields, commission, row.currency);
  if (!fields.raw(tax).empty()) row.tax_minor = charge(fields, tax, row.currency);
  row.lot_id = fields.optional_id(lot_id);
  return row;
}

namespace fx_trade {
enum Column : std::size_t {
  action,
  version,
  id,
  portfolio_id,
  trade_date,
  settle_date,
  sell_currency,
  sell_amount,
  buy_currency,
  buy_amount
};
constexpr std::array columns{action_column,
                             version_column,
                             CsvColumn{"fx_trade_id", true, true},
                             CsvColumn{"portfolio_id"},
                             CsvColumn{"trade_date"},
                             CsvColumn{"settle_date"},
                             CsvColumn{"sell_currency"},
                             CsvColumn{"sell_amount"},
                             CsvColumn{"buy_currency"},
                             CsvColumn{"buy_amount"}};
}  // namespace fx_trade

FxTradeRow parse_fx_trade(RowFields& fields) {
  using namespace fx_trade;
  FxTradeRow row;
  row.version = parse_version(fields);
  row.fx_trade_id = fields.own_id(id);
  row.portfolio_id = fields.id(portfolio_id);
  row.trade_date = fields.date(trade_date);
  row.settle_date = fields.date(settle_date);
  if (row.settle_date < row.trade_date) fields.refuse(settle_date, "settle_before_trade");
  row.sell_currency = fields.currency(sell_currency);
  row.sell_minor =
      fields.positive(sell_amount, row.sell_currency.exponent(), "amount_not_positive");
  row.buy_currency = fields.currency(buy_currency);
  if (row.buy_currency == row.sell_currency) fields.refuse(buy_currency, "self_fx");
  row.buy_minor = fields.positive(buy_amount, row.buy_currency.exponent(), "amount_not_positive");
  return row;
}

namespace cash_flow {
enum Column : std::size_t {
  action,
  version,
  id,
  portfolio_id,
  date,
  currency,
  amount,
  kind,
  channel
};
constexpr std::array columns{action_column,
                             version_column,
                             CsvColumn{"flow_id", true, true},
                             CsvColumn{"portfolio_id"},
                             CsvColumn{"date"},
                             CsvColumn{"currency"},
                             CsvColumn{"amount"},
                             CsvColumn{"kind"},
                             CsvColumn{"channel", false}};
}  // namespace cash_flow

CashFlowRow parse_cash_flow(RowFields& fields) {
  using finance::FlowKind;
  CashFlowRow row;
  row.version = parse_version(fields);
  row.flow_id = fields.own_id(cash_flow::id);
  row.portfolio_id = fields.id(cash_flow::portfolio_id);
  row.date = fields.date(cash_flow::date);
  row.currency = fields.currency(cash_flow::currency);
  row.amount_minor = amount(fields, cash_flow::amount, row.currency);
  if (row.amount_minor == 0) fields.refuse(cash_flow::amount, "zero_amount");
  row.kind = fields.choice(cash_flow::kind, finance::flow_kind_from, "unknown_kind");
  if ((row.kind == FlowKind::deposit && row.amount_minor < 0) ||
      (row.kind == FlowKind::withdrawal && row.amount_minor > 0)) {
    fields.refuse(cash_flow::amount, "wrong_sign", "a deposit is positive, a withdrawal negative");
  }
  if (!fields.raw(cash_flow::channel).empty()) {
    row.channel = fields.choice(cash_flow::channel, finance::flow_channel_from, "unknown_channel");
  }
  return row;
}

namespace corporate_action {
enum Column : std::size_t {
  action,
  version,
  id,
  instrument_id,
  kind,
  ex_date,
  record_date,
  pay_date,
  currency,
  amount_per_share,
  ratio_new,
  ratio_old,
  withholding_rate,
  fee_per_share,
  paid_rate,
  treaty_rate
};
constexpr std::array columns{action_column,
                             version_column,
                             CsvColumn{"action_id", true, true},
                             CsvColumn{"instrument_id"},
                             CsvColumn{"kind"},
                             CsvColumn{"ex_date"},
                             CsvColumn{"record_date"},
                             CsvColumn{"pay_date"},
                             CsvColumn{"currency"},
                             CsvColumn{"amount_per_share"},
                             CsvColumn{"ratio_new"},
                             CsvColumn{"ratio_old"},
                             CsvColumn{"withholding_rate"},
                             CsvColumn{"fee_per_share", false},
                             CsvColumn{"paid_rate", false},
                             CsvColumn{"treaty_rate", false}};
}  // namespace corporate_action

void must_be_empty(RowFields& fields, std::initializer_list<std::size_t> columns) {
  for (const std::size_t column : columns) {
    if (!fields.raw(column).empty()) {
      fields.refuse(column, "not_of_this_kind", "the cell has no meaning for this kind");
    }
  }
}

void parse_dividend(RowFields& fields, CorporateActionRow& row) {
  using namespace corporate_action;
  row.currency = fields.currency(currency);
  row.amount_per_share_e6 =
      fields.positive(amount_per_share, base::price_scale, "amount_not_positive");
  must_be_empty(fields, {ratio_new, ratio_old});
  row.withholding_ppm = fields.ppm(withholding_rate, 0);
  if (!fields.raw(fee_per_share).empty()) {
    row.fee_per_share_e6 = fields.not_negative(fee_per_share, base::price_scale, "negative_amount");
  }
  if (!fields.raw(paid_rate).empty()) {
    row.paid_rate_e8 = fields.positive(paid_rate, base::fx_scale, "rate_not_positive");
  }
  if (!fields.raw(treaty_rate).empty()) row.treaty_ppm = fields.ppm(treaty_rate, 0);
}

CorporateActionRow parse_corporate_action(RowFields& fields) {
  using namespace corporate_action;
  CorporateActionRow row;
  row.version = parse_version(fields);
  row.action_id = fields.own_id(id);
  row.instrument_id = fields.id(instrument_id);
  row.kind = fields.choice(kind, finance::action_kind_from, "unknown_kind");
  row.ex_date = fields.date(ex_date);
  row.record_date = fields.optional_date(record_date);
  row.pay_date = fields.optional_date(pay_date);
  if (row.kind == ActionKind::cash_dividend) {
    parse_dividend(fields, row);
  } else {
    row.ratio_new_e6 = fields.positive(ratio_new, base::quantity_scale, "ratio_not_positive");
    row.ratio_old_e6 = fields.positive(ratio_old, base::quantity_scale, "ratio_not_positive");
    must_be_empty(fields, {amount_per_share, fee_per_share, paid_rate, treaty_rate});
  }
  return row;
}

namespace settlement {
enum Column : std::size_t {
  action,
  version,
  id,
  trade_id,
  portfolio_id,
  date,
  quantity,
  cash_amount,
  currency
};
constexpr std::array columns{action_column,
                             version_column,
                             CsvColumn{"confirmation_id", true, true},
                             CsvColumn{"trade_id"},
                             CsvColumn{"portfolio_id", false},
                             CsvColumn{"date"},
                             CsvColumn{"quantity"},
                             CsvColumn{"cash_amount"},
                             CsvColumn{"currency"}};
}  // namespace settlement

SettlementRow parse_settlement(RowFields& fields) {
  using namespace settlement;
  SettlementRow row;
  row.version = parse_version(fields);
  row.confirmation_id = fields.own_id(id);
  row.trade_id = fields.own_id(trade_id);
  row.portfolio_id = fields.optional_id(portfolio_id);
  row.date = fields.date(date);
  row.quantity_e6 = fields.positive(quantity, base::quantity_scale, "qty_not_positive");
  row.currency = fields.currency(currency);
  row.cash_minor = charge(fields, cash_amount, row.currency);
  return row;
}

}  // namespace

const RowFormat<TradeRow>& trade_format() {
  static constexpr RowFormat<TradeRow> format{"trades.csv", trade::columns, Severity::critical,
                                              parse_trade};
  return format;
}

const RowFormat<FxTradeRow>& fx_trade_format() {
  static constexpr RowFormat<FxTradeRow> format{"fx_trades.csv", fx_trade::columns,
                                                Severity::critical, parse_fx_trade};
  return format;
}

const RowFormat<CashFlowRow>& cash_flow_format() {
  static constexpr RowFormat<CashFlowRow> format{"cash_flows.csv", cash_flow::columns,
                                                 Severity::critical, parse_cash_flow};
  return format;
}

const RowFormat<CorporateActionRow>& corporate_action_format() {
  static constexpr RowFormat<CorporateActionRow> format{"corporate_actions.csv",
                                                        corporate_action::columns,
                                                        Severity::critical, parse_corporate_action};
  return format;
}

const RowFormat<SettlementRow>& settlement_format() {
  static constexpr RowFormat<SettlementRow> format{"settlements.csv", settlement::columns,
                                                   Severity::critical, parse_settlement};
  return format;
}

}  // namespace wealthjobs::feeds
