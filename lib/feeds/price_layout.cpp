#include "feeds/price_layout.h"

#include <limits>
#include <optional>

#include "base/decimal.h"
#include "feeds/feed_log.h"
#include "feeds/file_name.h"
#include "feeds/row_fields.h"
#include "finance/valuation/series_checks.h"

namespace wealthjobs::feeds {
namespace {

std::optional<std::int64_t> optional_value(RowFields& fields, std::size_t column, int scale) {
  if (is_missing_cell(fields.raw(column))) return std::nullopt;
  return fields.rounded(column, scale);
}

// Only what the row says by itself; calendar, currency and the run's date are the caller's.
void check_bar(RowFields& fields, const PriceObservation& row) {
  using finance::RowFault;
  const finance::PriceBar bar{row.date,    row.close_e6, row.open_e6,
                              row.high_e6, row.low_e6,   row.volume};
  finance::RowContext context;
  context.latest = base::Date(std::numeric_limits<std::int32_t>::max());
  const auto fault = finance::row_fault(bar, context);
  if (!fault) return;
  std::size_t column = PriceColumn::close;
  if (*fault == RowFault::low_above_body) column = PriceColumn::low;
  if (*fault == RowFault::high_below_body) column = PriceColumn::high;
  if (*fault == RowFault::negative_volume) column = PriceColumn::volume;
  fields.refuse_cell(column, finance::name_of(*fault));
}

PriceObservation parse_bar(RowFields& fields) {
  constexpr std::int64_t one_e6 = 1'000'000;
  PriceObservation row;
  row.date = fields.date(PriceColumn::date);
  row.close_e6 = fields.rounded(PriceColumn::close, base::price_scale);
  row.open_e6 = optional_value(fields, PriceColumn::open, base::price_scale);
  row.high_e6 = optional_value(fields, PriceColumn::high, base::price_scale);
  row.low_e6 = optional_value(fields, PriceColumn::low, base::price_scale);
  row.volume = optional_value(fields, PriceColumn::volume, 0);
  row.dividend_e6 = optional_value(fields, PriceColumn::dividend, base::price_scale);
  if (row.dividend_e6 == 0) row.dividend_e6.reset();
  row.split_coefficient_e6 = optional_value(fields, PriceColumn::split, 6);
  // yfinance writes 0 where nothing was split
  if (row.split_coefficient_e6 == one_e6 || row.split_coefficient_e6 == 0) {
    row.split_coefficient_e6.reset();
  }
  if (row.dividend_e6.value_or(0) < 0) fields.refuse_cell(PriceColumn::dividend, "negative_amount");
  if (row.split_coefficient_e6.value_or(1) < 0)
    fields.refuse_cell(PriceColumn::split, "ratio_not_positive");
  if (!fields.fault()) check_bar(fields, row);
  return row;
}

}  // namespace

PriceFile parse_price_file(const std::string& path, const PriceLayout& layout,
                           const QuarantineLimits& limits) {
  PriceFile file;
  file.instrument_id = id_from_path(path);
  CsvReader reader(path, {}, short_name(path));
  FeedLog log(file, reader.file(), limits);
  const auto columns = ColumnMap::read(reader, layout, UnknownColumns::pass_over);
  if (!columns) {
    log.refuse(columns.error());
    return file;
  }
  file.has_dividends = columns->position(PriceColumn::dividend) != ColumnMap::absent;
  file.has_splits = columns->position(PriceColumn::split) != ColumnMap::absent;
  TextPool texts;
  RowFields fields(reader, *columns, texts);
  while (reader.next()) {
    log.line(1);
    fields.start_record();
    if (is_missing_cell(fields.raw(PriceColumn::close))) {
      log.missing();
      continue;
    }
    PriceObservation row = parse_bar(fields);
    row.place.line = reader.line();
    if (fields.fault()) {
      QuarantineRow bad = fields.quarantine_row(Severity::warn);
      bad.instrument_id = file.instrument_id;
      if (!bad.date) bad.date = base::Date::parse(fields.raw(PriceColumn::date));
      log.set_aside(std::move(bad));
    } else {
      file.rows.push_back(row);
    }
  }
  if (reader.fault()) log.refuse(*reader.fault());
  log.keep_unique(
      file.rows, [](const PriceObservation& row) { return row.date; },
      [](const PriceObservation& row) { return row.date.iso(); });
  for (QuarantineRow& row : file.quarantine) row.instrument_id = file.instrument_id;
  log.finish(file.rows);
  return file;
}

}  // namespace wealthjobs::feeds
