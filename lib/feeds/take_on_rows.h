// The rows of the files that take a book on and change it in kind: opening balances, in-specie
// transfers, dated terms of portfolios.
//
//   Units     quantities and units x 10^6; costs and amounts x 10^6 of the major unit, for their
//             currency is the instrument's or the portfolio's, which these files do not name: the
//             caller turns them into minor units with minor_from_e6
//   row_key   under which a row of the file stands in quarantine
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/currency.h"
#include "base/date.h"
#include "feeds/book_rows.h"
#include "feeds/source_line.h"
#include "finance/ledger/fact.h"
#include "finance/ledger/opening.h"

namespace wealthjobs::feeds {

struct OpeningPositionRow {
  SourceLine place;
  std::string_view portfolio_id;
  std::optional<base::Date> date;  // absent: the portfolio's inception
  std::string_view instrument_id;
  std::string_view lot_id;  // absent: named by instrument and acquired date
  base::Date acquired_date;
  std::int64_t quantity_e6 = 0;
  std::int64_t cost_e6 = 0;
  std::optional<std::int64_t> cost_base_e6;  // absent: the cost, where both are in one currency
  auto key() const { return std::tuple(portfolio_id, instrument_id, acquired_date, lot_id); }
  [[nodiscard]] std::string row_key() const {
    return std::string(portfolio_id) + "|" + std::string(instrument_id) + "|" +
           acquired_date.iso() + "|" + std::string(lot_id);
  }
  bool operator==(const OpeningPositionRow&) const = default;
};

struct OpeningCashRow {
  SourceLine place;
  std::string_view portfolio_id;
  std::optional<base::Date> date;
  base::Currency currency;
  std::int64_t amount_minor = 0;  // signed
  auto key() const { return std::tuple(portfolio_id, currency.packed()); }
  [[nodiscard]] std::string row_key() const {
    return std::string(portfolio_id) + "|" + currency.code();
  }
  bool operator==(const OpeningCashRow&) const = default;
};

struct OpeningAccrualRow {
  SourceLine place;
  std::string_view portfolio_id;
  std::optional<base::Date> date;
  std::string_view currency;  // a code; absent: the base currency
  std::int64_t management_fee_e6 = 0;
  std::int64_t performance_fee_e6 = 0;
  std::int64_t gst_e6 = 0;
  std::int64_t interest_e6 = 0;
  finance::Carry fee_carry;
  finance::Carry interest_carry;
  std::optional<std::int64_t> high_water_mark_e9;
  std::optional<std::int64_t> units_e6;
  auto key() const { return std::tuple(portfolio_id, currency); }
  [[nodiscard]] std::string row_key() const {
    return std::string(portfolio_id) + "|" + std::string(currency);
  }
  bool operator==(const OpeningAccrualRow&) const = default;
};

struct TransferRow {
  SourceLine place;
  FactVersion version;
  std::string_view transfer_id;
  std::string_view portfolio_id;
  std::string_view instrument_id;
  finance::TransferDirection direction = finance::TransferDirection::in;
  base::Date date;
  std::int64_t quantity_e6 = 0;
  std::optional<base::Date> acquired_date;  // in only, as the costs
  std::int64_t cost_e6 = 0;
  std::optional<std::int64_t> cost_base_e6;
  std::string_view lot_id;
  auto key() const { return std::tuple(portfolio_id, transfer_id, version.version); }
  [[nodiscard]] std::string row_key() const { return std::string(transfer_id); }
  bool operator==(const TransferRow&) const = default;
};

struct PortfolioTermsRow {  // an empty cell: as before
  SourceLine place;
  std::string_view portfolio_id;
  base::Date from_date;
  std::string_view benchmark_id;
  std::string_view fee_schedule_id;
  std::string_view interest_schedule_id;
  std::string_view model_id;
  std::string_view household;
  std::string_view tax_residence;
  std::string_view custodian;
  std::string_view account;
  std::string_view status;  // open, closed or empty
  auto key() const { return std::tuple(portfolio_id, from_date); }
  [[nodiscard]] std::string row_key() const {
    return std::string(portfolio_id) + "|" + from_date.iso();
  }
  bool operator==(const PortfolioTermsRow&) const = default;
};

// "56/100": numerator and denominator of a part of a minor unit; nullopt where the text is none or
// not between -1 and 1.
std::optional<finance::Carry> carry_from(std::string_view text);

}  // namespace wealthjobs::feeds
