#include "jobs/intake_facts.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "feeds/file_name.h"

namespace wealthjobs::jobs {
namespace {

template <class Fact, class Row>
store::FactRow<Fact> fact_row(const std::string& file, const Row& row, std::string_view id,
                              Fact fact) {
  store::FactRow<Fact> made;
  made.action = row.version.action;
  // a new row says nothing about versions: with --amend it may be the next one of a known fact
  const bool is_new = row.version.action == finance::FactAction::created;
  if (!is_new && row.version.version > 0) made.version = row.version.version;
  made.id = id;
  made.fact = std::move(fact);
  made.source = file + ":" + std::to_string(row.place.line);
  return made;
}

}  // namespace

finance::InstrumentNo FactRows::instrument(std::string_view id) const {
  const auto no = master_.instrument_no(id);
  WEALTHJOBS_CHECK(no.has_value());
  return *no;
}

finance::PortfolioNo FactRows::portfolio(std::string_view id) const {
  const auto no = master_.portfolio_no(id);
  WEALTHJOBS_CHECK(no.has_value());
  return *no;
}

std::string FactRows::short_file(std::string_view file) const {
  const auto count = std::ranges::find(folder_.files, file, &feeds::FileCount::file);
  return count == folder_.files.end() ? std::string(file) : feeds::short_name(count->path);
}

std::vector<store::FactRow<finance::Trade>> FactRows::trades() const {
  std::vector<store::FactRow<finance::Trade>> rows;
  const std::string file = short_file("trades.csv");
  for (const feeds::TradeRow& row : folder_.trades) {
    finance::Trade trade;
    trade.portfolio = portfolio(row.portfolio_id);
    trade.instrument = instrument(row.instrument_id);
    trade.side = row.side;
    trade.trade_date = row.trade_date;
    trade.settle_date = row.settle_date;
    trade.quantity_e6 = row.quantity_e6;
    trade.price_e6 = row.price_e6;
    trade.currency = row.currency;
    trade.commission_minor = row.commission_minor;
    trade.tax_minor = row.tax_minor;
    trade.lot_id = row.lot_id;
    rows.push_back(fact_row(file, row, row.trade_id, std::move(trade)));
  }
  return rows;
}

std::vector<store::FactRow<finance::FxTrade>> FactRows::fx_trades() const {
  std::vector<store::FactRow<finance::FxTrade>> rows;
  const std::string file = short_file("fx_trades.csv");
  for (const feeds::FxTradeRow& row : folder_.fx_trades) {
    finance::FxTrade fx;
    fx.portfolio = portfolio(row.portfolio_id);
    fx.trade_date = row.trade_date;
    fx.settle_date = row.settle_date;
    fx.sell_currency = row.sell_currency;
    fx.sell_minor = row.sell_minor;
    fx.buy_currency = row.buy_currency;
    fx.buy_minor = row.buy_minor;
    rows.push_back(fact_row(file, row, row.fx_trade_id, std::move(fx)));
  }
  return rows;
}

std::vector<store::FactRow<finance::CashFlow>> FactRows::cash_flows() const {
  std::vector<store::FactRow<finance::CashFlow>> rows;
  const std::string file = short_file("cash_flows.csv");
  for (const feeds::CashFlowRow& row : folder_.cash_flows) {
    finance::CashFlow flow;
    flow.portfolio = portfolio(row.portfolio_id);
    flow.date = row.date;
    flow.currency = row.currency;
    flow.amount_minor = row.amount_minor;
    flow.kind = row.kind;
    flow.channel = row.channel;
    rows.push_back(fact_row(file, row, row.flow_id, std::move(flow)));
  }
  return rows;
}

std::vector<store::FactRow<finance::CorporateAction>> FactRows::actions() const {
  std::vector<store::FactRow<finance::CorporateAction>> rows;
  const std::string file = short_file("corporate_actions.csv");
  for (const feeds::CorporateActionRow& row : folder_.corporate_actions) {
    finance::CorporateAction action;
    action.id = row.action_id;
    action.instrument = instrument(row.instrument_id);
    action.kind = row.kind;
    action.ex_date = row.ex_date;
    action.record_date = row.record_date;
    action.pay_date = row.pay_date;
    action.currency = row.currency;
    action.amount_per_share_e6 = row.amount_per_share_e6;
    action.ratio_new_e6 = row.ratio_new_e6;
    action.ratio_old_e6 = row.ratio_old_e6;
    action.withholding_ppm = row.withholding_ppm;
    action.fee_per_share_e6 = row.fee_per_share_e6;
    action.paid_rate_e8 = row.paid_rate_e8;
    action.treaty_ppm = row.treaty_ppm;
    rows.push_back(fact_row(file, row, row.action_id, std::move(action)));
  }
  return rows;
}

std::vector<store::FactRow<finance::Confirmation>> FactRows::confirmations() const {
  std::vector<store::FactRow<finance::Confirmation>> rows;
  const std::string file = short_file("settlements.csv");
  for (const feeds::SettlementRow& row : folder_.settlements) {
    finance::Confirmation confirmation;
    confirmation.id = row.confirmation_id;
    confirmation.trade_key = row.trade_id;
    confirmation.date = row.date;
    confirmation.quantity_e6 = row.quantity_e6;
    confirmation.cash_minor = row.cash_minor;
    confirmation.currency = row.currency;
    auto made = fact_row(file, row, row.confirmation_id, std::move(confirmation));
    if (!row.portfolio_id.empty()) made.portfolio = portfolio(row.portfolio_id);
    rows.push_back(std::move(made));
  }
  return rows;
}

std::vector<store::FactRow<finance::Transfer>> FactRows::transfers() const {
  std::vector<store::FactRow<finance::Transfer>> rows;
  const std::string file = short_file("transfers.csv");
  for (const feeds::TransferRow& row : folder_.transfers) {
    finance::Transfer transfer;
    transfer.portfolio = portfolio(row.portfolio_id);
    transfer.instrument = instrument(row.instrument_id);
    transfer.direction = row.direction;
    transfer.date = row.date;
    transfer.quantity_e6 = row.quantity_e6;
    transfer.currency = master_.instrument(transfer.instrument).currency;
    transfer.acquired_date = row.acquired_date;
    const base::Currency base_currency = master_.portfolio(transfer.portfolio).base_currency;
    transfer.cost_minor = feeds::minor_from_e6(row.cost_e6, transfer.currency).value();
    transfer.cost_base_minor =
        feeds::minor_from_e6(row.cost_base_e6.value_or(row.cost_e6), base_currency).value();
    transfer.lot_id = row.lot_id;
    rows.push_back(fact_row(file, row, row.transfer_id, std::move(transfer)));
  }
  return rows;
}

}  // namespace wealthjobs::jobs
