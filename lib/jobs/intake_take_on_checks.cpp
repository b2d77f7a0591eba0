#include "jobs/intake_take_on_checks.h"

#include <map>
#include <unordered_map>
#include <utility>

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::Date;

using Instruments = std::unordered_map<std::string_view, Currency>;

Instruments known_instruments(const store::Master& master, const feeds::BookFolder& folder) {
  Instruments instruments;
  for (const store::InstrumentRow& row : master.instruments()) {
    instruments.emplace(row.id, row.currency);
  }
  for (const feeds::InstrumentRow& row : folder.instruments) {
    instruments.emplace(row.instrument_id, row.currency);
  }
  return instruments;
}

Verdict unknown(std::string_view what, std::string_view field, std::string_view id) {
  return Fault{what == "portfolio" ? "unknown_portfolio" : "unknown_instrument", field,
               std::string(what) + " " + std::string(id) + " is not in " + std::string(what) +
                   "s.csv or in the book"};
}

Verdict dated(const AccountsKnown::Account& account, std::optional<Date> date,
              std::string_view portfolio_id) {
  const Date day = date.value_or(account.basics.inception_date);
  if (day < account.basics.inception_date) {
    return Fault{"before_inception", "date",
                 day.iso() + " is before the inception of " + std::string(portfolio_id) + " on " +
                     account.basics.inception_date.iso()};
  }
  if (account.opening_dates.size() == 1) return std::nullopt;
  return Fault{"opening_dates_differ", "date",
               "opening balances of " + std::string(portfolio_id) + " are dated " +
                   account.opening_dates.begin()->iso() + " and " +
                   account.opening_dates.rbegin()->iso() + ": give one date"};
}

Verdict scaled(std::int64_t amount_e6, Currency currency, std::string_view field) {
  if (feeds::minor_from_e6(amount_e6, currency)) return std::nullopt;
  return Fault{"scale_overflow", field, "more decimals than " + currency.code() + " has"};
}

template <class Row>
Verdict costed(const Row& row, Currency own, Currency base_currency) {
  Verdict fault = scaled(row.cost_e6, own, "cost");
  if (!fault && row.cost_base_e6) fault = scaled(*row.cost_base_e6, base_currency, "cost_base");
  if (fault || row.cost_base_e6 || own == base_currency) return fault;
  return Fault{"missing_cost_base", "cost_base",
               std::string(row.instrument_id) + " is in " + own.code() +
                   ": its lot needs a cost in " + base_currency.code()};
}

// Lots that share an id, whatever line they stand on.
std::map<std::pair<std::string_view, std::string>, int> lot_counts(
    const feeds::BookFolder& folder) {
  std::map<std::pair<std::string_view, std::string>, int> counts;
  for (const feeds::OpeningPositionRow& row : folder.opening_positions) {
    ++counts[{row.portfolio_id, opening_lot_id(row)}];
  }
  return counts;
}

void check_positions(const AccountsKnown& accounts, const Instruments& instruments,
                     feeds::BookFolder& folder) {
  const auto lots = lot_counts(folder);
  sift(folder, "opening_positions.csv", folder.opening_positions,
       [&](const feeds::OpeningPositionRow& row) -> Verdict {
         const auto* const account = accounts.find(row.portfolio_id);
         if (account == nullptr) return unknown("portfolio", "portfolio_id", row.portfolio_id);
         const auto instrument = instruments.find(row.instrument_id);
         if (instrument == instruments.end()) {
           return unknown("instrument", "instrument_id", row.instrument_id);
         }
         if (Verdict fault = dated(*account, row.date, row.portfolio_id)) return fault;
         if (row.acquired_date > *account->opening_dates.begin()) {
           return Fault{"acquired_after_opening", "acquired_date",
                        row.acquired_date.iso() + " is after the opening on " +
                            account->opening_dates.begin()->iso()};
         }
         if (lots.at({row.portfolio_id, opening_lot_id(row)}) > 1) {
           return Fault{"duplicate_key", "lot_id",
                        "lot " + opening_lot_id(row) + " stands there more than once"};
         }
         return costed(row, instrument->second, account->base_currency);
       });
}

Verdict accrual_fault(const feeds::OpeningAccrualRow& row, const AccountsKnown::Account& account) {
  const Currency currency =
      row.currency.empty() ? account.base_currency : Currency::of(row.currency);
  const std::int64_t fees[] = {row.management_fee_e6, row.performance_fee_e6, row.gst_e6};
  const bool has_fees = fees[0] != 0 || fees[1] != 0 || fees[2] != 0 ||
                        row.fee_carry.numerator != 0 || row.high_water_mark_e9 || row.units_e6;
  if (has_fees && currency != account.base_currency) {
    return Fault{"not_base_currency", "currency",
                 "fees, mark and units of " + std::string(row.portfolio_id) + " are in " +
                     account.base_currency.code()};
  }
  for (const std::int64_t fee : fees) {
    if (Verdict fault = scaled(fee, currency, "management_fee")) return fault;
  }
  return scaled(row.interest_e6, currency, "interest");
}

void check_balances(const AccountsKnown& accounts, feeds::BookFolder& folder) {
  sift(folder, "opening_cash.csv", folder.opening_cash,
       [&](const feeds::OpeningCashRow& row) -> Verdict {
         const auto* const account = accounts.find(row.portfolio_id);
         if (account == nullptr) return unknown("portfolio", "portfolio_id", row.portfolio_id);
         return dated(*account, row.date, row.portfolio_id);
       });
  sift(folder, "opening_accruals.csv", folder.opening_accruals,
       [&](const feeds::OpeningAccrualRow& row) -> Verdict {
         const auto* const account = accounts.find(row.portfolio_id);
         if (account == nullptr) return unknown("portfolio", "portfolio_id", row.portfolio_id);
         if (Verdict fault = dated(*account, row.date, row.portfolio_id)) return fault;
         return accrual_fault(row, *account);
       });
}

}  // namespace

std::string opening_lot_id(const feeds::OpeningPositionRow& row) {
  if (!row.lot_id.empty()) return std::string(row.lot_id);
  return "opening/" + std::string(row.instrument_id) + "/" + row.acquired_date.iso();
}

void check_take_on(const AccountsKnown& accounts, const store::Master& master,
                   feeds::BookFolder& folder) {
  const Instruments instruments = known_instruments(master, folder);
  sift(folder, "portfolio_terms.csv", folder.portfolio_terms,
       [&](const feeds::PortfolioTermsRow& row) {
         return accounts.find(row.portfolio_id) != nullptr
                    ? Verdict()
                    : unknown("portfolio", "portfolio_id", row.portfolio_id);
       });
  check_positions(accounts, instruments, folder);
  check_balances(accounts, folder);
  sift(folder, "transfers.csv", folder.transfers, [&](const feeds::TransferRow& row) -> Verdict {
    const auto* const account = accounts.find(row.portfolio_id);
    if (account == nullptr) return unknown("portfolio", "portfolio_id", row.portfolio_id);
    const auto instrument = instruments.find(row.instrument_id);
    if (instrument == instruments.end()) {
      return unknown("instrument", "instrument_id", row.instrument_id);
    }
    if (row.date < account->basics.inception_date) {
      return Fault{"before_inception", "date",
                   row.date.iso() + " is before the inception of " + std::string(row.portfolio_id) +
                       " on " + account->basics.inception_date.iso()};
    }
    const bool leaves = row.direction == finance::TransferDirection::out;
    if (Verdict fault = accounts.takes(
            row, row.date, "date",
            leaves ? AccountsKnown::Movement::leaves : AccountsKnown::Movement::any)) {
      return fault;
    }
    return leaves ? Verdict() : costed(row, instrument->second, account->base_currency);
  });
}

}  // namespace wealthjobs::jobs
