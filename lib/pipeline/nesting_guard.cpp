#include "pipeline/nesting_guard.h"

namespace wealthjobs::pipeline {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<Position> scan() {
    while (i_ < text_.size()) {
      const char c = text_[i_];
      if (c == '"' || c == '\'') {
        skip_string(c);
        continue;
      }
      if (c == '#') {
        skip_comment();
        continue;
      }
      if (!count(c)) return Position{line_, static_cast<int>(i_ - line_start_) + 1};
      step();
    }
    return std::nullopt;
  }

 private:
  void step() {
    if (text_[i_] == '\n') {
      ++line_;
      line_start_ = i_ + 1;
    }
    ++i_;
  }

  void skip_comment() {
    while (i_ < text_.size() && text_[i_] != '\n') ++i_;
  }

  void skip_string(char quote) {
    const std::string_view fence = quote == '"' ? "\"\"\"" : "'''";
    const bool is_long = text_.substr(i_, 3) == fence;
    const std::string_view end = is_long ? fence : fence.substr(0, 1);
    for (std::size_t n = 0; n < end.size(); ++n) step();
    while (i_ < text_.size()) {
      if (!is_long && text_[i_] == '\n') return;
      if (text_.substr(i_, end.size()) == end) {
        i_ += end.size();
        // A long string may end with quotes of its own: """a""" followed by one or two more.
        while (is_long && i_ < text_.size() && text_[i_] == quote) ++i_;
        return;
      }
      if (quote == '"' && text_[i_] == '\\' && i_ + 1 < text_.size()) step();
      if (i_ < text_.size()) step();
    }
  }

  // False where a limit is passed.
  bool count(char c) {
    switch (c) {
      case '[':
      case '{':
        dots_ = 0;
        return ++depth_ <= deepest_brackets;
      case ']':
      case '}':
        dots_ = 0;
        if (depth_ > 0) --depth_;
        return true;
      case '\n':
      case ',':
      case '=':
        dots_ = 0;
        return true;
      case '.':
        return ++dots_ < longest_dotted_key;
      default:
        return true;
    }
  }

  std::string_view text_;
  std::size_t i_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  int depth_ = 0;
  int dots_ = 0;
};

}  // namespace

std::optional<Position> nesting_fault(std::string_view text) { return Scanner(text).scan(); }

}  // namespace wealthjobs::pipeline
