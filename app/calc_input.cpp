#include "calc_input.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include "base/decimal.h"
#include "base/error.h"
#include "feeds/column_map.h"
#include "feeds/csv_reader.h"
#include "feeds/row_fields.h"
#include "feeds/text_pool.h"

namespace wealthjobs::app {
namespace {

using feeds::CsvColumn;

std::string standard_input() {
  std::string text;
  std::array<char, 65'536> block{};
  while (true) {
    const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      throw base::Error(base::error_kind_of_errno(errno),
                        std::string("standard input: ") + std::strerror(errno));
    }
    if (got == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(got));
  }
}

feeds::CsvReader open(const std::string& path) {
  if (path == "-") return feeds::CsvReader::over_text("standard input", standard_input());
  return feeds::CsvReader(path);
}

[[noreturn]] void refuse(const feeds::CsvFault& fault) {
  throw base::Error(base::ErrorKind::data_invalid, feeds::format_fault(fault));
}

// One file with known columns, read row by row; the first fault ends it.
class CalcFile {
 public:
  CalcFile(const std::string& path, std::span<const CsvColumn> columns)
      : reader_(open(path)),
        columns_(map_of(reader_, columns)),
        fields_(reader_, columns_, texts_) {}

  bool next() {
    fields_.start_record();
    if (reader_.next()) return true;
    if (reader_.fault()) refuse(*reader_.fault());
    return false;
  }

  base::Date date(std::size_t column) { return checked(column, fields_.date(column)); }
  double real(std::size_t column) { return checked(column, fields_.real(column)); }
  std::int64_t millionths(std::size_t column) {
    return checked(column, fields_.decimal(column, base::quantity_scale));
  }
  [[nodiscard]] bool has(std::size_t column) const { return columns_.has(column); }
  [[nodiscard]] std::string_view raw(std::size_t column) const { return fields_.raw(column); }
  [[nodiscard]] bool is_missing(std::size_t column) const {
    const std::string_view text = raw(column);
    return text.empty() || text == ".";
  }

  base::Date date_once(std::size_t column) {
    const base::Date day = date(column);
    if (!dates_.insert(day).second) refuse_cell(column, "has a row already");
    return day;
  }

  [[nodiscard]] std::string place(std::size_t column) const {
    const feeds::CsvPlace at = reader_.place_of(columns_.position(column));
    return reader_.file() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  [[noreturn]] void refuse_cell(std::size_t column, const std::string& what) const {
    throw base::Error(base::ErrorKind::data_invalid,
                      place(column) + ": " + std::string(columns_.columns()[column].name) + " \"" +
                          std::string(raw(column)) + "\" " + what);
  }
  [[noreturn]] void refuse_empty() const {
    throw base::Error(base::ErrorKind::data_invalid, reader_.file() + ":1:1: no row with a value");
  }

 private:
  static feeds::ColumnMap map_of(feeds::CsvReader& reader, std::span<const CsvColumn> columns) {
    auto map = feeds::ColumnMap::read(reader, columns);
    if (!map) refuse(map.error());
    return *std::move(map);
  }

  template <class Value>
  Value checked(std::size_t column, Value value) {
    if (!fields_.fault()) return value;
    const std::string_view reason = fields_.fault()->reason;
    refuse_cell(column, reason == "missing_value"    ? "is missing"
                        : reason == "bad_date"       ? "is no date such as 2020-06-30"
                        : reason == "scale_overflow" ? "has more than six decimals"
                        : reason == "out_of_range"   ? "is out of range"
                                                     : "is no number");
  }

  feeds::CsvReader reader_;
  feeds::ColumnMap columns_;
  feeds::TextPool texts_;
  feeds::RowFields fields_;
  std::set<base::Date> dates_;
};

}  // namespace

std::vector<finance::DatedValue> read_flows(const std::string& path) {
  static constexpr std::array<CsvColumn, 2> columns = {{{"date"}, {"amount"}}};
  CalcFile file(path, columns);
  std::vector<finance::DatedValue> flows;
  while (file.next()) flows.push_back({file.date(0), file.real(1)});
  if (flows.empty()) file.refuse_empty();
  return flows;
}

std::vector<finance::Valuation> read_valuations(const std::string& path) {
  static constexpr std::array<CsvColumn, 3> columns = {{{"date"}, {"nav"}, {"flow", false}}};
  CalcFile file(path, columns);
  std::vector<finance::Valuation> valuations;
  while (file.next()) {
    finance::Valuation row{file.date_once(0), file.real(1), 0};
    if (file.has(2)) row.flow = file.real(2);
    valuations.push_back(row);
  }
  if (valuations.empty()) file.refuse_empty();
  std::ranges::sort(valuations, {}, &finance::Valuation::date);
  return valuations;
}

std::vector<finance::DatedValue> read_series(const std::string& path, const char* column) {
  const std::array<CsvColumn, 2> columns = {{{"date"}, {column}}};
  CalcFile file(path, columns);
  std::vector<finance::DatedValue> series;
  while (file.next()) {
    const base::Date day = file.date_once(0);
    if (!file.is_missing(1)) series.push_back({day, file.real(1)});
  }
  if (series.empty()) file.refuse_empty();
  std::ranges::sort(series, {}, &finance::DatedValue::date);
  return series;
}

std::vector<double> read_sample(const std::string& path) {
  static constexpr std::array<CsvColumn, 1> columns = {{{"value"}}};
  CalcFile file(path, columns);
  std::vector<double> values;
  while (file.next()) values.push_back(file.real(0));
  if (values.empty()) file.refuse_empty();
  return values;
}

RegressionRows read_regression(const std::string& path) {
  // the header names the columns: it is read as a row first
  feeds::CsvReader reader = open(path);
  if (!reader.next()) refuse(*reader.fault());
  RegressionRows rows;
  std::vector<std::string> header;
  for (std::size_t i = 0; i < reader.size(); ++i) header.emplace_back(reader[i]);
  rows.names.assign(header.begin() + 1, header.end());
  rows.x.resize(rows.names.size());
  std::vector<CsvColumn> columns;
  for (const std::string& name : header) columns.push_back({name});
  const feeds::ColumnMap map = feeds::ColumnMap::in_order(columns);
  feeds::TextPool texts;
  feeds::RowFields fields(reader, map, texts);
  while (reader.next()) {
    fields.start_record();
    std::vector<double> cells;
    for (std::size_t i = 0; i < reader.size(); ++i) {
      if (reader[i].empty() || reader[i] == ".") break;
      cells.push_back(fields.real(i));
      if (!fields.fault()) continue;
      const feeds::CsvPlace at = reader.place_of(i);
      throw base::Error(base::ErrorKind::data_invalid,
                        reader.file() + ":" + std::to_string(at.line) + ":" +
                            std::to_string(at.column) + ": " + header[i] + " \"" +
                            std::string(reader[i]) + "\" is no number");
    }
    if (cells.size() < header.size()) {
      ++rows.passed_over;
      continue;
    }
    rows.y.push_back(cells.front());
    for (std::size_t j = 1; j < cells.size(); ++j) rows.x[j - 1].push_back(cells[j]);
  }
  if (reader.fault()) refuse(*reader.fault());
  return rows;
}

LotTradeRows read_lot_trades(const std::string& path) {
  static constexpr std::array<CsvColumn, 5> columns = {
      {{"date"}, {"side"}, {"quantity"}, {"price"}, {"commission", false}}};
  CalcFile file(path, columns);
  LotTradeRows rows;
  while (file.next()) {
    finance::LotTrade trade;
    trade.date = file.date(0);
    std::string side(file.raw(1));
    for (char& c : side) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (side != "buy" && side != "sell") file.refuse_cell(1, "is neither buy nor sell");
    trade.is_sale = side == "sell";
    trade.quantity_e6 = file.millionths(2);
    if (trade.quantity_e6 <= 0) file.refuse_cell(2, "is not above zero");
    trade.price_e6 = file.millionths(3);
    if (trade.price_e6 < 0) file.refuse_cell(3, "is below zero");
    if (file.has(4) && !file.is_missing(4)) trade.commission_e6 = file.millionths(4);
    rows.trades.push_back(trade);
    rows.places.push_back(file.place(2));
  }
  return rows;
}

}  // namespace wealthjobs::app
