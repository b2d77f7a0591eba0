#include "jobs/intake_take_on.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/check.h"
#include "feeds/file_name.h"
#include "jobs/intake_accounts.h"
#include "jobs/intake_facts.h"
#include "jobs/intake_take_on_checks.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;

std::string source_of(const FactRows& known, std::string_view file, std::uint64_t line) {
  return known.short_file(file) + ":" + std::to_string(line);
}

// The date that the row gives, else the inception.
template <class Row>
base::Date opening_date(const Row& row, const store::PortfolioRow& portfolio) {
  return row.date.value_or(portfolio.inception_date);
}

// Checked before: every amount has as many decimals as its currency.
std::int64_t minor_of(std::int64_t amount_e6, Currency currency) {
  return feeds::minor_from_e6(amount_e6, currency).value();
}

template <class Rows>
void note(const feeds::BookFolder& folder, IntakeReport& report, std::string_view name,
          const Rows& rows, const store::SaveCounts& counts) {
  if (rows.empty()) return;
  const auto file = std::ranges::find(report.files, name, &FileIntake::file);
  WEALTHJOBS_CHECK(file != report.files.end());
  file->added += counts.added;
  file->duplicates += counts.duplicate;
  const auto count = std::ranges::find(folder.files, name, &feeds::FileCount::file);
  for (const std::size_t i : counts.conflicts) {
    report.refusals.push_back(feeds::short_name(count->path) + ":" +
                              std::to_string(rows[i].place.line) + ":1: " + rows[i].row_key() +
                              " is in the book with other content; such rows are never "
                              "overwritten: see wealthjobs-import(5) for how it is put right");
  }
}

}  // namespace

std::vector<store::OpeningPositionRow> opening_position_rows(const feeds::BookFolder& folder,
                                                             const store::Master& master) {
  const FactRows known(folder, master);
  std::vector<store::OpeningPositionRow> rows;
  for (const feeds::OpeningPositionRow& row : folder.opening_positions) {
    const store::PortfolioRow& portfolio = master.portfolio(known.portfolio(row.portfolio_id));
    const store::InstrumentRow& instrument = master.instrument(known.instrument(row.instrument_id));
    finance::OpeningLot lot;
    lot.lot_id = opening_lot_id(row);
    lot.instrument = instrument.no;
    lot.acquired_date = row.acquired_date;
    lot.currency = instrument.currency;
    lot.quantity_e6 = row.quantity_e6;
    lot.cost_minor = minor_of(row.cost_e6, instrument.currency);
    lot.cost_base_minor = minor_of(row.cost_base_e6.value_or(row.cost_e6), portfolio.base_currency);
    rows.push_back({portfolio.no, opening_date(row, portfolio), std::move(lot),
                    source_of(known, "opening_positions.csv", row.place.line)});
  }
  return rows;
}

std::vector<store::OpeningCashRow> opening_cash_rows(const feeds::BookFolder& folder,
                                                     const store::Master& master) {
  const FactRows known(folder, master);
  std::vector<store::OpeningCashRow> rows;
  for (const feeds::OpeningCashRow& row : folder.opening_cash) {
    const store::PortfolioRow& portfolio = master.portfolio(known.portfolio(row.portfolio_id));
    rows.push_back({portfolio.no,
                    opening_date(row, portfolio),
                    {row.currency, row.amount_minor},
                    source_of(known, "opening_cash.csv", row.place.line)});
  }
  return rows;
}

std::vector<store::OpeningAccrualRow> opening_accrual_rows(const feeds::BookFolder& folder,
                                                           const store::Master& master) {
  const FactRows known(folder, master);
  std::vector<store::OpeningAccrualRow> rows;
  for (const feeds::OpeningAccrualRow& row : folder.opening_accruals) {
    const store::PortfolioRow& portfolio = master.portfolio(known.portfolio(row.portfolio_id));
    finance::OpeningAccrual accrual;
    accrual.currency = row.currency.empty() ? portfolio.base_currency : Currency::of(row.currency);
    accrual.management_fee_minor = minor_of(row.management_fee_e6, accrual.currency);
    accrual.performance_fee_minor = minor_of(row.performance_fee_e6, accrual.currency);
    accrual.gst_minor = minor_of(row.gst_e6, accrual.currency);
    accrual.interest_minor = minor_of(row.interest_e6, accrual.currency);
    accrual.fee_carry = row.fee_carry;
    accrual.interest_carry = row.interest_carry;
    accrual.high_water_mark_e9 = row.high_water_mark_e9;
    accrual.units_e6 = row.units_e6;
    rows.push_back({portfolio.no, opening_date(row, portfolio), std::move(accrual),
                    source_of(known, "opening_accruals.csv", row.place.line)});
  }
  return rows;
}

std::vector<store::PortfolioTermsRow> portfolio_terms_rows(const feeds::BookFolder& folder,
                                                           const store::Master& master) {
  const FactRows known(folder, master);
  std::vector<store::PortfolioTermsRow> rows;
  for (const feeds::PortfolioTermsRow& row : folder.portfolio_terms) {
    rows.push_back({known.portfolio(row.portfolio_id), dated_terms(row)});
  }
  return rows;
}

void write_take_on(store::WriteTransaction& write, const feeds::BookFolder& folder,
                   IntakeReport& report) {
  const store::Master master = store::Master::load(write.database());
  note(folder, report, "portfolio_terms.csv", folder.portfolio_terms,
       store::save_portfolio_terms(write, portfolio_terms_rows(folder, master)));
  note(folder, report, "opening_positions.csv", folder.opening_positions,
       store::save_opening_positions(write, opening_position_rows(folder, master)));
  note(folder, report, "opening_cash.csv", folder.opening_cash,
       store::save_opening_cash(write, opening_cash_rows(folder, master)));
  note(folder, report, "opening_accruals.csv", folder.opening_accruals,
       store::save_opening_accruals(write, opening_accrual_rows(folder, master)));
}

}  // namespace wealthjobs::jobs
