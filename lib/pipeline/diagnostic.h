// What `check` says about a configuration: every fault at once, each with its place.
//
//   Form      file:line:column: message (hint)
//   Example   jobs.toml:12:1: unknown key "tiemout_s" in step settle (did you mean timeout_s?)
//   Order     by place, so that a person can walk through the file once from top to bottom
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wealthjobs::pipeline {

// A place in the configuration file, both from 1; line 0 is "not from a file" (compiled in).
struct Position {
  int line = 0;
  int column = 0;
  // A place is never part of the meaning: equal settings on different lines are equal.
  bool operator==(const Position&) const { return true; }
};

bool is_before(Position a, Position b);

struct Diagnostic {
  std::string file;
  int line = 0;
  int column = 0;
  std::string message;
  std::string hint;  // may be empty
  bool is_warning = false;
};

// "jobs.toml:3:7: message (hint)"; a warning reads "jobs.toml:3:7: warning: message (hint)".
std::string format_diagnostic(const Diagnostic& diagnostic);

// True when at least one finding is not a warning: the configuration is refused (exit 78).
bool has_fault(const std::vector<Diagnostic>& diagnostics);

// Collects findings of one file. After `limit` of them the rest is counted, not kept: a file of
// binary noise must not produce a million lines.
class Findings {
 public:
  static constexpr std::size_t limit = 500;

  explicit Findings(std::string file) : file_(std::move(file)) {}
  void fault(Position at, std::string message, std::string hint = {});
  void warning(Position at, std::string message, std::string hint = {});
  [[nodiscard]] bool is_full() const { return kept_.size() >= limit; }
  [[nodiscard]] bool is_empty() const { return kept_.empty(); }
  // Sorted by place; the object is empty afterwards.
  std::vector<Diagnostic> take();

 private:
  void add(Position at, std::string message, std::string hint, bool is_warning);
  std::string file_;
  std::vector<Diagnostic> kept_;
  std::size_t dropped_ = 0;
};

// "did you mean settle_trades?" for the candidate nearest to `word`, else "".
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

// A user's text in double quotes, cut to 60 bytes and with control bytes shown as "?".
std::string in_quotes(std::string_view text);

}  // namespace wealthjobs::pipeline
