#include <array>

#include "feeds/row_format.h"

namespace wealthjobs::feeds {
namespace {

namespace instrument {
enum Column : std::size_t {
  id,
  name,
  kind,
  currency,
  calendar,
  isin,
  sector,
  country,
  price_factor,
  lot_size
};
constexpr std::array columns{CsvColumn{"instrument_id", true, true},
                             CsvColumn{"name"},
                             CsvColumn{"kind"},
                             CsvColumn{"currency"},
                             CsvColumn{"calendar"},
                             CsvColumn{"isin", false},
                             CsvColumn{"sector", false},
                             CsvColumn{"country", false},
                             CsvColumn{"price_factor", false},
                             CsvColumn{"lot_size", false}};
}  // namespace instrument

std::optional<InstrumentKind> instrument_kind_from(std::string_view text) {
  for (const auto kind :
       {InstrumentKind::equity, InstrumentKind::etf, InstrumentKind::fund, InstrumentKind::cash}) {
    if (text == name_of(kind)) return kind;
  }
  return std::nullopt;
}

InstrumentRow parse_instrument(RowFields& fields) {
  using namespace instrument;
  InstrumentRow row;
  row.instrument_id = fields.id(id);
  row.name = fields.text(name);
  if (fields.raw(kind) == "bond") {
    fields.refuse(kind, unsupported_kind,
                  "bonds cannot be loaded yet: coupons, maturity and accrued interest are not "
                  "modelled");
  }
  row.kind = fields.choice(kind, instrument_kind_from, "unknown_kind");
  row.currency = fields.currency(currency);
  row.calendar = fields.id(calendar);
  row.isin = fields.optional_id(isin);
  row.sector = fields.optional_text(sector);
  row.country = fields.optional_text(country);
  if (!fields.raw(price_factor).empty()) {
    row.price_factor = fields.positive(price_factor, 0, "out_of_range");
  }
  if (!fields.raw(lot_size).empty()) {
    row.lot_size_e6 = fields.positive(lot_size, base::quantity_scale, "out_of_range");
  }
  return row;
}

namespace portfolio {
enum Column : std::size_t {
  id,
  name,
  client_id,
  base_currency,
  inception_date,
  benchmark_id,
  fee_schedule_id,
  interest_schedule_id,
  model_id,
  status,
  open_date,
  close_date
};
constexpr std::array columns{CsvColumn{"portfolio_id", true, true},
                             CsvColumn{"name"},
                             CsvColumn{"client_id"},
                             CsvColumn{"base_currency"},
                             CsvColumn{"inception_date"},
                             CsvColumn{"benchmark_id"},
                             CsvColumn{"fee_schedule_id", false},
                             CsvColumn{"interest_schedule_id", false},
                             CsvColumn{"model_id", false},
                             CsvColumn{"status", false},
                             CsvColumn{"open_date", false},
                             CsvColumn{"close_date", false}};
}  // namespace portfolio

std::optional<PortfolioStatus> portfolio_status_from(std::string_view text) {
  if (text.empty() || text == "open") return PortfolioStatus::open;
  if (text == "closed") return PortfolioStatus::closed;
  return std::nullopt;
}

PortfolioRow parse_portfolio(RowFields& fields) {
  using namespace portfolio;
  PortfolioRow row;
  row.portfolio_id = fields.id(id);
  // reports are files named by portfolio
  if (row.portfolio_id.find_first_of("/\\") != std::string_view::npos ||
      row.portfolio_id.starts_with('.')) {
    fields.refuse(id, "bad_id", "a portfolio id cannot hold / or \\ or start with a point");
  }
  row.name = fields.text(name);
  row.client_id = fields.id(client_id);
  row.base_currency = fields.currency(base_currency);
  row.inception_date = fields.date(inception_date);
  row.benchmark_id = fields.optional_id(benchmark_id);
  row.fee_schedule_id = fields.optional_id(fee_schedule_id);
  row.interest_schedule_id = fields.optional_id(interest_schedule_id);
  row.model_id = fields.optional_id(model_id);
  row.status = fields.choice(status, portfolio_status_from, "unknown_status");
  row.open_date = fields.optional_date(open_date);
  row.close_date = fields.optional_date(close_date);
  if (row.close_date && *row.close_date < row.inception_date) {
    fields.refuse(close_date, "closed_before_inception");
  }
  return row;
}

namespace holiday {
enum Column : std::size_t { calendar, date, kind, name };
constexpr std::array columns{CsvColumn{"calendar", true, true}, CsvColumn{"date", true, true},
                             CsvColumn{"kind"}, CsvColumn{"name", false}};
}  // namespace holiday

std::optional<HolidayMark> holiday_mark_from(std::string_view text) {
  if (text == "holiday") return HolidayMark::holiday;
  if (text == "early_close") return HolidayMark::early_close;
  return std::nullopt;
}

HolidayRow parse_holiday(RowFields& fields) {
  using namespace holiday;
  HolidayRow row;
  row.calendar = fields.id(calendar);
  row.date = fields.date(date);
  row.kind = fields.choice(kind, holiday_mark_from, "unknown_kind");
  row.name = fields.optional_text(name);
  return row;
}

namespace suspension {
enum Column : std::size_t { instrument_id, from_date, to_date, haircut_bps, approved_by };
constexpr std::array columns{CsvColumn{"instrument_id", true, true},
                             CsvColumn{"from_date", true, true}, CsvColumn{"to_date"},
                             CsvColumn{"haircut_bps"}, CsvColumn{"approved_by"}};
}  // namespace suspension

SuspensionRow parse_suspension(RowFields& fields) {
  using namespace suspension;
  constexpr std::int64_t whole_bps = 10'000;
  SuspensionRow row;
  row.instrument_id = fields.id(instrument_id);
  row.from_date = fields.date(from_date);
  row.to_date = fields.date(to_date);
  if (row.to_date < row.from_date) fields.refuse(to_date, "to_before_from");
  row.haircut_bps = fields.not_negative(haircut_bps, 0, "out_of_range");
  if (row.haircut_bps > whole_bps) fields.refuse(haircut_bps, "out_of_range");
  row.approved_by = fields.text(approved_by);
  return row;
}

}  // namespace

std::string_view name_of(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::equity:
      return "equity";
    case InstrumentKind::etf:
      return "etf";
    case InstrumentKind::fund:
      return "fund";
    case InstrumentKind::cash:
      return "cash";
  }
  return "equity";
}

std::string_view name_of(PortfolioStatus status) {
  return status == PortfolioStatus::open ? "open" : "closed";
}

std::string_view name_of(HolidayMark kind) {
  return kind == HolidayMark::holiday ? "holiday" : "early_close";
}

const RowFormat<InstrumentRow>& instrument_format() {
  static constexpr RowFormat<InstrumentRow> format{"instruments.csv", instrument::columns,
                                                   Severity::critical, parse_instrument};
  return format;
}

const RowFormat<PortfolioRow>& portfolio_format() {
  static constexpr RowFormat<PortfolioRow> format{"portfolios.csv", portfolio::columns,
                                                  Severity::critical, parse_portfolio};
  return format;
}

const RowFormat<HolidayRow>& holiday_format() {
  static constexpr RowFormat<HolidayRow> format{"holidays.csv", holiday::columns,
                                                Severity::critical, parse_holiday};
  return format;
}

const RowFormat<SuspensionRow>& suspension_format() {
  static constexpr RowFormat<SuspensionRow> format{"suspensions.csv", suspension::columns,
                                                   Severity::critical, parse_suspension};
  return format;
}

}  // namespace wealthjobs::feeds
