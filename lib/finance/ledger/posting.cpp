#include "finance/ledger/posting.h"

#include <algorithm>
#include <array>

#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

// Amounts of one currency; an entry has few, so a scan is faster than a map.
bool adds_to_zero(const std::vector<PostingLine>& lines, std::size_t first) {
  const base::Currency currency = lines[first].currency;
  const auto is_same = [&](const PostingLine& line) { return line.currency == currency; };
  if (std::any_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first), is_same)) {
    return true;  // judged at its first line
  }
  base::int128 sum = 0;
  for (std::size_t i = first; i < lines.size(); ++i) {
    if (is_same(lines[i])) sum += lines[i].amount_minor;
  }
  return sum == 0;
}

}  // namespace

std::string_view name_of(EntryKind kind) {
  constexpr std::array<std::string_view, 5> names{"normal", "reversal", "adjustment", "opening",
                                                  "closing"};
  return names[static_cast<std::size_t>(kind)];
}

bool is_balanced(const Posting& posting) {
  const auto& lines = posting.lines;
  const auto moves_money = [](const PostingLine& line) { return line.amount_minor != 0; };
  const bool is_whole = std::ranges::all_of(lines, [&](const PostingLine& line) {
    return line.currency.is_set() && (moves_money(line) || line.quantity_e6.has_value());
  });
  if (lines.empty() || !is_whole) return false;
  if (std::ranges::none_of(lines, moves_money)) return true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!adds_to_zero(lines, i)) return false;
  }
  return true;
}

Posting reversal_of(const Posting& posting) {
  Posting reversal = posting;
  reversal.kind = EntryKind::reversal;
  const auto negate = [](std::int64_t& value) { value = base::negate_checked(value); };
  for (auto& line : reversal.lines) {
    negate(line.amount_minor);
    if (line.quantity_e6) negate(*line.quantity_e6);
  }
  for (auto& delivery : reversal.deliveries) negate(delivery.quantity_e6);
  for (auto& part : reversal.realisations) {
    for (auto* value :
         {&part.quantity_e6, &part.cost_minor, &part.proceeds_minor, &part.cost_base_minor,
          &part.proceeds_base_minor, &part.price_gain_base_minor, &part.fx_gain_base_minor}) {
      negate(*value);
    }
  }
  return reversal;
}

}  // namespace wealthjobs::finance
