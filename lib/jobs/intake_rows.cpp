#include "jobs/intake_rows.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/decimal.h"
#include "jobs/intake_facts.h"
#include "jobs/intake_fees.h"
#include "jobs/intake_interest.h"
#include "jobs/intake_statements.h"
#include "jobs/intake_subscriptions.h"
#include "jobs/intake_take_on.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/interest_terms.h"
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
    const FactRows rows(folder_, master_);
    take("trades.csv", folder_.trades, store::save_trades(write_, master_, rows.trades(), policy_));
    take("fx_trades.csv", folder_.fx_trades,
         store::save_fx_trades(write_, master_, rows.fx_trades(), policy_));
    take("cash_flows.csv", folder_.cash_flows,
         store::save_cash_flows(write_, master_, rows.cash_flows(), policy_));
    take("corporate_actions.csv", folder_.corporate_actions,
         store::save_corporate_actions(write_, master_, rows.actions(), policy_));
    take("transfers.csv", folder_.transfers,
         store::save_transfers(write_, master_, rows.transfers(), policy_));
    take("settlements.csv", folder_.settlements,
         store::save_confirmations(write_, master_, rows.confirmations(), policy_));
  }

  void write_observations() {
    const FactRows known(folder_, master_);
    std::vector<store::PriceRow> prices;
    prices.reserve(folder_.prices.size());
    for (const feeds::PriceRow& row : folder_.prices) {
      prices.push_back({known.instrument(row.instrument_id), row.date, row.close_e6, row.currency,
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
    const FactRows known(folder_, master_);
    std::vector<store::PortfolioHistoryRow> history;
    for (const feeds::PortfolioHistoryRow& row : folder_.portfolio_history) {
      const auto no = known.portfolio(row.portfolio_id);
      const base::Currency currency = master_.portfolio(no).base_currency;
      history.push_back({no, row.date, *feeds::minor_from_e6(row.nav_e6, currency),
                         *feeds::minor_from_e6(row.external_flow_e6, currency)});
    }
    take("portfolio_history.csv", folder_.portfolio_history,
         store::save_portfolio_history(write_, history),
         [](const auto& row) { return row.portfolio_id; });
    std::vector<store::Suspension> suspensions;
    for (const feeds::SuspensionRow& row : folder_.suspensions) {
      suspensions.push_back({known.instrument(row.instrument_id), row.from_date, row.to_date,
                             static_cast<int>(row.haircut_bps), std::string(row.approved_by)});
    }
    take("suspensions.csv", folder_.suspensions, store::save_suspensions(write_, suspensions),
         [](const auto& row) { return row.instrument_id; });
    take("interest_tiers.csv", folder_.interest_tiers,
         store::save_interest_tiers(write_, stored_interest_tiers(folder_.interest_tiers)),
         [](const auto& row) { return row.interest_schedule_id; });
    const auto subscription_id = [](const auto& row) { return row.subscription_id; };
    take("subscriptions.csv", folder_.subscriptions,
         store::save_subscriptions(write_, subscription_rows(folder_)), subscription_id);
    take("subscription_payments.csv", folder_.subscription_payments,
         store::save_payment_results(write_, payment_result_rows(folder_)), subscription_id);
  }

 private:
  [[nodiscard]] std::string place(std::string_view file, std::uint64_t line) const {
    return FactRows(folder_, master_).short_file(file) + ":" + std::to_string(line);
  }
  [[nodiscard]] FileIntake& report_of(std::string_view file) const {
    const auto found = std::ranges::find(report_.files, file, &FileIntake::file);
    WEALTHJOBS_CHECK(found != report_.files.end());
    return *found;
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
      std::string text = place(file, rows[conflict.row].place.line) + ":1: " + conflict.key + ": ";
      switch (conflict.refusal) {
        case store::FactRefusal::other_content:
          text += "the book has it with another " + conflict.field +
                  "; import --amend makes this its next version";
          break;
        case store::FactRefusal::unknown_fact:
          text += "nothing of that id to amend or cancel; import the fact itself first";
          break;
        case store::FactRefusal::version_gap:
          text += "the book has version " + std::to_string(conflict.known_version) +
                  "; give the next one, or leave the column version empty";
          break;
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
    const std::string file_name = FactRows(folder_, master_).short_file(file);
    constexpr std::size_t listed = 20;
    for (std::size_t i = 0; i < std::min(counts.changes.size(), listed); ++i) {
      report_.changes.push_back(file_name + ": " + name(counts.changes[i].row) + " is version " +
                                std::to_string(counts.changes[i].version));
    }
    if (counts.changes.size() > listed) {
      report_.changes.push_back(file_name + ": " + std::to_string(counts.changes.size() - listed) +
                                " more changed");
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
  write_take_on(write, folder, report);
  writer.write_facts();
  writer.write_observations();
  writer.write_others();
  write_statements(write, folder, report);
  write_fee_schedules(write, folder, report);
}

}  // namespace wealthjobs::jobs
