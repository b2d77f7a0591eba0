#include "finance/ledger/portfolio_terms.h"

#include <algorithm>
#include <string_view>

namespace wealthjobs::finance {
namespace {

constexpr std::string_view none = "none";

constexpr std::optional<std::string> PortfolioTerms::* fields[] = {
    &PortfolioTerms::benchmark_id,
    &PortfolioTerms::fee_schedule_id,
    &PortfolioTerms::interest_schedule_id,
    &PortfolioTerms::model_id,
    &PortfolioTerms::household,
    &PortfolioTerms::tax_residence,
    &PortfolioTerms::custodian,
    &PortfolioTerms::account,
    &PortfolioTerms::status};

// close_date ends what portfolios.csv opens; a dated row says more than both.
std::string status_of(const PortfolioBasics& basics, base::Date day) {
  if (basics.close_date) return day > *basics.close_date ? "closed" : "open";
  return basics.terms.status.value_or("open");
}

}  // namespace

PortfolioTerms terms_on(const PortfolioBasics& basics, std::span<const DatedTerms> rows,
                        base::Date day) {
  PortfolioTerms terms = basics.terms;
  terms.status = status_of(basics, day);
  for (const DatedTerms& row : rows) {
    if (row.from_date > day) break;
    for (const auto field : fields) {
      if (row.terms.*field) terms.*field = row.terms.*field;
    }
  }
  for (const auto field : fields) {
    if (terms.*field == none) terms.*field = std::nullopt;
  }
  return terms;
}

base::Date first_day_of(const PortfolioBasics& basics) {
  const base::Date begins = basics.inception_date;
  return std::max(
      {begins, basics.open_date.value_or(begins), basics.opening_date.value_or(begins)});
}

bool is_account_open(const PortfolioBasics& basics, std::span<const DatedTerms> rows,
                     base::Date day) {
  return day >= first_day_of(basics) && terms_on(basics, rows, day).status == "open";
}

}  // namespace wealthjobs::finance
