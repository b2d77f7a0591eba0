// CSV as RFC 4180 means it, one record at a time and without an allocation for a field.
//
//   Accepted   UTF-8 with or without BOM, LF or CRLF, quoted fields with separators, line feeds and
//              doubled quotes inside, a missing last line end; empty lines are passed over
//   Refused    NUL, UTF-16 and UTF-32, bytes that are not UTF-8, a quote inside an unquoted field,
//              text after a closing quote, a quote that never closes, a lone carriage return, a
//              record with more or fewer fields than the first one, a record above 1 MiB
//   Failure    next() is false and fault() says where and why; a file that cannot be read throws
//              base::Error (no such file: data_missing)
//   Example    CsvReader reader("trades.csv");
//              while (reader.next()) use(reader[0], reader[1]);
//              if (reader.fault()) return *reader.fault();
//
// Fields are views into the reader's buffer: they live until the next call of next().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/open_file.h"

namespace wealthjobs::feeds {

enum class CsvFaultKind {
  empty_file,
  nul_byte,
  wide_encoding,
  invalid_utf8,
  open_quote,
  stray_quote,
  stray_carriage_return,
  field_count,
  record_too_long,
  too_many_fields,
  missing_column,
  unknown_column,
  duplicate_column,
};
std::string_view name_of(CsvFaultKind kind);

// Both from 1; the column counts bytes, as editors and compilers do.
struct CsvPlace {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
};

// A structural fault: nothing of this file may be believed (exit 65).
struct CsvFault {
  CsvFaultKind kind = CsvFaultKind::empty_file;
  std::string file;
  CsvPlace place;
  std::string message;
  std::string hint;  // may be empty
};
// "trades.csv:3:17: a quote inside an unquoted field (hint)"
std::string format_fault(const CsvFault& fault);

struct CsvOptions {
  char separator = ',';
  bool trailing_separator = false;  // every line ends with one separator too many (ECB)
  std::size_t max_record_bytes = std::size_t{1} << 20U;
  std::size_t max_fields = 4096;
};

class CsvReader {
 public:
  // `name` stands in messages and places; empty: the path as given.
  explicit CsvReader(const std::string& path, CsvOptions options = {}, std::string name = {});
  // Reads text that is already in memory.
  static CsvReader over_text(std::string name, std::string_view text, CsvOptions options = {});

  // The next record; false at the end of the file and at a fault.
  bool next();
  [[nodiscard]] const std::optional<CsvFault>& fault() const { return fault_; }

  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return fields_[i]; }
  [[nodiscard]] std::uint64_t line() const { return record_line_; }  // where the record starts
  [[nodiscard]] CsvPlace place_of(std::size_t field) const;
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  enum class Scan { record, blank, more, end, fault };

  CsvReader(std::string name, OpenFile input, CsvOptions options);
  void fill();
  void note_unusual_bytes();
  bool pass_byte_order_mark();
  Scan scan_record();
  Scan scan_quoted(const char*& at, std::string_view& field);
  Scan end_record(const char* content_end, const char* next);
  Scan needs_more(const char* open_quote);
  Scan refuse_at(CsvFaultKind kind, const char* at, std::string message, std::string hint = {});
  void halve_quotes(std::string_view& field);
  bool refuse_bad_text(const char* end);
  [[nodiscard]] CsvPlace place_at(const char* at) const;

  std::string file_;
  OpenFile input_;
  CsvOptions options_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // start of the record not yet read
  std::size_t end_ = 0;    // end of the bytes in the buffer
  bool at_end_ = false;    // no bytes are left in the file
  bool is_started_ = false;
  bool has_unusual_ = false;  // the buffer holds NUL or bytes beyond ASCII
  std::uint64_t line_ = 1;    // of begin_
  std::uint64_t record_line_ = 1;
  const char* record_ = nullptr;
  std::size_t expected_fields_ = 0;  // 0 until the first record is read
  std::vector<std::string_view> fields_;
  std::vector<const char*> starts_;       // of each field as it stands in the file
  std::vector<std::size_t> doubled_;      // fields that hold doubled quotes
  std::vector<const char*> inner_lines_;  // starts of lines inside quoted fields of the record
  std::optional<CsvFault> fault_;
};

}  // namespace wealthjobs::feeds
