// The rows of a book folder that are seen rather than done: prices, rates, series, statements of
// custodians, take-on history, closed days. Same conventions as book_rows.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/currency.h"
#include "base/date.h"
#include "feeds/source_line.h"

namespace wealthjobs::feeds {

enum class HolidayMark { holiday, early_close };
std::string_view name_of(HolidayMark kind);

struct PriceRow {
  SourceLine place;
  std::string_view instrument_id;
  base::Date date;
  base::Currency currency;
  std::int64_t close_e6 = 0;
  std::string_view source;  // empty where not given
  auto key() const { return std::tuple(instrument_id, date, source); }
  bool operator==(const PriceRow&) const = default;
};

struct FxRateRow {  // 1 base = rate quote
  SourceLine place;
  base::Date date;
  base::Currency base;
  base::Currency quote;
  std::int64_t rate_e8 = 0;
  std::string_view source;
  auto key() const { return std::tuple(base.packed(), quote.packed(), date, source); }
  bool operator==(const FxRateRow&) const = default;
};

struct SeriesRow {
  SourceLine place;
  std::string_view series_id;
  base::Date date;
  double value = 0;
  std::optional<base::Date> published_date;
  auto key() const { return std::tuple(series_id, date); }
  bool operator==(const SeriesRow&) const = default;
};

// nav and flow are in the portfolio's base currency, which the file does not name: the caller turns
// them into minor units with minor_from_e6.
struct PortfolioHistoryRow {
  SourceLine place;
  std::string_view portfolio_id;
  base::Date date;
  std::int64_t nav_e6 = 0;
  std::int64_t external_flow_e6 = 0;
  auto key() const { return std::tuple(portfolio_id, date); }
  bool operator==(const PortfolioHistoryRow&) const = default;
};
// 1234500000 (1,234.50) in AUD -> 123450; nullopt where the currency has fewer decimals than the
// amount (1,234.50 JPY).
std::optional<std::int64_t> minor_from_e6(std::int64_t amount_e6, base::Currency currency);

struct HolidayRow {
  SourceLine place;
  std::string_view calendar;
  base::Date date;
  HolidayMark kind = HolidayMark::holiday;
  std::string_view name;
  auto key() const { return std::tuple(calendar, date); }
  bool operator==(const HolidayRow&) const = default;
};

struct SuspensionRow {
  SourceLine place;
  std::string_view instrument_id;
  base::Date from_date;
  base::Date to_date;
  std::int64_t haircut_bps = 0;
  std::string_view approved_by;
  auto key() const { return std::tuple(instrument_id, from_date); }
  bool operator==(const SuspensionRow&) const = default;
};

struct CustodianPositionRow {
  SourceLine place;
  base::Date statement_date;
  std::string_view custodian;
  std::string_view account;
  std::string_view portfolio_id;
  std::string_view instrument_id;
  std::int64_t quantity_e6 = 0;  // signed
  auto key() const {
    return std::tuple(statement_date, custodian, account, portfolio_id, instrument_id);
  }
  bool operator==(const CustodianPositionRow&) const = default;
};

struct CustodianCashRow {
  SourceLine place;
  base::Date statement_date;
  std::string_view custodian;
  std::string_view account;
  std::string_view portfolio_id;
  base::Currency currency;
  std::int64_t amount_minor = 0;  // signed
  auto key() const {
    return std::tuple(statement_date, custodian, account, portfolio_id, currency.packed());
  }
  bool operator==(const CustodianCashRow&) const = default;
};

}  // namespace wealthjobs::feeds
