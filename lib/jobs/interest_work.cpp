#include "jobs/interest_work.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/rounding.h"
#include "store/database.h"
#include "store/journal.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::Date;
using finance::PortfolioNo;

bool is_same_day(const store::InterestAccrualRow& a, const store::InterestAccrualRow& b) {
  return a.balance_minor == b.balance_minor && a.cum == b.cum &&
         a.added.over(a.cum.den) == b.added.over(b.cum.den);
}

}  // namespace

InterestAccounts::InterestAccounts(store::Database& book, const InterestBook& terms,
                                   const InterestPeriod& period, Rules rules)
    : book_(book),
      terms_(terms),
      period_(period),
      rules_(std::move(rules)),
      windows_(book, rules_.accounts, period) {}

void InterestAccounts::load_posted(PortfolioNo portfolio) {
  posted_.clear();
  if (!period_.is_rerun) return;
  posted_ = store::load_posted_entries(book_, portfolio, "accrue_interest");
  std::erase_if(posted_, [&](const auto& entry) { return entry.posting.date != period_.day; });
}

bool InterestAccounts::hold(const store::PortfolioRow& portfolio, const std::string& reason,
                            std::string text, InterestWork& work) const {
  work.findings.push_back({period_.day, "accrue_interest", reason, store::Severity::critical,
                           portfolio.no, finance::no_instrument, text});
  work.hold = store::Hold{period_.day, portfolio.no, reason, std::move(text), {}, {}, 0};
  return false;
}

InterestWork InterestAccounts::work(const store::PortfolioRow& portfolio) {
  InterestWork work;
  work.portfolio = portfolio.no;
  std::set<Currency> currencies = terms_.currencies_of(portfolio.no);
  for (const Currency currency : store::load_interest_currencies(book_, portfolio.no)) {
    currencies.insert(currency);
  }
  if (currencies.empty()) return work;
  load_posted(portfolio.no);
  windows_.start(portfolio.no, posted_);
  if (!store::load_interest_start(book_, portfolio.no)) {
    const Date start = std::max(terms_.first_day(portfolio.no), period_.first_open_day);
    if (start > period_.day) return work;
    work.start = start;
  }
  for (const Currency currency : currencies) {
    if (accrue(portfolio, currency, work)) continue;
    work.days.clear();  // a part of a portfolio is not its interest
    work.wanted.clear();
    work.credits.clear();
    work.days_accrued = 0;
    return work;
  }
  work.corrections = finance::corrections(posted_, work.wanted, period_.day);
  return work;
}

// The exact total before the first day of the window: what an earlier run left, or was taken on.
finance::ExactInterest InterestAccounts::cum_before(const store::InterestKey& key,
                                                    const InterestWindow& window) const {
  const auto before = store::load_interest_on(book_, key, window.first - 1, period_.day);
  if (before) return before->cum;
  const InterestOpening* const opening = terms_.opening_of(key.portfolio, key.currency);
  return opening == nullptr ? finance::ExactInterest{} : opening->cum;
}

bool InterestAccounts::accrue(const store::PortfolioRow& portfolio, Currency currency,
                              InterestWork& work) {
  const store::InterestKey key{portfolio.no, currency};
  const InterestOpening* const opening = terms_.opening_of(portfolio.no, currency);
  WindowReasons reasons;
  reasons.start = work.start ? *work.start : *store::load_interest_start(book_, portfolio.no);
  reasons.has_opening = opening != nullptr;
  const auto window = windows_.of(currency, reasons, [&](std::int64_t since_revision) {
    return terms_.changed_from(portfolio.no, currency, since_revision);
  });
  if (!window) return true;
  const std::int64_t missing = period_.day - window->accrued_through - 1;
  if (missing > rules_.max_catchup_days) {
    return hold(portfolio, "interest_gap",
                std::to_string(missing) + " days after " + window->accrued_through.iso() +
                    " are not accrued in " + currency.code() + "; max_catchup_days is " +
                    std::to_string(rules_.max_catchup_days),
                work);
  }
  const auto terms = terms_.terms_of(portfolio.no, currency);
  std::vector<finance::BalanceMove> moves;
  for (const store::CashMove& move : window->moves) {
    moves.push_back({move.from_date, move.amount_minor});
  }
  finance::InterestRun run;
  run.first = window->first;
  run.accrued_through = window->accrued_through;
  run.through = std::max(period_.through, window->accrued_through);
  run.business_date = period_.day;
  run.last_day = terms_.last_day(portfolio.no);
  run.cum_before = cum_before(key, *window);
  run.posted_minor = window->last         ? window->last->cum.rounded_minor()
                     : opening != nullptr ? opening->posted_minor
                                          : 0;
  run.credited_minor = store::load_interest_credited(book_, key, period_.day);
  run.balance_minor = window->balance_minor;
  run.moves = moves;
  run.terms = terms;
  run.credit_on = rules_.credit_on;
  run.min_credit_minor = rules_.min_credit_minor;
  const auto outcome = finance::accrue_interest(run);
  if (!outcome) {
    const Date day = outcome.error();
    return hold(portfolio, "no_interest_rate",
                "interest schedule " + terms_.schedule_on(portfolio.no, day) + " has no rate in " +
                    currency.code() + " on " + day.iso(),
                work);
  }
  keep_days(key, *outcome, *window, work);
  keep(portfolio, currency, *outcome, work);
  return true;
}

void InterestAccounts::keep(const store::PortfolioRow& portfolio, Currency currency,
                            const finance::InterestOutcome& outcome, InterestWork& work) const {
  const finance::InterestPlace place{portfolio.no, portfolio.id,
                                     currency,     currency == portfolio.base_currency,
                                     period_.day,  rules_.accounts.front()};
  for (finance::Posting& posting : finance::interest_postings(place, outcome)) {
    work.wanted.push_back(std::move(posting));
  }
  for (const finance::InterestCredit& credit : outcome.credits) {
    work.credits[finance::credit_key(place, credit)] = {0,
                                                        portfolio.no,
                                                        currency,
                                                        credit.value_date,
                                                        credit.amount_minor,
                                                        credit.withheld_minor,
                                                        credit.carry};
  }
}

void InterestAccounts::keep_days(const store::InterestKey& key,
                                 const finance::InterestOutcome& outcome,
                                 const InterestWindow& window, InterestWork& work) {
  std::vector<store::InterestAccrualRow> standing;
  if (period_.is_rerun || window.first <= window.accrued_through) {
    standing = store::load_interest_days(book_, key, window.first);
  }
  bool has_begun = window.last.has_value() || !standing.empty();
  for (const finance::InterestDay& day : outcome.days) {
    has_begun = has_begun || day.cum.num != 0 || (day.has_terms && day.balance_minor != 0);
    if (!has_begun) continue;  // an account begins with its first cash
    store::InterestAccrualRow row{key.portfolio,     key.currency, day.day, 1, period_.day,
                                  day.balance_minor, day.added,    day.cum, 0};
    ++work.days_accrued;
    const auto known = std::ranges::find(standing, day.day, &store::InterestAccrualRow::day);
    if (known != standing.end()) {
      if (is_same_day(*known, row)) continue;
      row.version = known->version + 1;
    }
    work.days.push_back(row);
  }
}

}  // namespace wealthjobs::jobs
