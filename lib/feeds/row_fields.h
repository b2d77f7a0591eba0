// The cells of one record, read by column with their type. The first fault of the record stays, the
// calls behind it return something harmless: a row parser reads straight down and asks once.
//
//   Example  row.trade_date = fields.date(trade_date);
//            row.quantity_e6 = fields.positive(quantity, base::quantity_scale, "qty_not_positive");
//            if (fields.fault()) ...   reason "bad_date", column trade_date
//   Reasons  missing_value, bad_date, bad_id, formula_text, not_a_number, scale_overflow,
//            out_of_range, unknown_currency, and what the caller names
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/decimal.h"
#include "feeds/column_map.h"
#include "feeds/csv_reader.h"
#include "feeds/quarantine.h"
#include "feeds/text_pool.h"

namespace wealthjobs::feeds {

// Ids stand in source keys, canonical text and file names: printable, at most 128 bytes, without
// '|', comma, quotes and control characters, no blank at an end, and no start that a spreadsheet
// would take for a formula ('=', '+', '@').
bool is_text_id(std::string_view text);

// ISO 4217 look-up that remembers the codes it has seen.
class CurrencyMemo {
 public:
  std::optional<base::Currency> parse(std::string_view code);

 private:
  std::array<base::Currency, 256> seen_{};
};

class RowFields {
 public:
  struct Fault {
    std::size_t column = 0;
    std::string_view reason;
    std::string detail;
  };

  RowFields(const CsvReader& reader, const ColumnMap& columns, TextPool& texts)
      : reader_(reader),
        columns_(columns),
        texts_(texts),
        last_interned_(columns.columns().size()) {}

  void start_record() { fault_.reset(); }
  [[nodiscard]] std::span<const CsvColumn> columns() const { return columns_.columns(); }
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
  void refuse(std::size_t column, std::string_view reason, std::string detail = {});
  // As refuse(), with the cell as written in the detail.
  void refuse_cell(std::size_t column, std::string_view reason, std::string_view says = {});

  // The cell as written; empty where the column is absent.
  [[nodiscard]] std::string_view raw(std::size_t column) const {
    const std::size_t at = columns_.position(column);
    return at == ColumnMap::absent ? std::string_view() : reader_[at];
  }

  std::string_view id(std::size_t column);           // interned
  std::string_view optional_id(std::size_t column);  // may be empty
  std::string_view own_id(std::size_t column);       // the row's own, not expected to come back
  std::string_view text(std::size_t column);         // free text; must not be empty
  std::string_view optional_text(std::size_t column);

  base::Date date(std::size_t column);
  std::optional<base::Date> optional_date(std::size_t column);
  base::Currency currency(std::size_t column);

  std::int64_t decimal(std::size_t column, int scale);
  std::optional<std::int64_t> optional_decimal(std::size_t column, int scale);
  // A published value: decimals beyond the scale are rounded half-even.
  std::int64_t rounded(std::size_t column, int scale);
  // Above zero, else `reason`.
  std::int64_t positive(std::size_t column, int scale, std::string_view reason);
  // Zero or above, else `reason`.
  std::int64_t not_negative(std::size_t column, int scale, std::string_view reason);
  // 0 to 1 at scale 6.
  std::int64_t ppm(std::size_t column, std::int64_t absent_value);
  double real(std::size_t column);  // finite; exponents are allowed, -0 is 0

  // One of the words of an enumeration: from(text) gives optional<Enum>.
  template <class From>
  auto choice(std::size_t column, From from, std::string_view reason) {
    const auto value = from(raw(column));
    using Enum = typename decltype(value)::value_type;
    if (value) return *value;
    if (raw(column).empty()) {
      refuse(column, "missing_value");
    } else {
      refuse_cell(column, reason);
    }
    return Enum{};
  }

  // The record as a quarantine row, with the place, key and payload; call after a fault.
  [[nodiscard]] QuarantineRow quarantine_row(Severity severity) const;
  [[nodiscard]] std::string row_key() const;

 private:
  [[nodiscard]] std::string payload_json() const;

  const CsvReader& reader_;
  const ColumnMap& columns_;
  TextPool& texts_;
  CurrencyMemo currencies_;
  std::optional<Fault> fault_;
  std::vector<std::string_view> last_interned_;  // of each column
};

}  // namespace wealthjobs::feeds
