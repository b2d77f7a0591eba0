#include "jobs/posted_effects.h"

#include <algorithm>
#include <set>

#include "base/rounding.h"
#include "store/database.h"

namespace wealthjobs::jobs {

using finance::PostedEntry;
using finance::Posting;

std::int64_t Effects::moved_minor(finance::Account account, base::Currency currency) const {
  std::int64_t sum = 0;
  const auto add = [&](const Posting& posting) {
    for (const finance::PostingLine& line : posting.lines) {
      if (line.account == account && line.currency == currency) {
        sum = base::add_checked(sum, line.amount_minor);
      }
    }
  };
  for (const auto& reversal : reversals) add(reversal.posting);
  for (const auto& posting : postings) add(posting.posting);
  return sum;
}

PostedEffects::PostedEffects(store::Database& book, std::string_view job, base::Date business_date)
    : day_(business_date) {
  std::set<std::int64_t> reversed;
  store::for_each_entry_of_day(book, business_date, [&](const store::JournalEntry& entry) {
    if (entry.job != job) return;
    if (entry.reverses_entry_id) {
      reversed.insert(*entry.reverses_entry_id);
    } else {
      entries_[entry.posting.portfolio].push_back(
          {entry.entry_id, entry.generation, false, entry.posting});
    }
  });
  for (auto& [portfolio, entries] : entries_) {
    for (PostedEntry& entry : entries) entry.is_reversed = reversed.contains(entry.entry_id);
  }
}

Effects PostedEffects::compare(finance::PortfolioNo portfolio, const std::vector<Posting>& wanted,
                               KeyStyle style) const {
  std::vector<Posting> with_lines;
  std::ranges::copy_if(wanted, std::back_inserter(with_lines),
                       [](const Posting& posting) { return !posting.lines.empty(); });
  const auto at = entries_.find(portfolio);
  finance::Corrections corrections = finance::corrections(
      at == entries_.end() ? std::span<const PostedEntry>() : std::span(at->second), with_lines,
      day_);
  Effects effects{std::move(corrections.reversals), std::move(corrections.replacements)};
  if (style == KeyStyle::versions) {
    for (finance::Replacement& posting : effects.postings) {
      posting.source_key =
          posting.posting.cause_key + "|v" + std::to_string(posting.generation + 1);
    }
  }
  return effects;
}

std::int64_t PostedEffects::standing_minor(finance::PortfolioNo portfolio,
                                           std::string_view cause_start,
                                           finance::Account account) const {
  const auto at = entries_.find(portfolio);
  if (at == entries_.end()) return 0;
  std::int64_t sum = 0;
  for (const PostedEntry& entry : at->second) {
    if (entry.is_reversed || !entry.posting.cause_key.starts_with(cause_start)) continue;
    for (const finance::PostingLine& line : entry.posting.lines) {
      if (line.account == account) sum = base::add_checked(sum, line.amount_minor);
    }
  }
  return sum;
}

void write_effects(store::JournalWriter& journal, const Effects& effects) {
  for (const finance::Reversal& reversal : effects.reversals) journal.post(reversal);
  for (const finance::Replacement& posting : effects.postings) journal.post(posting);
}

}  // namespace wealthjobs::jobs
