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

std::int64_t sum_from(const std::vector<store::CashMove>& moves, Date from) {
  std::int64_t sum = 0;
  for (const store::CashMove& move : moves) {
    if (move.from_date >= from) sum = base::add_checked(sum, move.amount_minor);
  }
  return sum;
}

std::vector<finance::BalanceMove> balance_moves(const std::vector<store::CashMove>& moves) {
  std::vector<finance::BalanceMove> plain;
  plain.reserve(moves.size());
  for (const store::CashMove& move : moves) plain.push_back({move.from_date, move.amount_minor});
  return plain;
}

bool is_same_day(const store::InterestAccrualRow& a, const store::InterestAccrualRow& b) {
  return a.balance_minor == b.balance_minor && a.cum == b.cum &&
         a.added.over(a.cum.den) == b.added.over(b.cum.den);
}

}  // namespace

InterestAccounts::InterestAccounts(store::Database& book, const store::Master& master,
                                   const InterestBook& terms, const InterestPeriod& period,
                                   Rules rules)
    : book_(book), master_(master), terms_(terms), period_(period), rules_(std::move(rules)) {
  recent_ = store::load_cash_moves(
      book, {rules_.accounts, period.day, period.entries_before, std::nullopt});
  std::ranges::stable_sort(recent_, {}, &store::CashMove::portfolio);
}

InterestAccounts::Moves InterestAccounts::recent_moves(const store::InterestKey& key) const {
  Moves moves;
  for (const store::CashMove& move :
       std::ranges::equal_range(recent_, key.portfolio, {}, &store::CashMove::portfolio)) {
    if (move.currency == key.currency) moves.push_back(move);
  }
  return moves;
}

InterestAccounts::Moves InterestAccounts::all_moves(const store::InterestKey& key) {
  Moves moves = store::load_cash_moves(book_, {rules_.accounts, period_.day, 0, key.portfolio});
  std::erase_if(moves, [&](const auto& move) { return move.currency != key.currency; });
  return moves;
}

void InterestAccounts::load_cash(PortfolioNo portfolio) {
  const auto is_base = [&](finance::Account account) {
    return std::ranges::find(rules_.accounts, account) != rules_.accounts.end();
  };
  cash_.clear();
  for (const store::BalanceRow& row : store::load_current_balances(book_, portfolio)) {
    if (is_base(row.account)) {
      cash_[row.currency] = base::add_checked(cash_[row.currency], row.amount_minor);
    }
  }
  for (const finance::PostedEntry& entry : posted_) {
    if (entry.is_reversed) continue;
    for (const finance::PostingLine& line : entry.posting.lines) {
      if (!is_base(line.account)) continue;
      cash_[line.currency] = base::subtract_checked(cash_[line.currency], line.amount_minor);
    }
  }
}

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
  const std::vector<Currency> agreed = terms_.currencies_of(portfolio);
  std::set<Currency> currencies(agreed.begin(), agreed.end());
  for (const Currency currency : store::load_interest_currencies(book_, portfolio.no)) {
    currencies.insert(currency);
  }
  if (currencies.empty()) return work;
  load_posted(portfolio.no);
  load_cash(portfolio.no);
  if (!store::load_interest_start(book_, portfolio.no)) {
    work.start = std::max(portfolio.inception_date, period_.first_open_day);
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

// nullopt: no cash to accrue on.
std::optional<InterestAccounts::Window> InterestAccounts::window_of(
    const store::PortfolioRow& portfolio, Currency currency, Date start,
    std::int64_t balance_minor) {
  const store::InterestKey key{portfolio.no, currency};
  Window window;
  window.last = store::load_last_interest(book_, key, period_.day);
  window.moves = recent_moves(key);
  if (!window.last) {
    if (balance_minor == 0 && window.moves.empty()) return std::nullopt;
    window.first = start;
    window.accrued_through = start - 1;
    if (period_.run_before) window.moves = all_moves(key);
    return window;
  }
  const store::InterestAccrualRow& last = *window.last;
  window.accrued_through = last.day;
  const bool is_lagging = last.run_day != period_.run_before;
  if (is_lagging) window.moves = all_moves(key);
  Date first = last.day + 1;
  for (const store::CashMove& move : window.moves) {
    const bool is_new = move.known_rev > last.known_rev || move.from_date > last.run_day;
    if (is_new) first = std::min(first, move.from_date);
  }
  if (const auto changed = terms_.changed_from(portfolio, currency, last.known_rev)) {
    first = std::min(first, *changed);
  }
  if (period_.is_rerun) {
    if (const auto own = store::load_first_interest_day_of_run(book_, key, period_.day)) {
      first = std::min(first, *own);
    }
  }
  window.first = std::max(first, start);
  if (window.first <= last.day && !is_lagging) window.moves = all_moves(key);
  return window;
}

bool InterestAccounts::accrue(const store::PortfolioRow& portfolio, Currency currency,
                              InterestWork& work) {
  const store::InterestKey key{portfolio.no, currency};
  const Date start = work.start ? *work.start : *store::load_interest_start(book_, portfolio.no);
  if (start > period_.day) return true;
  const auto balance = cash_.find(currency);
  const std::int64_t today = balance == cash_.end() ? 0 : balance->second;
  const auto window = window_of(portfolio, currency, start, today);
  if (!window) return true;
  const std::int64_t missing = period_.day - window->accrued_through - 1;
  if (missing > rules_.max_catchup_days) {
    return hold(portfolio, "interest_gap",
                std::to_string(missing) + " days after " + window->accrued_through.iso() +
                    " are not accrued in " + currency.code() + "; max_catchup_days is " +
                    std::to_string(rules_.max_catchup_days),
                work);
  }
  const auto terms = terms_.terms_of(portfolio, currency);
  const auto moves = balance_moves(window->moves);
  finance::InterestRun run;
  run.first = window->first;
  run.accrued_through = window->accrued_through;
  run.through = std::max(period_.through, window->accrued_through);
  run.business_date = period_.day;
  run.last_day = portfolio.close_date;
  run.balance_minor = base::subtract_checked(today, sum_from(window->moves, window->first));
  run.moves = moves;
  run.terms = terms;
  run.credit_on = rules_.credit_on;
  run.min_credit_minor = rules_.min_credit_minor;
  run.credited_minor = store::load_interest_credited(book_, key, period_.day);
  if (window->last) run.posted_minor = window->last->cum.rounded_minor();
  if (const auto before = store::load_interest_on(book_, key, run.first - 1, period_.day)) {
    run.cum_before = before->cum;
  }
  const auto outcome = finance::accrue_interest(run);
  if (!outcome) {
    return hold(portfolio, "no_interest_rate",
                "interest schedule " + portfolio.interest_schedule_id.value_or("") +
                    " has no rate in " + currency.code() + " on " + outcome.error().iso(),
                work);
  }
  keep_days(key, *outcome, *window, work);
  const finance::InterestPlace place{portfolio.no, portfolio.id,
                                     currency,     currency == portfolio.base_currency,
                                     period_.day,  rules_.accounts.front()};
  for (finance::Posting& posting : finance::interest_postings(place, *outcome)) {
    work.wanted.push_back(std::move(posting));
  }
  for (const finance::InterestCredit& credit : outcome->credits) {
    work.credits[finance::credit_key(place, credit)] = {0,
                                                        portfolio.no,
                                                        currency,
                                                        credit.value_date,
                                                        credit.amount_minor,
                                                        credit.withheld_minor,
                                                        credit.carry};
  }
  return true;
}

void InterestAccounts::keep_days(const store::InterestKey& key,
                                 const finance::InterestOutcome& outcome, const Window& window,
                                 InterestWork& work) {
  std::vector<store::InterestAccrualRow> standing;
  if (period_.is_rerun || window.first <= window.accrued_through) {
    standing = store::load_interest_days(book_, key, window.first);
  }
  bool has_begun = window.last.has_value() || !standing.empty();
  for (const finance::InterestDay& day : outcome.days) {
    has_begun = has_begun || (day.has_terms && day.balance_minor != 0);
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
