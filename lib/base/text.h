// Small text functions that several folders need.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wealthjobs::base {

std::vector<std::string> split_text(std::string_view text, char separator);
std::string join_text(std::span<const std::string> parts, std::string_view separator);
std::string_view trim_blanks(std::string_view text);

// The candidate nearest to a mistyped word (at most a third of its letters wrong), or "".
// Ties go to the first candidate.
std::string nearest_word(std::string_view word, std::span<const std::string> candidates);

// True for well-formed UTF-8 without NUL.
bool is_utf8_text(std::string_view bytes);

// "3 rows", "1 row": counted("row", 3). An irregular plural is given: counted("entry", 2,
// "entries").
std::string counted(std::string_view noun, long long n, std::string_view plural = {});

}  // namespace wealthjobs::base
