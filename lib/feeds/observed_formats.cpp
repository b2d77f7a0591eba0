#include <array>

#include "base/decimal.h"
#include "feeds/row_format.h"

namespace wealthjobs::feeds {
namespace {

namespace price {
enum Column : std::size_t { instrument_id, date, close, currency, source };
constexpr std::array columns{CsvColumn{"instrument_id", true, true}, CsvColumn{"date", true, true},
                             CsvColumn{"close"}, CsvColumn{"currency"},
                             CsvColumn{"source", false, true}};
}  // namespace price

PriceRow parse_price(RowFields& fields) {
  using namespace price;
  PriceRow row;
  row.instrument_id = fields.id(instrument_id);
  row.date = fields.date(date);
  row.close_e6 = fields.positive(close, base::price_scale, "price_not_positive");
  row.currency = fields.currency(currency);
  row.source = fields.optional_id(source);
  return row;
}

namespace fx_rate {
enum Column : std::size_t { date, base, quote, rate, source };
constexpr std::array columns{CsvColumn{"date", true, true}, CsvColumn{"base", true, true},
                             CsvColumn{"quote", true, true}, CsvColumn{"rate"},
                             CsvColumn{"source", false, true}};
}  // namespace fx_rate

FxRateRow parse_fx_rate(RowFields& fields) {
  FxRateRow row;
  row.date = fields.date(fx_rate::date);
  row.base = fields.currency(fx_rate::base);
  row.quote = fields.currency(fx_rate::quote);
  if (row.base == row.quote) fields.refuse(fx_rate::quote, "self_fx");
  row.rate_e8 = fields.positive(fx_rate::rate, base::fx_scale, "rate_not_positive");
  row.source = fields.optional_id(fx_rate::source);
  return row;
}

namespace series {
enum Column : std::size_t { series_id, date, value, published_at };
constexpr std::array columns{CsvColumn{"series_id", true, true}, CsvColumn{"date", true, true},
                             CsvColumn{"value"}, CsvColumn{"published_at", false}};
}  // namespace series

// A date, or an instant of which the date is kept: 2020-07-01 or 2020-07-01T08:30:00Z.
std::optional<base::Date> parse_published(RowFields& fields, std::size_t column) {
  const std::string_view text = fields.raw(column);
  constexpr std::size_t date_length = 10;
  if (text.size() <= date_length || (text[date_length] != 'T' && text[date_length] != ' ')) {
    return fields.optional_date(column);
  }
  const auto date = base::Date::parse(text.substr(0, date_length));
  if (!date) fields.refuse(column, "bad_date");
  return date;
}

SeriesRow parse_series(RowFields& fields) {
  using namespace series;
  SeriesRow row;
  row.series_id = fields.id(series_id);
  row.date = fields.date(date);
  row.value = fields.real(value);
  row.published_date = parse_published(fields, published_at);
  return row;
}

namespace portfolio_history {
enum Column : std::size_t { portfolio_id, date, nav, external_flow };
constexpr std::array columns{CsvColumn{"portfolio_id", true, true}, CsvColumn{"date", true, true},
                             CsvColumn{"nav"}, CsvColumn{"external_flow"}};
}  // namespace portfolio_history

PortfolioHistoryRow parse_portfolio_history(RowFields& fields) {
  using namespace portfolio_history;
  PortfolioHistoryRow row;
  row.portfolio_id = fields.id(portfolio_id);
  row.date = fields.date(date);
  row.nav_e6 = fields.decimal(nav, 6);
  row.external_flow_e6 = fields.decimal(external_flow, 6);
  return row;
}

namespace custodian_position {
enum Column : std::size_t {
  statement_date,
  custodian,
  account,
  portfolio_id,
  instrument_id,
  quantity
};
constexpr std::array columns{
    CsvColumn{"statement_date", true, true}, CsvColumn{"custodian", true, true},
    CsvColumn{"account", true, true},        CsvColumn{"portfolio_id", true, true},
    CsvColumn{"instrument_id", true, true},  CsvColumn{"quantity"}};
}  // namespace custodian_position

CustodianPositionRow parse_custodian_position(RowFields& fields) {
  using namespace custodian_position;
  CustodianPositionRow row;
  row.statement_date = fields.date(statement_date);
  row.custodian = fields.id(custodian);
  row.account = fields.id(account);
  row.portfolio_id = fields.id(portfolio_id);
  row.instrument_id = fields.id(instrument_id);
  row.quantity_e6 = fields.decimal(quantity, base::quantity_scale);
  return row;
}

namespace custodian_cash {
enum Column : std::size_t { statement_date, custodian, account, portfolio_id, currency, amount };
constexpr std::array columns{
    CsvColumn{"statement_date", true, true}, CsvColumn{"custodian", true, true},
    CsvColumn{"account", true, true},        CsvColumn{"portfolio_id", true, true},
    CsvColumn{"currency", true, true},       CsvColumn{"amount"}};
}  // namespace custodian_cash

CustodianCashRow parse_custodian_cash(RowFields& fields) {
  using namespace custodian_cash;
  CustodianCashRow row;
  row.statement_date = fields.date(statement_date);
  row.custodian = fields.id(custodian);
  row.account = fields.id(account);
  row.portfolio_id = fields.id(portfolio_id);
  row.currency = fields.currency(currency);
  row.amount_minor = fields.decimal(amount, row.currency.exponent());
  return row;
}

}  // namespace

std::optional<std::int64_t> minor_from_e6(std::int64_t amount_e6, base::Currency currency) {
  const std::int64_t unit = base::power_of_ten(6 - currency.exponent());
  if (amount_e6 % unit != 0) return std::nullopt;
  return amount_e6 / unit;
}

// A bad price or rate is a warning: the pack knows which instruments and currencies need one.

const RowFormat<PriceRow>& price_format() {
  static constexpr RowFormat<PriceRow> format{"prices.csv", price::columns, Severity::warn,
                                              parse_price};
  return format;
}

const RowFormat<FxRateRow>& fx_rate_format() {
  static constexpr RowFormat<FxRateRow> format{"fx_rates.csv", fx_rate::columns, Severity::warn,
                                               parse_fx_rate};
  return format;
}

const RowFormat<SeriesRow>& series_format() {
  static constexpr RowFormat<SeriesRow> format{"series.csv", series::columns, Severity::warn,
                                               parse_series};
  return format;
}

const RowFormat<PortfolioHistoryRow>& portfolio_history_format() {
  static constexpr RowFormat<PortfolioHistoryRow> format{
      "portfolio_history.csv", portfolio_history::columns, Severity::critical,
      parse_portfolio_history};
  return format;
}

// A bad row of a statement is no reason to hold a portfolio's settlement: reconcile_custodian asks
// for the rows that its statement lacks.

const RowFormat<CustodianPositionRow>& custodian_position_format() {
  static constexpr RowFormat<CustodianPositionRow> format{"custodian_positions.csv",
                                                          custodian_position::columns,
                                                          Severity::warn, parse_custodian_position};
  return format;
}

const RowFormat<CustodianCashRow>& custodian_cash_format() {
  static constexpr RowFormat<CustodianCashRow> format{"custodian_cash.csv", custodian_cash::columns,
                                                      Severity::warn, parse_custodian_cash};
  return format;
}

}  // namespace wealthjobs::feeds
