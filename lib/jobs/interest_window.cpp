#include "jobs/interest_window.h"

#include <algorithm>

#include "base/rounding.h"
#include "store/database.h"
#include "store/journal.h"

namespace wealthjobs::jobs {
namespace {

std::int64_t sum_from(const std::vector<store::CashMove>& moves, base::Date from) {
  std::int64_t sum = 0;
  for (const store::CashMove& move : moves) {
    if (move.from_date >= from) sum = base::add_checked(sum, move.amount_minor);
  }
  return sum;
}

}  // namespace

InterestWindows::InterestWindows(store::Database& book, std::span<const finance::Account> accounts,
                                 const InterestPeriod& period)
    : book_(book), accounts_(accounts.begin(), accounts.end()), period_(period) {
  recent_ =
      store::load_cash_moves(book, {accounts_, period.day, period.entries_before, std::nullopt});
  std::ranges::stable_sort(recent_, {}, &store::CashMove::portfolio);
}

bool InterestWindows::is_base(finance::Account account) const {
  return std::ranges::find(accounts_, account) != accounts_.end();
}

void InterestWindows::start(finance::PortfolioNo portfolio,
                            std::span<const finance::PostedEntry> posted) {
  portfolio_ = portfolio;
  cash_.clear();
  for (const store::BalanceRow& row : store::load_current_balances(book_, portfolio)) {
    if (!is_base(row.account)) continue;
    cash_[row.currency] = base::add_checked(cash_[row.currency], row.amount_minor);
  }
  for (const finance::PostedEntry& entry : posted) {
    if (entry.is_reversed) continue;
    for (const finance::PostingLine& line : entry.posting.lines) {
      if (!is_base(line.account)) continue;
      cash_[line.currency] = base::subtract_checked(cash_[line.currency], line.amount_minor);
    }
  }
}

InterestWindows::Moves InterestWindows::recent_moves(base::Currency currency) const {
  Moves moves;
  for (const store::CashMove& move :
       std::ranges::equal_range(recent_, portfolio_, {}, &store::CashMove::portfolio)) {
    if (move.currency == currency) moves.push_back(move);
  }
  return moves;
}

InterestWindows::Moves InterestWindows::all_moves(base::Currency currency) const {
  Moves moves = store::load_cash_moves(book_, {accounts_, period_.day, 0, portfolio_});
  std::erase_if(moves, [&](const auto& move) { return move.currency != currency; });
  return moves;
}

base::Date InterestWindows::first_day(base::Currency currency, const WindowReasons& reasons,
                                      const store::InterestAccrualRow& last,
                                      const Moves& moves) const {
  base::Date first = last.day + 1;
  for (const store::CashMove& move : moves) {
    const bool is_new = move.known_rev > last.known_rev || move.from_date > last.run_day;
    if (is_new) first = std::min(first, move.from_date);
  }
  if (reasons.changed_terms) first = std::min(first, *reasons.changed_terms);
  if (period_.is_rerun) {
    const auto own =
        store::load_first_interest_day_of_run(book_, {portfolio_, currency}, period_.day);
    if (own) first = std::min(first, *own);
  }
  return std::max(first, reasons.start);
}

std::optional<InterestWindow> InterestWindows::of(
    base::Currency currency, const WindowReasons& reasons,
    const std::optional<store::InterestAccrualRow>& last) {
  const auto cash = cash_.find(currency);
  const std::int64_t today = cash == cash_.end() ? 0 : cash->second;
  InterestWindow window;
  window.last = last;
  window.moves = recent_moves(currency);
  if (!last) {
    if (today == 0 && window.moves.empty() && !reasons.has_opening) return std::nullopt;
    window.first = reasons.start;
    window.accrued_through = reasons.start - 1;
    if (period_.run_before) window.moves = all_moves(currency);
  } else {
    const bool is_lagging = last->run_day != period_.run_before;
    if (is_lagging) window.moves = all_moves(currency);
    window.accrued_through = last->day;
    window.first = first_day(currency, reasons, *last, window.moves);
    if (window.first <= last->day && !is_lagging) window.moves = all_moves(currency);
  }
  window.balance_minor = base::subtract_checked(today, sum_from(window.moves, window.first));
  return window;
}

}  // namespace wealthjobs::jobs
