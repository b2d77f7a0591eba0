#include "finance/fees/interest_accrual.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/check.h"
#include "base/rounding.h"
#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

using base::Date;
using base::int128;

constexpr std::array<std::string_view, 2> credit_names{"month_end", "quarter_end"};
constexpr std::int64_t ppm = 1'000'000;

bool is_credit_day(const InterestRun& run, Date day) {
  if (run.last_day && day == *run.last_day) return true;
  if (day != day.last_of_month()) return false;
  return run.credit_on == CreditOn::month_end || day.ymd().month % 3 == 0;
}

// nullptr: before the first date.
const DatedInterestTerms* in_force(std::span<const DatedInterestTerms> terms, Date day) {
  const auto after = std::ranges::upper_bound(terms, day, {}, &DatedInterestTerms::from_date);
  return after == terms.begin() ? nullptr : &*(after - 1);
}

class Accrual {
 public:
  explicit Accrual(const InterestRun& run)
      : run_(run),
        cum_(run.cum_before),
        balance_(run.balance_minor),
        credited_(run.credited_minor) {
    WEALTHJOBS_CHECK(run.first <= run.accrued_through + 1);
    WEALTHJOBS_CHECK(run.business_date <= run.through);
    for (const BalanceMove& move : run.moves) {
      if (move.from_date >= run.first) add_move(move.from_date, move.amount_minor);
    }
  }

  base::Result<InterestOutcome, Date> outcome() {
    if (run_.first == run_.accrued_through + 1) posted_ = run_.posted_minor;
    for (Date day = run_.first; day <= end(); day = day + 1) {
      if (!accrue(day)) return std::unexpected(day);
      if (day == run_.accrued_through) {
        posted_ = cum_.rounded_minor();
        outcome_.adjustment_minor = base::subtract_checked(posted_, run_.posted_minor);
      }
      if (day <= run_.accrued_through) continue;
      if (day == day.last_of_month() || day == end()) post_slice(day);
      if (is_credit_day(run_, day)) credit(day);
    }
    return std::move(outcome_);
  }

 private:
  [[nodiscard]] Date end() const {
    return run_.last_day ? std::min(run_.through, std::max(*run_.last_day, run_.accrued_through))
                         : run_.through;
  }

  void add_move(Date from, std::int64_t amount) {
    std::int64_t& sum = moves_[from];
    sum = base::add_checked(sum, amount);
  }

  bool accrue(Date day) {
    const auto move = moves_.find(day);
    if (move != moves_.end() && day <= run_.business_date) {
      balance_ = base::add_checked(balance_, move->second);
    }
    const DatedInterestTerms* const dated = in_force(run_.terms, day);
    if ((dated == nullptr || dated->is_missing) && balance_ != 0) return false;
    InterestDay row{day, balance_, {0, cum_.den}, {}, false};
    if (dated != nullptr && dated->terms != nullptr) {
      row.added = interest_of_day(*dated->terms, balance_, day);
      row.has_terms = true;
      wht_ppm_ = dated->terms->wht_ppm;
    }
    row.cum = cum_ = sum_of(cum_, row.added);
    outcome_.days.push_back(row);
    return true;
  }

  void post_slice(Date day) {
    const std::int64_t total = cum_.rounded_minor();
    outcome_.slices.push_back({day, base::subtract_checked(total, posted_)});
    posted_ = total;
  }

  void credit(Date day) {
    const std::int64_t amount = base::subtract_checked(posted_, credited_);
    const std::int64_t size = amount < 0 ? base::negate_checked(amount) : amount;
    if (size == 0 || size < run_.min_credit_minor) return;
    InterestCredit made{day, amount, 0, {}};
    if (amount > 0) {
      made.withheld_minor = base::multiply_divide(amount, wht_ppm_, ppm, base::Rounding::half_up);
    }
    credited_ = posted_;
    made.carry = {cum_.num - base::multiply_checked(posted_, cum_.den), cum_.den};
    add_move(day + 1, base::subtract_checked(amount, made.withheld_minor));
    outcome_.credits.push_back(made);
  }

  const InterestRun& run_;
  InterestOutcome outcome_;
  std::map<Date, std::int64_t> moves_;
  ExactInterest cum_;
  std::int64_t balance_ = 0;
  std::int64_t posted_ = 0;
  std::int64_t credited_ = 0;
  std::int64_t wht_ppm_ = 0;
};

std::string month_of(Date day) { return day.iso().substr(0, 7); }

std::string with_currency(const InterestPlace& place, std::string key) {
  return place.is_base_currency ? key : key + "|" + place.currency.code();
}

Posting posting_of(const InterestPlace& place, std::string key, EntryKind kind) {
  Posting posting;
  posting.cause_key = std::move(key);
  posting.kind = kind;
  posting.portfolio = place.portfolio;
  posting.date = place.business_date;
  return posting;
}

void add_line(Posting& posting, const InterestPlace& place, Account account, std::int64_t amount) {
  if (amount == 0) return;
  posting.lines.push_back({.account = account,
                           .portfolio = place.portfolio,
                           .instrument = no_instrument,
                           .currency = place.currency,
                           .amount_minor = amount,
                           .quantity_e6 = std::nullopt,
                           .lot_id = {}});
}

void add_accrual(std::vector<Posting>& postings, const InterestPlace& place, std::string key,
                 EntryKind kind, std::int64_t amount) {
  if (amount == 0) return;
  Posting posting = posting_of(place, with_currency(place, std::move(key)), kind);
  add_line(posting, place, Account::receivable_interest, amount);
  add_line(posting, place, Account::income_interest, base::negate_checked(amount));
  postings.push_back(std::move(posting));
}

void add_credit(std::vector<Posting>& postings, const InterestPlace& place,
                const InterestCredit& credit) {
  Posting posting = posting_of(place, credit_key(place, credit), EntryKind::normal);
  add_line(posting, place, place.cash,
           base::subtract_checked(credit.amount_minor, credit.withheld_minor));
  add_line(posting, place, Account::expense_withholding_tax, credit.withheld_minor);
  add_line(posting, place, Account::receivable_interest, base::negate_checked(credit.amount_minor));
  postings.push_back(std::move(posting));
}

}  // namespace

std::string_view name_of(CreditOn credit_on) {
  return credit_names[static_cast<std::size_t>(credit_on)];
}

std::optional<CreditOn> credit_on_from(std::string_view text) {
  return value_named<CreditOn>(text, credit_names);
}

base::Result<InterestOutcome, Date> accrue_interest(const InterestRun& run) {
  return Accrual(run).outcome();
}

std::string credit_key(const InterestPlace& place, const InterestCredit& credit) {
  return with_currency(place, "intcr|" + place.portfolio_id + "|" + month_of(credit.value_date));
}

std::vector<Posting> interest_postings(const InterestPlace& place, const InterestOutcome& outcome) {
  const std::string where = place.portfolio_id + "|" + place.business_date.iso();
  std::vector<Posting> postings;
  add_accrual(postings, place, "intadj|" + where, EntryKind::adjustment, outcome.adjustment_minor);
  auto credit = outcome.credits.begin();
  for (const InterestSlice& slice : outcome.slices) {
    const std::string month = month_of(slice.last_day);
    const bool is_own_month = month == month_of(place.business_date);
    add_accrual(postings, place, "int|" + where + (is_own_month ? "" : "|" + month),
                EntryKind::normal, slice.amount_minor);
    for (; credit != outcome.credits.end() && credit->value_date <= slice.last_day; ++credit) {
      add_credit(postings, place, *credit);
    }
  }
  return postings;
}

}  // namespace wealthjobs::finance
