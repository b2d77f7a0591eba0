#include "finance/ledger/custodian_match.h"

#include <algorithm>
#include <utility>

#include "base/int128.h"
#include "base/rounding.h"

namespace wealthjobs::finance {
namespace {

auto key_of(const CustodyLine& line) { return std::pair(line.portfolio, line.subject); }

// Sorted, each key once.
void add_up(std::vector<CustodyLine>& lines) {
  const auto is_before = [](const auto& a, const auto& b) { return key_of(a) < key_of(b); };
  if (!std::ranges::is_sorted(lines, is_before)) std::ranges::sort(lines, is_before);
  std::size_t kept = 0;
  for (const CustodyLine& line : lines) {
    if (kept > 0 && key_of(lines[kept - 1]) == key_of(line)) {
      lines[kept - 1].amount = base::add_checked(lines[kept - 1].amount, line.amount);
    } else {
      lines[kept++] = line;
    }
  }
  lines.resize(kept);
}

bool agrees(const CustodyDifference& line, const CustodyTolerance& tolerance) {
  const base::int128 difference = static_cast<base::int128>(line.theirs) - line.ours;
  const std::int64_t most =
      line.subject.is_cash() ? tolerance.cash_tol_minor : tolerance.qty_tol_e6;
  return (difference < 0 ? -difference : difference) <= most;
}

}  // namespace

std::int64_t CustodyDifference::difference() const { return base::subtract_checked(theirs, ours); }

CustodyMatch match_custody(std::vector<CustodyLine> ours, std::vector<CustodyLine> theirs,
                           const CustodyTolerance& tolerance) {
  add_up(ours);
  add_up(theirs);
  CustodyMatch match;
  auto a = ours.begin();
  auto b = theirs.begin();
  while (a != ours.end() || b != theirs.end()) {
    const bool is_ours = b == theirs.end() || (a != ours.end() && key_of(*a) <= key_of(*b));
    const bool is_theirs = a == ours.end() || (b != theirs.end() && key_of(*b) <= key_of(*a));
    const CustodyLine& key = is_ours ? *a : *b;
    CustodyDifference line{key.portfolio, key.subject, is_ours ? a->amount : 0,
                           is_theirs ? b->amount : 0};
    if (is_ours) ++a;
    if (is_theirs) ++b;
    if (agrees(line, tolerance)) {
      ++match.matched;
    } else {
      match.differences.push_back(line);
    }
  }
  return match;
}

}  // namespace wealthjobs::finance
