// What each calendar day has earned, what was credited, and the cash that it rests on.
//
//   Days      one row a (portfolio, currency, calendar day); a day that is computed again is a new
//             version of it, so that what was known then stays readable
//   Before    a run of business date D starts from what runs of earlier dates left: every query
//             takes `before_run` and looks at rows of earlier business dates only
//   Moves     what entries did to the cash accounts, and from which day it counts. Settlement and
//             opening entries count on their true date; what the evening itself takes or gives (a
//             charge of fees) from the day after; an interest credit from the day after its value
//             date
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/fees/interest_schedule.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

// The first calendar day on which a portfolio accrues; set once.
std::optional<base::Date> load_interest_start(Database& book, finance::PortfolioNo portfolio);
void save_interest_start(WriteTransaction& write, finance::PortfolioNo portfolio, base::Date day);

struct InterestAccrualRow {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  base::Date day;
  int version = 1;
  base::Date run_day;
  std::int64_t balance_minor = 0;
  finance::ExactInterest added;  // over the denominator of cum
  finance::ExactInterest cum;
  std::int64_t known_rev = 0;  // given by the book

  bool operator==(const InterestAccrualRow&) const = default;
};

struct InterestKey {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
};

// The last day that runs before `before_run` have accrued.
std::optional<InterestAccrualRow> load_last_interest(Database& book, const InterestKey& key,
                                                     base::Date before_run);
// One day, as runs before `before_run` left it.
std::optional<InterestAccrualRow> load_interest_on(Database& book, const InterestKey& key,
                                                   base::Date day, base::Date before_run);
// The last version of each day from `from` on, whatever run made it; by day.
std::vector<InterestAccrualRow> load_interest_days(Database& book, const InterestKey& key,
                                                   base::Date from);
// The earliest day that the run itself has computed.
std::optional<base::Date> load_first_interest_day_of_run(Database& book, const InterestKey& key,
                                                         base::Date run_day);
// Currencies in which the portfolio has ever accrued.
std::vector<base::Currency> load_interest_currencies(Database& book,
                                                     finance::PortfolioNo portfolio);
void save_interest_days(WriteTransaction& write, std::span<const InterestAccrualRow> rows);

struct InterestCreditRow {
  std::int64_t entry_id = 0;
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  base::Date value_date;
  std::int64_t amount_minor = 0;
  std::int64_t withheld_minor = 0;
  finance::ExactInterest carry;
};
void save_interest_credit(WriteTransaction& write, const InterestCreditRow& row);
// What runs before `before_run` credited and nobody reversed.
std::int64_t load_interest_credited(Database& book, const InterestKey& key, base::Date before_run);

// A change of a cash balance; entries of accrue_interest's own run of a date can be told by job.
struct CashMove {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  base::Date from_date;
  std::int64_t amount_minor = 0;
  std::int64_t known_rev = 0;
};
struct CashMoveFilter {
  std::span<const finance::Account> accounts;
  base::Date run_day;            // what accrue_interest posted on this date is left out
  std::int64_t after_entry = 0;  // entries numbered above it
  std::optional<finance::PortfolioNo> portfolio;
};
// By entry; several lines of one entry stand apart.
std::vector<CashMove> load_cash_moves(Database& book, const CashMoveFilter& filter);

// What the entries of accrue_interest have done to the values of a day: net of 1220, of 1000 and
// 1010, and the change of nav in base currency that both made. By (portfolio, currency).
struct InterestPosted {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  std::int64_t receivable_minor = 0;
  std::int64_t cash_minor = 0;
  std::int64_t base_minor = 0;

  bool operator==(const InterestPosted&) const = default;
};
std::vector<InterestPosted> load_interest_posted(Database& book, base::Date day);
// Replaces the portfolio's rows of the day.
void save_interest_posted(WriteTransaction& write, base::Date day, finance::PortfolioNo portfolio,
                          std::span<const InterestPosted> rows);

}  // namespace wealthjobs::store
