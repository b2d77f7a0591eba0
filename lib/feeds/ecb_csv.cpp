#include "feeds/ecb_csv.h"

#include <algorithm>
#include <tuple>

#include "base/decimal.h"
#include "base/text.h"
#include "feeds/feed_log.h"
#include "feeds/file_name.h"
#include "feeds/row_fields.h"

namespace wealthjobs::feeds {
namespace {

const base::Currency& euro() {
  static const base::Currency currency = base::Currency::of("EUR");
  return currency;
}

// The header's names, blanks trimmed, and the currency of each column where it is one.
struct EcbHeader {
  std::vector<std::string> names;
  std::vector<base::Currency> quotes;  // unset: the date, or a column passed over
  std::int64_t n_quotes = 0;
};

std::optional<CsvFault> read_header(const CsvReader& reader, EcbHeader& header,
                                    std::vector<std::string>& warnings) {
  const auto fault = [&](CsvFaultKind kind, std::size_t at, std::string message) {
    return CsvFault{kind, reader.file(), reader.place_of(at), std::move(message),
                    "an ECB file starts with Date,USD,JPY,..."};
  };
  for (std::size_t i = 0; i < reader.size(); ++i) {
    header.names.emplace_back(base::trim_blanks(reader[i]));
    header.quotes.emplace_back();
    const std::string& name = header.names.back();
    if (i == 0) {
      if (name != "Date") return fault(CsvFaultKind::missing_column, 0, "no Date column");
      continue;
    }
    const auto currency = base::Currency::parse(name);
    if (!currency || *currency == euro()) {
      warnings.push_back(reader.file() + ": column " + std::to_string(i + 1) +
                         " is no currency that can be quoted against EUR, not read");
      continue;
    }
    if (std::ranges::find(header.quotes, *currency) != header.quotes.end()) {
      return fault(CsvFaultKind::duplicate_column, i, name + " stands in the header twice");
    }
    header.quotes.back() = *currency;
    ++header.n_quotes;
  }
  if (header.n_quotes == 0) return fault(CsvFaultKind::missing_column, 0, "no currency column");
  return std::nullopt;
}

void read_line(const CsvReader& reader, const EcbHeader& header, RowFields& fields, FeedLog& log,
               FxFile& file) {
  log.line(header.n_quotes);
  fields.start_record();
  const base::Date date = fields.date(0);
  if (fields.fault()) {
    log.set_aside(fields.quarantine_row(Severity::warn), header.n_quotes);
    return;
  }
  for (std::size_t i = 1; i < header.quotes.size(); ++i) {
    if (!header.quotes[i].is_set()) continue;
    if (is_missing_cell(fields.raw(i))) {
      log.missing();
      continue;
    }
    fields.start_record();
    const std::int64_t rate = fields.rounded(i, base::fx_scale);
    if (rate <= 0) fields.refuse_cell(i, "rate_not_positive");
    if (fields.fault()) {
      QuarantineRow bad = fields.quarantine_row(Severity::warn);
      bad.row_key = "EUR|" + header.names[i] + "|" + date.iso();
      bad.date = date;
      log.set_aside(std::move(bad));
    } else {
      file.rows.push_back({euro(), header.quotes[i], date, rate, {reader.line()}});
    }
  }
}

}  // namespace

FxFile parse_ecb_csv(const std::string& path, const QuarantineLimits& limits) {
  FxFile file;
  CsvOptions options;
  options.trailing_separator = true;
  CsvReader reader(path, options, short_name(path));
  FeedLog log(file, reader.file(), limits);
  EcbHeader header;
  std::optional<CsvFault> fault;
  if (!reader.next()) {
    fault = reader.fault();
  } else {
    fault = read_header(reader, header, file.warnings);
  }
  if (fault) {
    log.refuse(*fault);
    return file;
  }
  std::vector<CsvColumn> columns;
  for (const std::string& name : header.names) columns.push_back({name, true, name == "Date"});
  const ColumnMap map = ColumnMap::in_order(columns);
  TextPool texts;
  RowFields fields(reader, map, texts);
  while (reader.next()) read_line(reader, header, fields, log, file);
  if (reader.fault()) log.refuse(*reader.fault());
  log.keep_unique(
      file.rows, [](const FxObservation& row) { return std::pair(row.date, row.quote); },
      [](const FxObservation& row) { return "EUR|" + row.quote.code() + "|" + row.date.iso(); });
  log.finish(file.rows);
  return file;
}

}  // namespace wealthjobs::feeds
