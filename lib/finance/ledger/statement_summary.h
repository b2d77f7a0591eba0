// How a portfolio's net asset value came from one end of a period to the other.
//
//   opening nav + external flows + income + gains - costs = closing nav
//
//   Flows     deposits and withdrawals, transfers in kind
//   Income    dividends (4000), interest (4010), other (4900): what the period's entries credited
//   Costs     fees (5000, 5010), brokerage (5020), withholding tax (5030), depositary fees (5040),
//             other (5900)
//   Gains     the rest: realised and unrealised, price and currency. Each other line is rounded to
//             the minor unit on its own; the gain takes what that leaves, so the sum is exact
//   Source    domain job 7 (invariants)
//   Units     minor units of the base currency
//   Example   opening 20,000.55, no flow, interest 7.44, fees 3.84, closing 20,114.91: gains
//             110.76
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "finance/ledger/account.h"

namespace wealthjobs::finance {

enum class StatementLine {
  dividends,
  interest,
  other_income,
  management_fees,
  performance_fees,
  brokerage,
  withholding_tax,
  depositary_fees,
  other_costs
};
std::string_view title_of(StatementLine line);  // "Management fees"
// Nothing for an account that is neither income nor a cost of the portfolio.
std::optional<StatementLine> statement_line_of(Account account);

// What one entry's line on an income or expense account is in base currency; a credit is negative,
// as in the journal.
struct StatementAmount {
  Account account{};
  std::int64_t base_minor = 0;
};

struct StatementSummary {
  std::int64_t opening_minor = 0;
  std::int64_t flows_minor = 0;
  struct Row {
    StatementLine line{};
    std::int64_t amount_minor = 0;  // income positive, costs negative
    bool operator==(const Row&) const = default;
  };
  std::vector<Row> rows;  // in the order of StatementLine; lines without any amount are left out
  std::int64_t gains_minor = 0;
  std::int64_t closing_minor = 0;
};

StatementSummary statement_summary(std::int64_t opening_minor, std::int64_t closing_minor,
                                   std::int64_t flows_minor,
                                   std::span<const StatementAmount> amounts);

}  // namespace wealthjobs::finance
