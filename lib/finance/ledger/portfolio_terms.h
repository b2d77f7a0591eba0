// What is agreed for a portfolio on a day: the rows of portfolio_terms.csv over those of
// portfolios.csv, and from when to when its account is open.
//
//   terms of a day   each field from the last row dated on or before it that names it; where
//                    none does, portfolios.csv. The word "none" takes a schedule, benchmark or
//                    model away
//   first day        the latest of inception_date, open_date and, of a portfolio that was taken on,
//                    its opening date: before it the book knows nothing of it
//   last day         close_date. A row with status "closed" closes the account from its date on, a
//                    later "open" opens it again. status closed without a date: never open
//
//   Source   CONTRACT section 4 (portfolio_terms.csv: dated; wins over portfolios.csv)
//   Example  portfolios.csv fee F1; 2020-07-01 fee F2, household H; 2020-09-01 fee none: on
//            2020-08-31 F2 and H, on 2020-09-01 no fee and H
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/date.h"

namespace wealthjobs::finance {

struct PortfolioTerms {
  std::optional<std::string> benchmark_id = {};
  std::optional<std::string> fee_schedule_id = {};
  std::optional<std::string> interest_schedule_id = {};
  std::optional<std::string> model_id = {};
  std::optional<std::string> household = {};
  std::optional<std::string> tax_residence = {};
  std::optional<std::string> custodian = {};
  std::optional<std::string> account = {};
  std::optional<std::string> status = {};  // open, closed
  bool operator==(const PortfolioTerms&) const = default;
};

// Empty: as before.
struct DatedTerms {
  base::Date from_date;
  PortfolioTerms terms;
  bool operator==(const DatedTerms&) const = default;
};

// What portfolios.csv says, and when the portfolio was taken on.
struct PortfolioBasics {
  PortfolioTerms terms;
  base::Date inception_date;
  std::optional<base::Date> open_date;
  std::optional<base::Date> close_date;
  std::optional<base::Date> opening_date;
};

// `rows` by from_date. "none" is nullopt in the answer; status is always set there.
PortfolioTerms terms_on(const PortfolioBasics& basics, std::span<const DatedTerms> rows,
                        base::Date day);

base::Date first_day_of(const PortfolioBasics& basics);

bool is_account_open(const PortfolioBasics& basics, std::span<const DatedTerms> rows,
                     base::Date day);

}  // namespace wealthjobs::finance
