#include "finance/ledger/correction.h"

#include <algorithm>
#include <unordered_map>

#include "base/check.h"

namespace wealthjobs::finance {
namespace {

// What the journal knows of one cause.
struct Cause {
  int last_generation = -1;
  const PostedEntry* standing = nullptr;  // the entry that no reversal has taken back
  bool is_kept = false;
  bool is_wanted = false;
};

using Causes = std::unordered_map<std::string_view, Cause>;

Causes causes_of(std::span<const PostedEntry> posted) {
  Causes causes;
  causes.reserve(posted.size());
  for (const PostedEntry& entry : posted) {
    Cause& cause = causes[entry.posting.cause_key];
    cause.last_generation = std::max(cause.last_generation, entry.generation);
    if (entry.is_reversed) continue;
    WEALTHJOBS_CHECK(cause.standing == nullptr);
    cause.standing = &entry;
  }
  return causes;
}

bool says_the_same(const Posting& a, const Posting& b) {
  return a.date == b.date && a.portfolio == b.portfolio && a.lines == b.lines &&
         a.deliveries == b.deliveries && a.realisations == b.realisations;
}

std::string key_with(std::string_view cause_key, char mark, int generation) {
  std::string key(cause_key);
  key += '|';
  key += mark;
  key += std::to_string(generation);
  return key;
}

}  // namespace

std::string source_key_of(std::string_view cause_key, int generation) {
  return generation == 0 ? std::string(cause_key) : key_with(cause_key, 'r', generation);
}

std::string reversal_key_of(std::string_view cause_key, int generation) {
  return key_with(cause_key, 'x', generation);
}

Corrections corrections(std::span<const PostedEntry> posted, std::span<const Posting> wanted,
                        base::Date through) {
  Causes causes = causes_of(posted);
  Corrections result;
  for (const Posting& posting : wanted) {
    if (posting.date > through) continue;
    Cause& cause = causes[posting.cause_key];
    cause.is_wanted = true;
    if (cause.standing != nullptr && says_the_same(cause.standing->posting, posting)) {
      cause.is_kept = true;
      continue;
    }
    const int generation = cause.last_generation + 1;
    result.replacements.push_back(
        {generation, source_key_of(posting.cause_key, generation), posting});
  }
  for (const auto& [key, cause] : causes) {
    if (cause.standing == nullptr || cause.is_kept) continue;
    const PostedEntry& entry = *cause.standing;
    if (entry.posting.date > through && !cause.is_wanted) continue;
    result.reversals.push_back(
        {entry.entry_id, reversal_key_of(key, entry.generation), reversal_of(entry.posting)});
  }
  std::ranges::sort(result.reversals, {}, &Reversal::entry_id);
  return result;
}

}  // namespace wealthjobs::finance
