// A plain insert: INSERT INTO t VALUES (?, ?, ...) with one parameter for each column, in order.
// The row that it will write is known when its values are bound, so the row checksum can be taken
// from them; every other statement leaves that to the pre-update hook.
//
//   Also plain    INSERT INTO t (a, b, c) VALUES (?, ?, ?) naming all columns in declared order;
//                 INSERT OR FAIL, which spares SQLite the undo log of a single insert
//   Not plain     OR REPLACE, ON CONFLICT, SELECT, literals, fewer columns
//   Whole row     every value is of the kind of its column, and the key has no NULL; else SQLite
//                 might store something else than what was bound, and the hook does the work
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/row_hash.h"
#include "store/statement.h"

namespace wealthjobs::store {

class PlainInsert {
 public:
  // Null where the statement is not one.
  static std::unique_ptr<PlainInsert> of(Connection& connection, std::string_view sql);

  void begin_row() {
    hash_ = RowHash();
    next_ = 1;
  }
  // True where every column has been given a value that will be stored as it is.
  [[nodiscard]] bool has_whole_row() const { return next_ == static_cast<int>(kinds_.size()) + 1; }
  [[nodiscard]] std::uint64_t hash() const { return hash_.value(); }
  [[nodiscard]] const std::string& table() const { return table_; }

  void add_integer(int parameter, std::int64_t value) {
    if (takes(parameter, Kind::integer, Kind::real)) hash_.add_integer(value);
  }
  void add_real(int parameter, double value) {
    if (value == value && takes(parameter, Kind::real, Kind::real)) hash_.add_real(value);
  }
  void add_text(int parameter, std::string_view value) {
    if (takes(parameter, Kind::text, Kind::text)) hash_.add_text(value);
  }
  void add_blob(int parameter, Bytes value) {
    if (takes(parameter, Kind::blob, Kind::blob)) hash_.add_blob(value.data(), value.size());
  }
  void add_null(int parameter) {
    const std::size_t i = static_cast<std::size_t>(parameter) - 1;
    if (parameter == next_ && !kinds_[i].is_key) {
      ++next_;
      hash_.add_null();
    }
  }

 private:
  enum class Kind : unsigned char { integer, real, text, blob };
  struct Column {
    std::string name;
    Kind kind = Kind::integer;
    bool is_key = false;
  };

  static std::vector<Column> columns_of(Connection& connection, const std::string& table);

  // A value out of order or of another kind stops the count, and has_whole_row() stays false.
  bool takes(int parameter, Kind kind, Kind other) {
    const Kind column = kinds_[static_cast<std::size_t>(parameter) - 1].kind;
    if (parameter != next_ || (column != kind && column != other)) return false;
    ++next_;
    return true;
  }

  std::string table_;
  std::vector<Column> kinds_;
  RowHash hash_;
  int next_ = 1;
};

}  // namespace wealthjobs::store
