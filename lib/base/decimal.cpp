#include "base/decimal.h"

#include <array>
#include <cstddef>
#include <limits>

#include "base/check.h"
#include "base/int128.h"
#include "base/rounding.h"

namespace wealthjobs::base {
namespace {

// the magnitude of the smallest 64-bit number, one above that of the largest
constexpr int128 magnitude_limit =
    static_cast<int128>(std::numeric_limits<std::int64_t>::max()) + 1;

// Sign, digits before and after the point.
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

Result<Parts, DecimalRefusal> split(std::string_view text) {
  if (text.empty()) return refuse(DecimalRefusal::empty);
  Parts parts;
  if (text.front() == '-' || text.front() == '+') {
    parts.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  parts.whole = text.substr(0, point);
  if (point != std::string_view::npos) parts.fraction = text.substr(point + 1);
  if ((parts.whole.empty() && parts.fraction.empty()) || !all_digits(parts.whole) ||
      !all_digits(parts.fraction)) {
    return refuse(DecimalRefusal::not_a_number);
  }
  return parts;
}

// Appends digits to value; nullopt-like false once it leaves 64 bits.
bool append_digits(int128& value, std::string_view digits) {
  for (const char c : digits) {
    value = value * 10 + (c - '0');
    if (value > magnitude_limit) return false;
  }
  return true;
}

Result<std::int64_t, DecimalRefusal> with_sign(int128 magnitude, bool negative) {
  if (magnitude > (negative ? magnitude_limit : magnitude_limit - 1)) {
    return refuse(DecimalRefusal::out_of_range);
  }
  return static_cast<std::int64_t>(negative ? -magnitude : magnitude);
}

}  // namespace

std::string_view name_of(DecimalRefusal refusal) {
  switch (refusal) {
    case DecimalRefusal::empty:
      return "empty";
    case DecimalRefusal::not_a_number:
      return "not_a_number";
    case DecimalRefusal::scale_overflow:
      return "scale_overflow";
    case DecimalRefusal::out_of_range:
      return "out_of_range";
  }
  return "not_a_number";
}

std::int64_t power_of_ten(int exponent) {
  static constexpr auto powers = [] {
    std::array<std::int64_t, 19> table{};
    std::int64_t value = 1;
    for (std::size_t i = 0; i < table.size(); ++i) {
      table[i] = value;
      if (i + 1 < table.size()) value *= 10;
    }
    return table;
  }();
  WEALTHJOBS_CHECK(exponent >= 0 && exponent <= 18);
  return powers[static_cast<std::size_t>(exponent)];
}

Result<std::int64_t, DecimalRefusal> parse_decimal(std::string_view text, int scale) {
  auto parts = split(text);
  if (!parts) return refuse(parts.error());
  std::string_view fraction = parts->fraction;
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  const auto width = static_cast<std::size_t>(scale);
  if (fraction.size() > width) return refuse(DecimalRefusal::scale_overflow);
  int128 value = 0;
  if (!append_digits(value, parts->whole) || !append_digits(value, fraction)) {
    return refuse(DecimalRefusal::out_of_range);
  }
  value *= power_of_ten(static_cast<int>(width - fraction.size()));
  return with_sign(value, parts->negative);
}

Result<std::int64_t, DecimalRefusal> parse_decimal_rounded(std::string_view text, int scale) {
  auto parts = split(text);
  if (!parts) return refuse(parts.error());
  const auto width = static_cast<std::size_t>(scale);
  const std::string_view kept = parts->fraction.substr(0, width);
  const std::string_view dropped =
      parts->fraction.size() > width ? parts->fraction.substr(width) : std::string_view{};
  int128 value = 0;
  if (!append_digits(value, parts->whole) || !append_digits(value, kept)) {
    return refuse(DecimalRefusal::out_of_range);
  }
  value *= power_of_ten(static_cast<int>(width - kept.size()));
  if (!dropped.empty()) {
    const bool beyond_first = dropped.find_first_not_of('0', 1) != std::string_view::npos;
    const bool above = dropped[0] > '5' || (dropped[0] == '5' && beyond_first);
    const bool tie = dropped[0] == '5' && !beyond_first;
    if (above || (tie && value % 2 != 0)) value += 1;
  }
  return with_sign(value, parts->negative);
}

std::string format_decimal(std::int64_t scaled, int scale) {
  std::string digits = format_int128(scaled < 0 ? -static_cast<int128>(scaled) : scaled);
  if (scale > 0) {
    const auto width = static_cast<std::size_t>(scale);
    if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
    digits.insert(digits.size() - width, ".");
  }
  return scaled < 0 ? "-" + digits : digits;
}

std::string format_decimal_short(std::int64_t scaled, int scale) {
  std::string text = format_decimal(scaled, scale);
  if (scale > 0) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string format_decimal_grouped(std::int64_t scaled, int scale) {
  std::string text = format_decimal(scaled, scale);
  const std::size_t first = text.front() == '-' ? 1 : 0;
  std::size_t end = text.find('.');
  if (end == std::string::npos) end = text.size();
  while (end > first + 3) {
    end -= 3;
    text.insert(end, ",");
  }
  return text;
}

}  // namespace wealthjobs::base
