#include "finance/ledger/trial_balance.h"

#include <algorithm>
#include <map>

namespace wealthjobs::finance {

std::string trial_balance_text(std::span<const TrialBalanceRow> rows) {
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const auto& row : rows) {
    std::string line(account_label(row.account));
    line += '|';
    line += row.currency.view();
    line += '|';
    line += std::to_string(row.balance_minor);
    line += '\n';
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines);
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

std::vector<CurrencySum> trial_balance_sums(std::span<const TrialBalanceRow> rows) {
  std::map<base::Currency, base::int128> sums;
  for (const auto& row : rows) sums[row.currency] += row.balance_minor;
  std::vector<CurrencySum> result;
  result.reserve(sums.size());
  for (const auto& [currency, sum] : sums) result.push_back({currency, sum});
  return result;
}

bool is_zero(std::span<const TrialBalanceRow> rows) {
  const auto sums = trial_balance_sums(rows);
  return std::ranges::all_of(sums, [](const CurrencySum& sum) { return sum.sum_minor == 0; });
}

}  // namespace wealthjobs::finance
