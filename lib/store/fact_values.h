// One value of a fact as a column: read, bound, compared, written into a digest. Empty text, an
// unset currency and "no channel" are NULL. Only sources of this folder include it.
#pragma once

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/check.h"
#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/fact.h"
#include "store/statement.h"

namespace wealthjobs::store {

inline void read_value(const Row& row, int column, std::int64_t& value) {
  value = row.integer(column);
}
inline void read_value(const Row& row, int column, std::string& value) { value = row.text(column); }
inline void read_value(const Row& row, int column, base::Date& value) { value = row.date(column); }
inline void read_value(const Row& row, int column, base::Currency& value) {
  value = row.currency(column);
}
inline void read_value(const Row& row, int column, finance::PortfolioNo& value) {
  value = row.number<finance::PortfolioNo>(column);
}
inline void read_value(const Row& row, int column, finance::InstrumentNo& value) {
  value = row.number<finance::InstrumentNo>(column);
}
template <class Word>
void read_word(std::optional<Word> known, Word& value) {
  WEALTHJOBS_CHECK(known.has_value());
  value = *known;
}
inline void read_value(const Row& row, int column, finance::Side& value) {
  read_word(finance::side_from(row.text(column)), value);
}
inline void read_value(const Row& row, int column, finance::FlowKind& value) {
  read_word(finance::flow_kind_from(row.text(column)), value);
}
inline void read_value(const Row& row, int column, finance::ActionKind& value) {
  read_word(finance::action_kind_from(row.text(column)), value);
}
inline void read_value(const Row& row, int column, finance::TransferDirection& value) {
  read_word(finance::transfer_direction_from(row.text(column)), value);
}
inline void read_value(const Row& row, int column, finance::FlowChannel& value) {
  value = finance::FlowChannel::none;
  if (!row.is_null(column)) read_word(finance::flow_channel_from(row.text(column)), value);
}
template <class Value>
void read_value(const Row& row, int column, std::optional<Value>& value) {
  value.reset();
  if (!row.is_null(column)) read_value(row, column, value.emplace());
}

template <class Value>
constexpr bool is_word =
    std::is_same_v<Value, finance::Side> || std::is_same_v<Value, finance::FlowKind> ||
    std::is_same_v<Value, finance::FlowChannel> || std::is_same_v<Value, finance::ActionKind> ||
    std::is_same_v<Value, finance::TransferDirection>;

template <class Value>
void bind_value(Statement& statement, int parameter, const Value& value) {
  if constexpr (is_word<Value>) {
    const std::string_view word = name_of(value);
    if (word.empty()) {
      statement.bind(parameter, nullptr);
    } else {
      statement.bind(parameter, word);
    }
  } else if constexpr (std::is_same_v<Value, std::string>) {
    if (value.empty()) {
      statement.bind(parameter, nullptr);
    } else {
      statement.bind(parameter, value);
    }
  } else {
    statement.bind(parameter, value);
  }
}

template <class Value>
void append_value(std::string& text, const Value& value) {
  if constexpr (is_word<Value>) {
    text += name_of(value);
  } else if constexpr (std::is_same_v<Value, std::string>) {
    text += value;
  } else if constexpr (std::is_same_v<Value, base::Currency>) {
    text += value.view();
  } else if constexpr (std::is_same_v<Value, base::Date>) {
    append_value(text, static_cast<std::int64_t>(value.days()));
  } else if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                   static_cast<std::int64_t>(value));
    text.append(digits.data(), end.ptr);
  } else {  // std::optional
    if (value) append_value(text, *value);
  }
}

}  // namespace wealthjobs::store
