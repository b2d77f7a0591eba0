#include "jobs/intake_rows.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/decimal.h"
#include "feeds/file_name.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/master.h"
#include "store/observations.h"
#include "store/portfolio_history.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

std::optional<std::string> given(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

class RowWriter {
 public:
  RowWriter(store::WriteTransaction& write, const feeds::BookFolder& folder,
            const IntakeOptions& options, IntakeReport& report)
      : write_(write), folder_(folder), policy_{options.allow_amend}, report_(report) {}

  void write_master() {
    std::vector<store::InstrumentRow> instruments;
    for (const feeds::InstrumentRow& row : folder_.instruments) {
      instruments.push_back({{},
                             std::string(row.instrument_id),
                             std::string(row.name),
                             std::string(feeds::name_of(row.kind)),
                             row.currency,
                             std::string(row.calendar),
                             given(row.isin),
                             given(row.sector),
                             given(row.country),
                             row.price_factor,
                             row.lot_size_e6});
    }
    take("instruments.csv", folder_.instruments, store::save_instruments(write_, instruments),
         [](const auto& row) { return row.instrument_id; });
    std::vector<store::PortfolioRow> portfolios;
    for (const feeds::PortfolioRow& row : folder_.portfolios) {
      portfolios.push_back({{},
                            std::string(row.portfolio_id),
                            std::string(row.name),
                            std::string(row.client_id),
                            row.base_currency,
                            row.inception_date,
                            std::string(row.benchmark_id),
                            given(row.fee_schedule_id),
                            given(row.interest_schedule_id),
                            given(row.model_id),
                            std::string(feeds::name_of(row.status)),
                            row.open_date,
                            row.close_date});
    }
    take("portfolios.csv", folder_.portfolios, store::save_portfolios(write_, portfolios),
         [](const auto& row) { return row.portfolio_id; });
    std::vector<store::CalendarOverride> holidays;
    for (const feeds::HolidayRow& row : folder_.holidays) {
      holidays.push_back({std::string(row.calendar), row.date,
                          std::string(feeds::name_of(row.kind)), std::string(row.name)});
    }
    take("holidays.csv", folder_.holidays, store::save_calendar_overrides(write_, holidays),
         [](const auto& row) { return row.calendar; });
    master_ = store::Master::load(write_.database());
  }

  void write_facts() {
    take("trades.csv", folder_.trades, store::save_trades(write_, master_, trades(), policy_));
    take("fx_trades.csv", folder_.fx_trades,
         store::save_fx_trades(write_, master_, fx_trades(), policy_));
    take("cash_flows.csv", folder_.cash_flows,
         store::save_cash_flows(write_, master_, cash_flows(), policy_));
    take("corporate_actions.csv", folder_.corporate_actions,
         store::save_corporate_actions(write_, master_, actions(), policy_));
    take("settlements.csv", folder_.settlements,
         store::save_confirmations(write_, master_, confirmations(), policy_));
  }

  void write_observations() {
    std::vector<store::PriceRow> prices;
    prices.reserve(folder_.prices.size());
    for (const feeds::PriceRow& row : folder_.prices) {
      prices.push_back({instrument(row.instrument_id), row.date, row.close_e6, row.currency,
                        row.source.empty() ? "book" : row.source});
    }
    take("prices.csv", store::save_prices(write_, prices), [&](std::size_t i) {
      return std::string(folder_.prices[i].instrument_id) + " " + folder_.prices[i].date.iso();
    });
    std::vector<store::FxRateRow> rates;
    for (const feeds::FxRateRow& row : folder_.fx_rates) {
      rates.push_back(
          {row.base, row.quote, row.date, row.rate_e8, row.source.empty() ? "book" : row.source});
    }
    take("fx_rates.csv", store::save_fx_rates(write_, rates), [&](std::size_t i) {
      const feeds::FxRateRow& row = folder_.fx_rates[i];
      return row.base.code() + "/" + row.quote.code() + " " + row.date.iso();
    });
    std::vector<store::SeriesRow> series;
    for (const feeds::SeriesRow& row : folder_.series) {
      series.push_back({row.series_id, row.date, row.value, row.published_date});
    }
    take("series.csv", store::save_series(write_, series), [&](std::size_t i) {
      return std::string(folder_.series[i].series_id) + " " + folder_.series[i].date.iso();
    });
  }

  void write_others() {
    std::vector<store::PortfolioHistoryRow> history;
    for (const feeds::PortfolioHistoryRow& row : folder_.portfolio_history) {
      const auto no = portfolio(row.portfolio_id);
      const base::Currency currency = master_.portfolio(no).base_currency;
      history.push_back({no, row.date, *feeds::minor_from_e6(row.nav_e6, currency),
                         *feeds::minor_from_e6(row.external_flow_e6, currency)});
    }
    take("portfolio_history.csv", folder_.portfolio_history,
         store::save_portfolio_history(write_, history),
         [](const auto& row) { return row.portfolio_id; });
    std::vector<store::Suspension> suspensions;
    for (const feeds::SuspensionRow& row : folder_.suspensions) {
      suspensions.push_back({instrument(row.instrument_id), row.from_date, row.to_date,
                             static_cast<int>(row.haircut_bps), std::string(row.approved_by)});
    }
    take("suspensions.csv", folder_.suspensions, store::save_suspensions(write_, suspensions),
         [](const auto& row) { return row.instrument_id; });
  }

 private:
  // Ids were checked against the book and the folder before.
  [[nodiscard]] finance::InstrumentNo instrument(std::string_view id) const {
    const auto no = master_.instrument_no(id);
    WEALTHJOBS_CHECK(no.has_value());
    return *no;
  }
  [[nodiscard]] finance::PortfolioNo portfolio(std::string_view id) const {
    const auto no = master_.portfolio_no(id);
    WEALTHJOBS_CHECK(no.has_value());
    return *no;
  }
  [[nodiscard]] std::string short_file(std::string_view file) const {
    const auto count = std::ranges::find(folder_.files, file, &feeds::FileCount::file);
    return feeds::short_name(count->path);
  }
  [[nodiscard]] std::string place(std::string_view file, std::uint64_t line) const {
    return short_file(file) + ":" + std::to_string(line);
  }
  [[nodiscard]] FileIntake& report_of(std::string_view file) const {
    const auto found = std::ranges::find(report_.files, file, &FileIntake::file);
    WEALTHJOBS_CHECK(found != report_.files.end());
    return *found;
  }

  template <class Fact, class Row>
  store::FactRow<Fact> fact_row(std::string_view file, const Row& row, std::string_view id,
                                Fact fact) const {
    store::FactRow<Fact> made;
    made.action = row.version.action;
    if (row.version.version > 0) made.version = row.version.version;
    made.id = id;
    made.fact = std::move(fact);
    made.source = place(file, row.place.line);
    return made;
  }

  std::vector<store::FactRow<finance::Trade>> trades() const {
    std::vector<store::FactRow<finance::Trade>> rows;
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
      rows.push_back(fact_row("trades.csv", row, row.trade_id, std::move(trade)));
    }
    return rows;
  }
  std::vector<store::FactRow<finance::FxTrade>> fx_trades() const {
    std::vector<store::FactRow<finance::FxTrade>> rows;
    for (const feeds::FxTradeRow& row : folder_.fx_trades) {
      finance::FxTrade fx;
      fx.portfolio = portfolio(row.portfolio_id);
      fx.trade_date = row.trade_date;
      fx.settle_date = row.settle_date;
      fx.sell_currency = row.sell_currency;
      fx.sell_minor = row.sell_minor;
      fx.buy_currency = row.buy_currency;
      fx.buy_minor = row.buy_minor;
      rows.push_back(fact_row("fx_trades.csv", row, row.fx_trade_id, std::move(fx)));
    }
    return rows;
  }
  std::vector<store::FactRow<finance::CashFlow>> cash_flows() const {
    std::vector<store::FactRow<finance::CashFlow>> rows;
    for (const feeds::CashFlowRow& row : folder_.cash_flows) {
      finance::CashFlow flow;
      flow.portfolio = portfolio(row.portfolio_id);
      flow.date = row.date;
      flow.currency = row.currency;
      flow.amount_minor = row.amount_minor;
      flow.kind = row.kind;
      flow.channel = row.channel;
      rows.push_back(fact_row("cash_flows.csv", row, row.flow_id, std::move(flow)));
    }
    return rows;
  }
  std::vector<store::FactRow<finance::CorporateAction>> actions() const {
    std::vector<store::FactRow<finance::CorporateAction>> rows;
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
      rows.push_back(fact_row("corporate_actions.csv", row, row.action_id, std::move(action)));
    }
    return rows;
  }
  std::vector<store::FactRow<finance::Confirmation>> confirmations() const {
    std::vector<store::FactRow<finance::Confirmation>> rows;
    for (const feeds::SettlementRow& row : folder_.settlements) {
      finance::Confirmation confirmation;
      confirmation.id = row.confirmation_id;
      confirmation.trade_key = row.trade_id;
      confirmation.date = row.date;
      confirmation.quantity_e6 = row.quantity_e6;
      confirmation.cash_minor = row.cash_minor;
      confirmation.currency = row.currency;
      auto made = fact_row("settlements.csv", row, row.confirmation_id, std::move(confirmation));
      if (!row.portfolio_id.empty()) made.portfolio = portfolio(row.portfolio_id);
      rows.push_back(std::move(made));
    }
    return rows;
  }

  template <class Rows, class Id>
  void take(std::string_view file, const Rows& rows, const store::SaveCounts& counts, Id id) {
    if (rows.empty()) return;
    FileIntake& taken = report_of(file);
    taken.added += counts.added;
    taken.duplicates += counts.duplicate;
    for (const std::size_t i : counts.conflicts) {
      report_.refusals.push_back(place(file, rows[i].place.line) +
                                 ":1: " + std::string(id(rows[i])) +
                                 " is in the book with other content; such rows are never "
                                 "overwritten: give it another id, or leave it as it was");
    }
  }
  template <class Rows>
  void take(std::string_view file, const Rows& rows, const store::FactCounts& counts) {
    if (rows.empty()) return;
    FileIntake& taken = report_of(file);
    taken.added += counts.added;
    taken.duplicates += counts.duplicate;
    taken.amended += counts.amended;
    taken.cancelled += counts.cancelled;
    for (const store::FactConflict& conflict : counts.conflicts) {
      std::string text = place(file, rows[conflict.row].place.line) + ":1: " + conflict.key + ": " +
                         std::string(store::name_of(conflict.refusal));
      if (!conflict.field.empty()) text += " in " + conflict.field;
      if (conflict.refusal == store::FactRefusal::other_content) {
        text += "; import --amend makes it the next version";
      }
      report_.refusals.push_back(std::move(text));
    }
  }
  template <class Name>
  void take(std::string_view file, const store::ObservationCounts& counts, Name name) {
    if (counts.added + counts.duplicate == 0 && counts.changes.empty()) return;
    FileIntake& taken = report_of(file);
    taken.added += counts.added;
    taken.duplicates += counts.duplicate;
    taken.changed += static_cast<std::int64_t>(counts.changes.size());
    if (!counts.changes.empty()) {
      report_.changes.push_back(short_file(file) + ": " + name(counts.changes.front().row) +
                                " is version " + std::to_string(counts.changes.front().version));
    }
  }

  store::WriteTransaction& write_;
  const feeds::BookFolder& folder_;
  store::FactPolicy policy_;
  IntakeReport& report_;
  store::Master master_;
};

}  // namespace

void write_rows(store::WriteTransaction& write, const feeds::BookFolder& folder,
                const IntakeOptions& options, IntakeReport& report) {
  RowWriter writer(write, folder, options, report);
  writer.write_master();
  writer.write_facts();
  writer.write_observations();
  writer.write_others();
}

}  // namespace wealthjobs::jobs
