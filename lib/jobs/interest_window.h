// Which days of one balance a run computes, and the moves of cash that they rest on.
//
//   Ordinary     the day after the last accrued one up to the run's end
//   Back-valued  from the first day that an entry, known since, counts from; likewise for terms
//   Again        from the first day that the run itself has computed
//   Moves        of the entries since the run before, read once for the book; the whole history of
//                a portfolio only where it lags behind, begins, or is computed again
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "finance/ledger/correction.h"
#include "jobs/interest_inputs.h"
#include "store/interest_accruals.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct InterestWindow {
  base::Date first;
  base::Date accrued_through;                     // by runs of earlier dates
  std::optional<store::InterestAccrualRow> last;  // what they left on that day
  std::vector<store::CashMove> moves;             // every one that counts from `first` or later
  std::int64_t balance_minor = 0;                 // at first - 1
};

// What else may ask for days, or for a beginning.
struct WindowReasons {
  base::Date start;                         // the first day that may accrue
  std::optional<base::Date> changed_terms;  // the first day whose terms are new
  bool has_opening = false;                 // interest was taken on: days count without cash
};

class InterestWindows {
 public:
  // What is referred to must outlive it; call inside one read transaction.
  InterestWindows(store::Database& book, std::span<const finance::Account> accounts,
                  const InterestPeriod& period);

  // The portfolio that of() is about; `posted` by this run itself is no part of its cash.
  void start(finance::PortfolioNo portfolio, std::span<const finance::PostedEntry> posted);
  // nullopt: no cash to accrue on. changed_terms is asked for after the revision of the last day.
  template <class ChangedTerms>
  std::optional<InterestWindow> of(base::Currency currency, WindowReasons reasons,
                                   ChangedTerms changed_since) {
    const auto last = store::load_last_interest(book_, {portfolio_, currency}, period_.day);
    if (last) reasons.changed_terms = changed_since(last->known_rev);
    return of(currency, reasons, last);
  }

 private:
  using Moves = std::vector<store::CashMove>;
  std::optional<InterestWindow> of(base::Currency currency, const WindowReasons& reasons,
                                   const std::optional<store::InterestAccrualRow>& last);
  [[nodiscard]] base::Date first_day(base::Currency currency, const WindowReasons& reasons,
                                     const store::InterestAccrualRow& last,
                                     const Moves& moves) const;
  [[nodiscard]] Moves recent_moves(base::Currency currency) const;
  [[nodiscard]] Moves all_moves(base::Currency currency) const;
  [[nodiscard]] bool is_base(finance::Account account) const;

  store::Database& book_;
  std::vector<finance::Account> accounts_;
  InterestPeriod period_;
  Moves recent_;  // by portfolio
  finance::PortfolioNo portfolio_{};
  std::map<base::Currency, std::int64_t> cash_;
};

}  // namespace wealthjobs::jobs
