// Dated terms of portfolios (portfolio_terms.csv) and when their accounts are open, loaded in one
// go for the jobs that ask: fees, interest, reconciliation, valuation.
//
//   const PortfolioTermsBook terms = PortfolioTermsBook::load(book, master);
//   terms.of(portfolio, day).fee_schedule_id       nullopt: none is agreed
//   terms.is_open(portfolio, day)                  between its first and its last day
//
//   Rules    finance/ledger/portfolio_terms.h
//   Changes  a row that is there with other content is a conflict: terms change by a later date
#pragma once

#include <map>
#include <span>
#include <vector>

#include "base/date.h"
#include "finance/ledger/portfolio_terms.h"
#include "store/master.h"

namespace wealthjobs::store {

struct PortfolioTermsRow {
  finance::PortfolioNo portfolio{};
  finance::DatedTerms dated;
};

SaveCounts save_portfolio_terms(WriteTransaction& write, std::span<const PortfolioTermsRow> rows);

// Of all portfolios, by (portfolio, from_date).
std::vector<PortfolioTermsRow> load_portfolio_terms(Database& book);

class PortfolioTermsBook {
 public:
  // Both are read now and need not outlive it.
  static PortfolioTermsBook load(Database& book, const Master& master);

  [[nodiscard]] finance::PortfolioTerms of(finance::PortfolioNo portfolio, base::Date day) const;
  [[nodiscard]] bool is_open(finance::PortfolioNo portfolio, base::Date day) const;
  [[nodiscard]] base::Date first_day(finance::PortfolioNo portfolio) const;
  [[nodiscard]] std::span<const finance::DatedTerms> rows(finance::PortfolioNo portfolio) const;

 private:
  [[nodiscard]] const finance::PortfolioBasics& basics(finance::PortfolioNo portfolio) const;
  std::vector<finance::PortfolioBasics> basics_;  // at the portfolio's number - 1
  std::map<finance::PortfolioNo, std::vector<finance::DatedTerms>> rows_;
};

// One portfolio on one day, for callers that ask once.
finance::PortfolioTerms terms_of(Database& book, const Master& master,
                                 finance::PortfolioNo portfolio, base::Date day);

// What portfolios.csv says of a portfolio, as the rules take it.
finance::PortfolioBasics portfolio_basics(const PortfolioRow& row,
                                          std::optional<base::Date> opening_date);

}  // namespace wealthjobs::store
