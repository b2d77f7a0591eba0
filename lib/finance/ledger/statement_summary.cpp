#include "finance/ledger/statement_summary.h"

#include <array>
#include <map>

#include "base/rounding.h"

namespace wealthjobs::finance {

std::string_view title_of(StatementLine line) {
  constexpr std::array<std::string_view, 9> titles{
      "Dividends", "Interest",        "Other income",    "Management fees", "Performance fees",
      "Brokerage", "Withholding tax", "Depositary fees", "Other costs"};
  return titles.at(static_cast<std::size_t>(line));
}

std::optional<StatementLine> statement_line_of(Account account) {
  switch (account) {
    case Account::income_dividend:
      return StatementLine::dividends;
    case Account::income_interest:
      return StatementLine::interest;
    case Account::income_other:
      return StatementLine::other_income;
    case Account::expense_fees_mgmt:
      return StatementLine::management_fees;
    case Account::expense_fees_perf:
      return StatementLine::performance_fees;
    case Account::expense_brokerage:
      return StatementLine::brokerage;
    case Account::expense_withholding_tax:
      return StatementLine::withholding_tax;
    case Account::expense_adr_fee:
      return StatementLine::depositary_fees;
    case Account::expense_other:
      return StatementLine::other_costs;
    default:
      return std::nullopt;
  }
}

StatementSummary statement_summary(std::int64_t opening_minor, std::int64_t closing_minor,
                                   std::int64_t flows_minor,
                                   std::span<const StatementAmount> amounts) {
  std::map<StatementLine, std::int64_t> sums;
  for (const StatementAmount& amount : amounts) {
    const auto line = statement_line_of(amount.account);
    if (!line) continue;
    sums[*line] = base::subtract_checked(sums[*line], amount.base_minor);
  }
  StatementSummary summary{opening_minor, flows_minor, {}, 0, closing_minor};
  std::int64_t gains = base::subtract_checked(closing_minor, opening_minor);
  gains = base::subtract_checked(gains, flows_minor);
  for (const auto& [line, sum] : sums) {
    summary.rows.push_back({line, sum});
    gains = base::subtract_checked(gains, sum);
  }
  summary.gains_minor = gains;
  return summary;
}

}  // namespace wealthjobs::finance
