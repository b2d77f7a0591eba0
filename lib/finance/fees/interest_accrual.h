// Interest of one cash balance from day to day: an exact cumulative numerator, rounded only where a
// value becomes a posting.
//
//   cum(d)      = cum(d - 1) + interest_of_day(terms in force on d, balance of d)
//   posting     = half_up(cum at its last day) - half_up(cum at the day before it): the slices of a
//                 month add up, whatever their number
//   adjustment  a back-valued entry or rate changes cum of days that were accrued: the difference
//                 half_up(new cum) - half_up(old cum) of the last such day is posted by this run
//   credit      at the last calendar day of a month (of a quarter), or at the last day of the
//                 account: half_up(cum) - credited before, if it is at least min_credit; withheld =
//                 half_up(credit x wht_ppm / 10^6). What rounding leaves open stays in cum
//   balance(d)  = balance before the first day + moves dated up to d. Days after the business date
//                 (the rest of the month, RULINGS A11) take the balance of the business date. A
//                 credit counts from the day after its value date
//   months      a posting never spans two months; a run that catches up makes one for each
//
//   Source   domain job 6, I.4 rule 2, part VII; RULINGS A11, A12
//   Example  82,345.67 at 2.00 % to 50,000 and 3.50 % above, 30 days of ACT/365F: numerator
//            6,396,295,350,000 / 365,000,000, credit 175.24, carry 35,350,000
//   Property credits x den + carry = sum of the numerators added; posted = half_up(cum)
//   Failure  a day without a rate in force is returned; amounts outside int64 throw Error(internal)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/result.h"
#include "finance/fees/interest_schedule.h"
#include "finance/ledger/posting.h"

namespace wealthjobs::finance {

enum class CreditOn { month_end, quarter_end };
std::string_view name_of(CreditOn credit_on);
std::optional<CreditOn> credit_on_from(std::string_view text);

// Which terms hold from a date on. No terms: nothing is accrued, and that is agreed (no schedule,
// none for the currency, or the custodian credits by itself).
struct DatedInterestTerms {
  base::Date from_date;
  const InterestTerms* terms = nullptr;
  bool is_missing = false;  // a schedule is agreed and has no rate in force
};

// A change of the balance that counts from a date on.
struct BalanceMove {
  base::Date from_date;
  std::int64_t amount_minor = 0;
};

struct InterestRun {
  base::Date first;            // days from here are computed, also those accrued before
  base::Date accrued_through;  // earlier runs have accrued up to here; first - 1 or later
  base::Date through;
  base::Date business_date;            // not after `through`
  std::optional<base::Date> last_day;  // of the account: accrual ends and everything is credited
  ExactInterest cum_before;            // at first - 1
  std::int64_t posted_minor = 0;    // half_up of the cum that earlier runs had at accrued_through
  std::int64_t credited_minor = 0;  // by earlier runs
  std::int64_t balance_minor = 0;   // at first - 1
  std::span<const BalanceMove> moves;  // any order; those dated before `first` are not looked at
  std::span<const DatedInterestTerms> terms;  // by date
  CreditOn credit_on = CreditOn::month_end;
  std::int64_t min_credit_minor = 1;
};

struct InterestDay {
  base::Date day;
  std::int64_t balance_minor = 0;
  ExactInterest added;
  ExactInterest cum;
  bool has_terms = false;  // false: nothing is accrued, as agreed
};

// What the run posts for the days of one month.
struct InterestSlice {
  base::Date last_day;
  std::int64_t amount_minor = 0;
};

struct InterestCredit {
  base::Date value_date;
  std::int64_t amount_minor = 0;  // taken from 1220; negative where interest is owed
  std::int64_t withheld_minor = 0;
  ExactInterest carry;  // what stays in the numerator
};

struct InterestOutcome {
  std::vector<InterestDay> days;  // first .. through
  std::int64_t adjustment_minor = 0;
  std::vector<InterestSlice> slices;  // by month; amounts may be 0
  std::vector<InterestCredit> credits;
};

// The refusal is the first day that has a balance and no rate in force.
base::Result<InterestOutcome, base::Date> accrue_interest(const InterestRun& run);

// Whose entries they are. The portfolio's base currency keeps the plain keys
//   int|P1|2026-04-02         the days of the business date's month; an earlier month adds |2026-03
//   intadj|P1|2026-04-02      the adjustment
//   intcr|P1|2026-04          the credit of a month
// and every other currency adds its code.
struct InterestPlace {
  PortfolioNo portfolio{};
  std::string portfolio_id;
  base::Currency currency;
  bool is_base_currency = true;
  base::Date business_date;
  Account cash = Account::cash;  // where a credit goes
};

std::string credit_key(const InterestPlace& place, const InterestCredit& credit);

// Dr 1220 Cr 4010 for what is accrued; Dr cash and 5030 (withheld) Cr 1220 for a credit. Amounts of
// 0 make no entry. In the order in which they are journalled.
std::vector<Posting> interest_postings(const InterestPlace& place, const InterestOutcome& outcome);

}  // namespace wealthjobs::finance
