#include "feeds/fred_csv.h"

#include <algorithm>

#include "base/decimal.h"
#include "feeds/feed_log.h"
#include "feeds/file_name.h"
#include "feeds/row_fields.h"

namespace wealthjobs::feeds {
namespace {

bool is_date_column(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower == "date" || lower == "observation_date";
}

CsvFault header_fault(const CsvReader& reader, CsvFaultKind kind, std::size_t at,
                      std::string message) {
  return {kind, reader.file(), reader.place_of(at), std::move(message),
          "a FRED file starts with DATE,<series> or observation_date,<series>"};
}

// The series of the header, which must be the reader's current record.
std::optional<CsvFault> read_series_ids(const CsvReader& reader, const std::string& path,
                                        std::vector<std::string>& series_ids) {
  if (!is_date_column(reader[0])) {
    return header_fault(reader, CsvFaultKind::missing_column, 0, "the first column is no date");
  }
  if (reader.size() < 2) {
    return header_fault(reader, CsvFaultKind::missing_column, 0, "no series beside the date");
  }
  for (std::size_t i = 1; i < reader.size(); ++i) {
    const std::string id = reader[i] == "value" ? id_from_path(path) : std::string(reader[i]);
    if (!is_text_id(id)) {
      return header_fault(reader, CsvFaultKind::unknown_column, i, "a series without a usable id");
    }
    if (std::ranges::find(series_ids, id) != series_ids.end()) {
      return header_fault(reader, CsvFaultKind::duplicate_column, i,
                          "series " + id + " stands in the header twice");
    }
    series_ids.push_back(id);
  }
  return std::nullopt;
}

void read_line(const CsvReader& reader, RowFields& fields, FeedLog& log, SeriesFile& file) {
  const auto n_series = static_cast<std::int64_t>(file.series_ids.size());
  log.line(n_series);
  fields.start_record();
  const base::Date date = fields.date(0);
  if (fields.fault()) {
    log.set_aside(fields.quarantine_row(Severity::warn), n_series);
    return;
  }
  for (std::size_t i = 1; i <= file.series_ids.size(); ++i) {
    if (is_missing_cell(fields.raw(i))) {
      log.missing();
      continue;
    }
    fields.start_record();
    const double value = fields.real(i);
    if (fields.fault()) {
      QuarantineRow bad = fields.quarantine_row(Severity::warn);
      bad.row_key = file.series_ids[i - 1] + "|" + bad.row_key;
      bad.date = date;
      log.set_aside(std::move(bad));
    } else {
      file.rows.push_back({static_cast<std::uint32_t>(i - 1), date, value, {reader.line()}});
    }
  }
}

// As read_line, for the one column of a rate.
void read_rate(const CsvReader& reader, RowFields& fields, FeedLog& log, FxFile& file,
               const base::Currency& base, const base::Currency& quote) {
  log.line(1);
  fields.start_record();
  const base::Date date = fields.date(0);
  if (!fields.fault() && is_missing_cell(fields.raw(1))) return log.missing();
  const std::int64_t rate = fields.fault() ? 0 : fields.rounded(1, base::fx_scale);
  if (!fields.fault() && rate <= 0) fields.refuse_cell(1, "rate_not_positive");
  if (!fields.fault()) {
    file.rows.push_back({base, quote, date, rate, {reader.line()}});
    return;
  }
  QuarantineRow bad = fields.quarantine_row(Severity::warn);
  bad.row_key = base.code() + "|" + quote.code() + "|" + std::string(fields.raw(0));
  bad.date = date;
  log.set_aside(std::move(bad));
}

// Reads the header into `series_ids`; false where the file is refused.
bool start(CsvReader& reader, const std::string& path, FeedLog& log,
           std::vector<std::string>& series_ids) {
  const std::optional<CsvFault> fault =
      reader.next() ? read_series_ids(reader, path, series_ids) : reader.fault();
  if (fault) log.refuse(*fault);
  return !fault;
}

}  // namespace

SeriesFile parse_fred_csv(const std::string& path, const QuarantineLimits& limits) {
  SeriesFile file;
  CsvReader reader(path, {}, short_name(path));
  FeedLog log(file, reader.file(), limits);
  if (!start(reader, path, log, file.series_ids)) return file;
  std::vector<CsvColumn> columns{{"date", true, true}};
  for (const std::string& id : file.series_ids) columns.push_back({id});
  const ColumnMap map = ColumnMap::in_order(columns);
  TextPool texts;
  RowFields fields(reader, map, texts);
  while (reader.next()) read_line(reader, fields, log, file);
  if (reader.fault()) log.refuse(*reader.fault());
  log.keep_unique(
      file.rows, [](const SeriesObservation& row) { return std::pair(row.date, row.series); },
      [&](const SeriesObservation& row) {
        return file.series_ids[row.series] + "|" + row.date.iso();
      });
  log.finish(file.rows);
  return file;
}

FxFile parse_fred_rates(const std::string& path, const base::Currency& base,
                        const base::Currency& quote, const QuarantineLimits& limits) {
  FxFile file;
  CsvReader reader(path, {}, short_name(path));
  FeedLog log(file, reader.file(), limits);
  std::vector<std::string> series_ids;
  if (!start(reader, path, log, series_ids)) return file;
  if (series_ids.size() > 1) {
    log.refuse(
        header_fault(reader, CsvFaultKind::unknown_column, 2,
                     "a second series in a file of one rate, " + base.code() + "/" + quote.code()));
    return file;
  }
  const std::vector<CsvColumn> columns{{"date", true, true}, {series_ids.front()}};
  const ColumnMap map = ColumnMap::in_order(columns);
  TextPool texts;
  RowFields fields(reader, map, texts);
  while (reader.next()) read_rate(reader, fields, log, file, base, quote);
  if (reader.fault()) log.refuse(*reader.fault());
  log.keep_unique(
      file.rows, [](const FxObservation& row) { return row.date; },
      [&](const FxObservation& row) {
        return base.code() + "|" + quote.code() + "|" + row.date.iso();
      });
  log.finish(file.rows);
  return file;
}

}  // namespace wealthjobs::feeds
