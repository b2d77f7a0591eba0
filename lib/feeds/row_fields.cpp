#include "feeds/row_fields.h"

#include <charconv>
#include <cmath>
#include <utility>

#include "base/json_document.h"
#include "base/text.h"

namespace wealthjobs::feeds {
namespace {

constexpr std::size_t max_id_bytes = 128;
constexpr std::size_t max_shown_bytes = 200;
constexpr std::int64_t one_ppm_scale = 1'000'000;

bool is_formula_start(char c) { return c == '=' || c == '+' || c == '@'; }

// Control characters of ASCII and Latin-1, and the invisible ones that make two ids look alike.
bool holds_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7F) return true;
    const auto byte_at = [&](std::size_t k) -> unsigned {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    if (c == 0xC2 && byte_at(1) < 0xA0) return true;  // C1 controls
    if (c == 0xE2 && byte_at(1) == 0x80 &&
        ((byte_at(2) >= 0x8B && byte_at(2) <= 0x8F) ||
         (byte_at(2) >= 0xA8 && byte_at(2) <= 0xAE))) {
      return true;  // zero width, line separators, direction overrides
    }
    if (c == 0xE2 && byte_at(1) == 0x81 && byte_at(2) >= 0xA0 && byte_at(2) <= 0xAF) return true;
    if (c == 0xEF && byte_at(1) == 0xBB && byte_at(2) == 0xBF) return true;
  }
  return false;
}

// For messages and payloads: a cell of a megabyte is not shown whole.
std::string shown(std::string_view text) {
  if (text.size() <= max_shown_bytes) return std::string(text);
  std::size_t cut = max_shown_bytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return std::string(text.substr(0, cut)) + "...";
}

}  // namespace

bool is_text_id(std::string_view text) {
  return !text.empty() && text.size() <= max_id_bytes && !is_formula_start(text.front()) &&
         text.front() != ' ' && text.back() != ' ' &&
         text.find_first_of("|,\"'") == std::string_view::npos && !holds_control(text);
}

std::optional<base::Currency> CurrencyMemo::parse(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  const auto letter = [&](std::size_t i) { return static_cast<unsigned char>(code[i]); };
  base::Currency& slot = seen_[(letter(0) * 7U + letter(1) * 31U + letter(2)) % seen_.size()];
  if (slot.view() == code) return slot;
  const auto currency = base::Currency::parse(code);
  if (currency) slot = *currency;
  return currency;
}

void RowFields::refuse(std::size_t column, std::string_view reason, std::string detail) {
  if (!fault_) fault_ = Fault{column, reason, std::move(detail)};
}

void RowFields::refuse_cell(std::size_t column, std::string_view reason, std::string_view says) {
  if (fault_) return;
  std::string detail = "\"" + shown(raw(column)) + "\"";
  if (!says.empty()) detail.append(" ").append(says);
  refuse(column, reason, std::move(detail));
}

std::string_view RowFields::optional_id(std::size_t column) {
  const std::string_view text = raw(column);
  if (text.empty()) return {};
  // files are mostly in runs of one id
  std::string_view& last = last_interned_[column];
  if (text == last) return last;
  // only ids are interned: what is known needs no second look
  if (const std::string_view known = texts_.find(text); !known.empty()) return last = known;
  if (!is_text_id(text)) {
    refuse_cell(column, "bad_id", "cannot be an id");
    return {};
  }
  return last = texts_.intern(text);
}

std::string_view RowFields::id(std::size_t column) {
  if (raw(column).empty()) refuse(column, "missing_value");
  return optional_id(column);
}

std::string_view RowFields::own_id(std::size_t column) {
  const std::string_view text = raw(column);
  if (text.empty()) {
    refuse(column, "missing_value");
  } else if (!is_text_id(text)) {
    refuse_cell(column, "bad_id", "cannot be an id");
  }
  return fault_ ? std::string_view() : texts_.keep(text);
}

std::string_view RowFields::optional_text(std::size_t column) {
  const std::string_view text = raw(column);
  if (text.empty()) return {};
  if (is_formula_start(text.front())) {
    refuse_cell(column, "formula_text", "would be a formula in a spreadsheet");
  } else if (holds_control(text)) {
    refuse_cell(column, "bad_text", "holds control characters");
  }
  return fault_ ? std::string_view() : texts_.keep(text);
}

std::string_view RowFields::text(std::size_t column) {
  if (raw(column).empty()) refuse(column, "missing_value");
  return optional_text(column);
}

std::optional<base::Date> RowFields::optional_date(std::size_t column) {
  const std::string_view text = raw(column);
  if (text.empty()) return std::nullopt;
  const auto date = base::Date::parse(text);
  if (!date) refuse_cell(column, "bad_date", "is no date (YYYY-MM-DD)");
  return date;
}

base::Date RowFields::date(std::size_t column) {
  if (raw(column).empty()) refuse(column, "missing_value");
  return optional_date(column).value_or(base::Date());
}

base::Currency RowFields::currency(std::size_t column) {
  const auto currency = currencies_.parse(raw(column));
  if (currency) return *currency;
  if (raw(column).empty()) {
    refuse(column, "missing_value");
  } else {
    refuse_cell(column, "unknown_currency", "is no ISO 4217 currency");
  }
  return {};
}

std::optional<std::int64_t> RowFields::optional_decimal(std::size_t column, int scale) {
  if (raw(column).empty()) return std::nullopt;
  const auto value = base::parse_decimal(raw(column), scale);
  if (value) return *value;
  const std::string_view reason = base::name_of(value.error());
  if (value.error() == base::DecimalRefusal::scale_overflow) {
    refuse_cell(column, reason, "has more than " + base::counted("decimal", scale));
  } else {
    refuse_cell(column, reason);
  }
  return 0;
}

std::int64_t RowFields::decimal(std::size_t column, int scale) {
  if (raw(column).empty()) refuse(column, "missing_value");
  return optional_decimal(column, scale).value_or(0);
}

std::int64_t RowFields::rounded(std::size_t column, int scale) {
  const auto value = base::parse_decimal_rounded(raw(column), scale);
  if (value) return *value;
  if (value.error() == base::DecimalRefusal::empty) {
    refuse(column, "missing_value");
  } else {
    refuse_cell(column, base::name_of(value.error()));
  }
  return 0;
}

std::int64_t RowFields::positive(std::size_t column, int scale, std::string_view reason) {
  const std::int64_t value = decimal(column, scale);
  if (value <= 0) refuse_cell(column, reason);
  return value;
}

std::int64_t RowFields::not_negative(std::size_t column, int scale, std::string_view reason) {
  const std::int64_t value = decimal(column, scale);
  if (value < 0) refuse_cell(column, reason);
  return value;
}

std::int64_t RowFields::ppm(std::size_t column, std::int64_t absent_value) {
  const std::int64_t value = optional_decimal(column, 6).value_or(absent_value);
  if (value < 0 || value > one_ppm_scale) {
    refuse_cell(column, "out_of_range", "is no fraction between 0 and 1");
  }
  return value;
}

double RowFields::real(std::size_t column) {
  const std::string_view text = raw(column);
  if (text.empty()) {
    refuse(column, "missing_value");
    return 0;
  }
  double value = 0;
  const char* const first = text.data() + (text.size() > 1 && text.front() == '+' ? 1 : 0);
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(first, last, value);
  if (error == std::errc::result_out_of_range) {
    refuse_cell(column, "out_of_range");
  } else if (error != std::errc() || end != last || !std::isfinite(value)) {
    refuse_cell(column, "not_a_number");
  }
  // -0 + 0 is 0: the two zeros would differ in a hash
  return fault_ ? 0 : value + 0.0;
}

std::string RowFields::row_key() const {
  std::string key;
  const auto columns = columns_.columns();
  bool is_first = true;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].is_key || !columns_.has(c)) continue;
    if (!is_first) key += "|";
    key += shown(raw(c));
    is_first = false;
  }
  return key;
}

std::string RowFields::payload_json() const {
  base::Json payload = base::Json::object();
  const auto columns = columns_.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns_.has(c)) payload[std::string(columns[c].name)] = shown(raw(c));
  }
  return base::json_line(payload);
}

QuarantineRow RowFields::quarantine_row(Severity severity) const {
  QuarantineRow row;
  row.file = reader_.file();
  row.severity = severity;
  row.row_key = row_key();
  row.payload_json = payload_json();
  const auto columns = columns_.columns();
  const std::size_t faulty = fault_ ? fault_->column : 0;
  const CsvPlace place = columns_.has(faulty) ? reader_.place_of(columns_.position(faulty))
                                              : CsvPlace{reader_.line(), 1};
  row.line = place.line;
  row.column = place.column;
  row.field = columns[faulty].name;
  if (fault_) {
    row.reason = fault_->reason;
    row.detail = fault_->detail;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string_view name = columns[c].name;
    if (name == "portfolio_id") row.portfolio_id = shown(raw(c));
    if (name == "instrument_id") row.instrument_id = shown(raw(c));
    if (!row.date && name.ends_with("date")) row.date = base::Date::parse(raw(c));
  }
  return row;
}

}  // namespace wealthjobs::feeds
