// A prepared statement: bind by position, step, read columns by position (both from 0 and 1 as in
// SQL: parameters count from 1, columns from 0).
//
//   auto rows = book.query("SELECT day, nav_minor FROM portfolio_nav WHERE portfolio_no = ?", p);
//   while (rows.next()) use(rows.date(0), rows.integer(1));       // the cursor resets it
//
//   Statement& insert = book.cached("INSERT INTO cash_value VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
//   for (const CashValue& v : values) insert.run(v.day, v.portfolio, v.currency, ...);
//
//   Values    integers, double, text, Date (days), Currency (its code), strong enums (their
//             number), Bytes (a blob), nullptr and std::optional (NULL where empty)
//   Text      string_view and Bytes that a row returns live until the next step, reset or cursor
//             end
//   Writing   only inside a WriteTransaction; anything else aborts (the row checksums need it)
//   Failure   Error as store/sqlite_error.h maps it: busy, no_space, io_error, no_permission,
//             internal with the guard's sentence
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/currency.h"
#include "base/date.h"

struct sqlite3_stmt;

namespace wealthjobs::store {

struct Connection;
class PlainInsert;

using Bytes = std::span<const unsigned char>;

// The columns of the row that a statement stands on.
class Row {
 public:
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::int32_t small(int column) const;  // Error(io_error) where it does not fit
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;  // "" for NULL
  [[nodiscard]] Bytes blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] base::Date date(int column) const;
  [[nodiscard]] base::Currency currency(int column) const;  // unset for NULL
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  [[nodiscard]] std::optional<double> optional_real(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;
  [[nodiscard]] std::optional<base::Date> optional_date(int column) const;
  [[nodiscard]] int column_count() const;
  [[nodiscard]] std::string_view column_name(int column) const;
  template <class Enum>
    requires std::is_enum_v<Enum>
  [[nodiscard]] Enum number(int column) const {
    return static_cast<Enum>(small(column));
  }

 protected:
  explicit Row(sqlite3_stmt* stmt) : stmt_(stmt) {}
  sqlite3_stmt* stmt_;
};

class Statement : public Row {
 public:
  Statement(Connection& connection, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters count from 1; texts and blobs are copied.
  template <class Value>
  Statement& bind(int parameter, const Value& value) {
    bind_value(parameter, value, true);
    return *this;
  }

  // True while there is a row; false at the end, where the statement resets itself.
  bool step();
  void reset();

  // Binds every parameter, runs to the end, resets. For INSERT, UPDATE and DELETE.
  template <class... Values>
  void run(const Values&... values) {
    start_run(sizeof...(Values));
    int parameter = 0;
    (bind_value(++parameter, values, false), ...);
    finish_run();
  }

  // Binds every parameter and stands before the first row.
  template <class... Values>
  Statement& start_with(const Values&... values) {
    start(sizeof...(Values));
    int parameter = 0;
    (bind_value(++parameter, values, true), ...);
    return *this;
  }

  // Rows that the last run() changed.
  [[nodiscard]] std::int64_t changes() const;

 private:
  void start(std::size_t values);
  void start_run(std::size_t values);
  void finish_run();
  void bind_integer(int parameter, std::int64_t value);
  void bind_real(int parameter, double value);
  void bind_text(int parameter, std::string_view value, bool copy);
  void bind_blob(int parameter, Bytes value, bool copy);
  void bind_null(int parameter);

  template <class Value>
  void bind_value(int parameter, const Value& value, bool copy) {
    if constexpr (std::is_same_v<Value, std::nullptr_t>) {
      bind_null(parameter);
    } else if constexpr (std::is_enum_v<Value>) {
      bind_integer(parameter, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_integral_v<Value>) {
      static_assert(sizeof(Value) < 8 || std::is_signed_v<Value>, "a column holds signed 64 bits");
      bind_integer(parameter, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<Value>) {
      bind_real(parameter, value);
    } else if constexpr (std::is_same_v<Value, base::Date>) {
      bind_integer(parameter, value.days());
    } else if constexpr (std::is_same_v<Value, base::Currency>) {
      bind_currency(parameter, value);
    } else if constexpr (std::is_convertible_v<const Value&, std::string_view>) {
      bind_text(parameter, std::string_view(value), copy);
    } else if constexpr (std::is_convertible_v<const Value&, Bytes>) {
      bind_blob(parameter, Bytes(value), copy);
    } else {  // std::optional
      if (value) {
        bind_value(parameter, *value, copy);
      } else {
        bind_null(parameter);
      }
    }
  }
  void bind_currency(int parameter, base::Currency value);

  Connection* connection_;
  bool writes_;
  bool was_run_ = false;
  std::unique_ptr<PlainInsert> plain_;  // set by the first run() of a plain INSERT
};

// A walk over the rows of a statement; resets it when it goes out of scope.
class Cursor : public Row {
 public:
  explicit Cursor(Statement& statement);
  ~Cursor();
  Cursor(Cursor&& other) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  bool next() { return statement_->step(); }

 private:
  Statement* statement_;
};

}  // namespace wealthjobs::store
