#include "pipeline/diagnostic.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace wealthjobs::pipeline {
namespace {

// Longer words are noise, and an edit distance over megabytes would take seconds.
constexpr std::size_t longest_word = 64;
constexpr std::size_t longest_quote = 60;

bool is_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x20 || value == 0x7F;
}

// A finding is one line even where a name of the file holds a line feed.
std::string one_line(std::string text) {
  std::ranges::replace_if(text, is_control, '?');
  return text;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

bool is_before(Position a, Position b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

std::string format_diagnostic(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file + ":" + std::to_string(diagnostic.line) + ":" +
                     std::to_string(diagnostic.column) + ": ";
  if (diagnostic.is_warning) text += "warning: ";
  text += diagnostic.message;
  if (!diagnostic.hint.empty()) text.append(" (").append(diagnostic.hint).append(")");
  return text;
}

bool has_fault(const std::vector<Diagnostic>& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return !d.is_warning; });
}

void Findings::fault(Position at, std::string message, std::string hint) {
  add(at, std::move(message), std::move(hint), false);
}

void Findings::warning(Position at, std::string message, std::string hint) {
  add(at, std::move(message), std::move(hint), true);
}

void Findings::add(Position at, std::string message, std::string hint, bool is_warning) {
  if (is_full()) {
    ++dropped_;
    return;
  }
  kept_.push_back({file_, std::max(at.line, 1), std::max(at.column, 1),
                   one_line(std::move(message)), one_line(std::move(hint)), is_warning});
}

std::vector<Diagnostic> Findings::take() {
  std::ranges::stable_sort(kept_, [](const Diagnostic& a, const Diagnostic& b) {
    return is_before({a.line, a.column}, {b.line, b.column});
  });
  if (dropped_ > 0) {
    const Diagnostic& last = kept_.back();
    kept_.push_back({file_, last.line, last.column,
                     base::counted("more finding", static_cast<long long>(dropped_)) + " not shown",
                     "correct the ones above first", false});
    dropped_ = 0;
  }
  return std::exchange(kept_, {});
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > longest_word) return {};
  const std::string nearest = base::nearest_word(word, candidates);
  return nearest.empty() ? std::string() : "did you mean " + nearest + "?";
}

std::string in_quotes(std::string_view text) {
  std::size_t length = std::min(text.size(), longest_quote);
  while (length > 0 && length < text.size() && is_continuation(text[length])) --length;
  std::string shown = "\"";
  for (const char byte : text.substr(0, length)) shown += is_control(byte) ? '?' : byte;
  if (length < text.size()) shown += "...";
  return shown + "\"";
}

}  // namespace wealthjobs::pipeline
