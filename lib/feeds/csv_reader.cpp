#include "feeds/csv_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/text.h"

namespace wealthjobs::feeds {
namespace {

constexpr std::size_t first_buffer_bytes = std::size_t{256} << 10U;

// The bytes at which the plain scan of an unquoted field has to look twice.
const char* find_special(const char* at, const char* end, char separator) {
  while (at != end && *at != separator && *at != '\n' && *at != '"' && *at != '\r') ++at;
  return at;
}

bool holds_unusual_bytes(const char* at, const char* end) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  for (; end - at >= 8; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    // the top bit of a byte is set where it is beyond ASCII, or borrows because it is zero
    if (((word | (word - ones)) & highs) != 0) return true;
  }
  return std::any_of(at, end,
                     [](char c) { return c == 0 || static_cast<unsigned char>(c) > 0x7F; });
}

}  // namespace

std::string_view name_of(CsvFaultKind kind) {
  switch (kind) {
    case CsvFaultKind::empty_file:
      return "empty_file";
    case CsvFaultKind::nul_byte:
      return "nul_byte";
    case CsvFaultKind::wide_encoding:
      return "wide_encoding";
    case CsvFaultKind::invalid_utf8:
      return "invalid_utf8";
    case CsvFaultKind::open_quote:
      return "open_quote";
    case CsvFaultKind::stray_quote:
      return "stray_quote";
    case CsvFaultKind::stray_carriage_return:
      return "stray_carriage_return";
    case CsvFaultKind::field_count:
      return "field_count";
    case CsvFaultKind::record_too_long:
      return "record_too_long";
    case CsvFaultKind::too_many_fields:
      return "too_many_fields";
    case CsvFaultKind::missing_column:
      return "missing_column";
    case CsvFaultKind::unknown_column:
      return "unknown_column";
    case CsvFaultKind::duplicate_column:
      return "duplicate_column";
  }
  return "empty_file";
}

std::string format_fault(const CsvFault& fault) {
  std::string text = fault.file + ":" + std::to_string(fault.place.line) + ":" +
                     std::to_string(fault.place.column) + ": " + fault.message;
  if (!fault.hint.empty()) text += " (" + fault.hint + ")";
  return text;
}

CsvReader::CsvReader(std::string name, OpenFile input, CsvOptions options)
    : file_(std::move(name)), input_(std::move(input)), options_(options) {}

CsvReader::CsvReader(const std::string& path, CsvOptions options, std::string name)
    : CsvReader(name.empty() ? path : std::move(name), OpenFile(path), options) {}

CsvReader CsvReader::over_text(std::string name, std::string_view text, CsvOptions options) {
  CsvReader reader(std::move(name), OpenFile(), options);
  reader.buffer_.assign(text.begin(), text.end());
  reader.end_ = text.size();
  reader.at_end_ = true;
  reader.note_unusual_bytes();
  return reader;
}

void CsvReader::note_unusual_bytes() {
  has_unusual_ = holds_unusual_bytes(buffer_.data() + begin_, buffer_.data() + end_);
}

void CsvReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) {
    buffer_.resize(std::max(first_buffer_bytes, 2 * buffer_.size()));
  }
  while (end_ < buffer_.size() && !at_end_) {
    const std::size_t got = input_.read(buffer_.data() + end_, buffer_.size() - end_);
    if (got == 0) at_end_ = true;
    end_ += got;
  }
  note_unusual_bytes();
}

// UTF-32 little-endian starts with the two bytes of UTF-16 little-endian: the longer one first.
bool CsvReader::pass_byte_order_mark() {
  is_started_ = true;
  if (!at_end_) fill();
  record_ = buffer_.data() + begin_;
  const std::string_view bytes(record_, end_ - begin_);
  using namespace std::string_view_literals;
  constexpr std::array wide{
      std::pair{"\xFF\xFE\x00\x00"sv, "UTF-32"sv}, std::pair{"\x00\x00\xFE\xFF"sv, "UTF-32"sv},
      std::pair{"\xFF\xFE"sv, "UTF-16"sv}, std::pair{"\xFE\xFF"sv, "UTF-16"sv}};
  for (const auto& [mark, encoding] : wide) {
    if (!bytes.starts_with(mark)) continue;
    refuse_at(CsvFaultKind::wide_encoding, record_,
              "the file is " + std::string(encoding) + ", not UTF-8", "save it as UTF-8");
    return false;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) begin_ += 3;
  return true;
}

bool CsvReader::next() {
  if (fault_) return false;
  if (!is_started_ && !pass_byte_order_mark()) return false;
  while (true) {
    switch (scan_record()) {
      case Scan::record:
        return true;
      case Scan::blank:
        break;
      case Scan::more:
        fill();
        break;
      case Scan::end:
        if (expected_fields_ == 0) {
          refuse_at(CsvFaultKind::empty_file, buffer_.data() + begin_, "the file is empty",
                    "it needs at least a header row");
        }
        return false;
      case Scan::fault:
        return false;
    }
  }
}

// Reads one record from begin_ on. Asked for more bytes, it starts over: the caller refills at most
// once for a buffer full of records.
CsvReader::Scan CsvReader::scan_record() {
  record_ = buffer_.data() + begin_;
  record_line_ = line_;
  fields_.clear();
  starts_.clear();
  inner_lines_.clear();
  doubled_.clear();
  const char* const end = buffer_.data() + end_;
  const char* at = record_;
  if (at == end) return at_end_ ? Scan::end : Scan::more;
  while (true) {
    const char* const start = at;
    std::string_view field;
    if (at != end && *at == '"') {
      const Scan quoted = scan_quoted(at, field);
      if (quoted != Scan::record) return quoted;
    } else {
      at = find_special(at, end, options_.separator);
      field = {start, static_cast<std::size_t>(at - start)};
    }
    if (at == end && !at_end_) return needs_more(nullptr);
    fields_.push_back(field);
    starts_.push_back(start);
    if (at == end) return end_record(at, at);
    if (*at == options_.separator) {
      if (fields_.size() >= options_.max_fields) {
        return refuse_at(CsvFaultKind::too_many_fields, at,
                         "more than " + std::to_string(options_.max_fields) + " fields");
      }
      ++at;
      continue;
    }
    if (*at == '\n') return end_record(at, at + 1);
    if (*at == '"') {
      return refuse_at(CsvFaultKind::stray_quote, at, "a quote inside an unquoted field",
                       "put the whole field in quotes and double the quotes inside");
    }
    if (at + 1 == end && !at_end_) return needs_more(nullptr);
    if (at + 1 != end && at[1] == '\n') return end_record(at, at + 2);
    return refuse_at(CsvFaultKind::stray_carriage_return, at, "a carriage return that ends no line",
                     "end lines with LF or CRLF");
  }
}

// `at` stands on the opening quote and ends behind the closing one. Doubled quotes are halved in
// place once the field is complete, so that a record scanned again is still as in the file.
CsvReader::Scan CsvReader::scan_quoted(const char*& at, std::string_view& field) {
  const char* const open = at;
  const char* const end = buffer_.data() + end_;
  bool has_doubled = false;
  ++at;
  while (true) {
    while (at != end && *at != '"' && *at != '\n') ++at;
    if (at == end) {
      if (!at_end_) return needs_more(open);
      return refuse_at(CsvFaultKind::open_quote, open, "a quote that never closes");
    }
    if (*at == '\n') {
      inner_lines_.push_back(++at);
      continue;
    }
    if (at + 1 == end && !at_end_) return needs_more(open);
    if (at + 1 == end || at[1] != '"') break;
    has_doubled = true;
    at += 2;
  }
  field = {open + 1, static_cast<std::size_t>(at - open - 1)};
  ++at;
  if (at == end && !at_end_) return needs_more(open);
  if (at != end && *at != options_.separator && *at != '\n' && *at != '\r') {
    return refuse_at(CsvFaultKind::stray_quote, at, "text after a closing quote",
                     "double the quotes inside a quoted field");
  }
  if (has_doubled) doubled_.push_back(fields_.size());
  return Scan::record;
}

CsvReader::Scan CsvReader::needs_more(const char* open_quote) {
  const auto length = static_cast<std::size_t>(buffer_.data() + end_ - record_);
  if (length <= options_.max_record_bytes) return Scan::more;
  const std::string limit = std::to_string(options_.max_record_bytes) + " bytes";
  if (open_quote != nullptr) {
    return refuse_at(CsvFaultKind::open_quote, open_quote,
                     "a quote that does not close within " + limit);
  }
  return refuse_at(CsvFaultKind::record_too_long, record_, "a line longer than " + limit);
}

CsvReader::Scan CsvReader::end_record(const char* content_end, const char* next) {
  const auto length = static_cast<std::size_t>(content_end - record_);
  if (length > options_.max_record_bytes) {
    return refuse_at(CsvFaultKind::record_too_long, record_,
                     "a line longer than " + std::to_string(options_.max_record_bytes) + " bytes");
  }
  if (has_unusual_ && refuse_bad_text(content_end)) return Scan::fault;
  line_ += inner_lines_.size() + (next != content_end ? 1U : 0U);
  begin_ = static_cast<std::size_t>(next - buffer_.data());
  if (length == 0) return Scan::blank;
  if (options_.trailing_separator && fields_.size() > 1 && fields_.back().empty() &&
      (expected_fields_ == 0 || fields_.size() == expected_fields_ + 1)) {
    fields_.pop_back();
  }
  if (expected_fields_ == 0) expected_fields_ = fields_.size();
  if (fields_.size() != expected_fields_) {
    const bool has_more = fields_.size() > expected_fields_;
    return refuse_at(CsvFaultKind::field_count, has_more ? starts_[expected_fields_] : content_end,
                     base::counted("field", static_cast<long long>(fields_.size())) +
                         " where the header has " + std::to_string(expected_fields_));
  }
  for (const std::size_t i : doubled_) halve_quotes(fields_[i]);
  return Scan::record;
}

void CsvReader::halve_quotes(std::string_view& field) {
  char* const first = buffer_.data() + (field.data() - buffer_.data());
  const char* const last = first + field.size();
  char* to = first;
  for (const char* from = first; from != last; ++from) {
    *to++ = *from;
    if (*from == '"') ++from;
  }
  field = {first, static_cast<std::size_t>(to - first)};
}

CsvPlace CsvReader::place_at(const char* at) const {
  std::uint64_t line = record_line_;
  const char* line_start = record_;
  for (const char* const start : inner_lines_) {
    if (start > at) break;
    ++line;
    line_start = start;
  }
  return {line, static_cast<std::uint64_t>(at - line_start) + 1};
}

CsvPlace CsvReader::place_of(std::size_t field) const {
  return field < starts_.size() ? place_at(starts_[field]) : CsvPlace{record_line_, 1};
}

CsvReader::Scan CsvReader::refuse_at(CsvFaultKind kind, const char* at, std::string message,
                                     std::string hint) {
  // noise breaks the structure too: say that it is noise
  if (has_unusual_ && kind != CsvFaultKind::wide_encoding && refuse_bad_text(at)) {
    return Scan::fault;
  }
  fault_ = CsvFault{kind, file_, place_at(at), std::move(message), std::move(hint)};
  return Scan::fault;
}

// Looks for the first byte of the record that is no text, up to `end`.
bool CsvReader::refuse_bad_text(const char* end) {
  const std::string_view rest(record_, static_cast<std::size_t>(end - record_));
  if (base::is_utf8_text(rest)) return false;
  std::size_t i = 0;
  while (i < rest.size()) {
    std::size_t length = 1;
    while (length < 4 && i + length < rest.size() &&
           (static_cast<unsigned char>(rest[i + length]) & 0xC0U) == 0x80U) {
      ++length;
    }
    if (!base::is_utf8_text(rest.substr(i, length))) break;
    i += length;
  }
  const bool is_nul = i < rest.size() && rest[i] == '\0';
  fault_ = CsvFault{is_nul ? CsvFaultKind::nul_byte : CsvFaultKind::invalid_utf8, file_,
                    place_at(record_ + i), is_nul ? "a NUL byte" : "bytes that are not UTF-8",
                    is_nul ? "is this a text file?" : "save the file as UTF-8"};
  return true;
}

}  // namespace wealthjobs::feeds
