// ISO 4217 currencies: the three-letter code and how many decimals its minor unit has.
//
//   Currency::parse("JPY")->exponent() == 0     AUD 2     BHD 3
//
//   Source  ISO 4217 list one (active codes) and the pre-euro codes that the ECB history still
//           carries. Metals, funds codes and testing codes are not currencies of a book.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wealthjobs::base {

class Currency {
 public:
  constexpr Currency() = default;  // "no currency"; only for containers and optional columns
  // Exactly three upper-case letters that ISO 4217 knows.
  static std::optional<Currency> parse(std::string_view code);
  // Aborts where parse() would refuse: for literals and for text that came out of the book.
  static Currency of(std::string_view code);

  [[nodiscard]] std::string code() const { return std::string(view()); }
  [[nodiscard]] std::string_view view() const { return {letters_.data(), is_set() ? 3U : 0U}; }
  [[nodiscard]] int exponent() const { return exponent_; }
  [[nodiscard]] constexpr bool is_set() const { return letters_[0] != '\0'; }
  [[nodiscard]] constexpr std::uint32_t packed() const {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(letters_[0])) << 16 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(letters_[1])) << 8 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(letters_[2]));
  }
  constexpr auto operator<=>(const Currency& other) const { return packed() <=> other.packed(); }
  constexpr bool operator==(const Currency& other) const { return packed() == other.packed(); }

 private:
  std::array<char, 3> letters_{};
  std::int8_t exponent_ = 2;
};

// "20,000.55" for people; currency exponent decides the decimals.
std::string format_money(std::int64_t amount_minor, Currency currency);
// "20000.55" for files.
std::string format_money_plain(std::int64_t amount_minor, Currency currency);

}  // namespace wealthjobs::base

template <>
struct std::hash<wealthjobs::base::Currency> {
  std::size_t operator()(const wealthjobs::base::Currency& c) const noexcept { return c.packed(); }
};
