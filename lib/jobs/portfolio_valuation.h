// Values every portfolio of a book against one pack, one portfolio at a time.
//
//   Position  local value half-even, base value half-even (finance/valuation/position_value.h)
//   Cash      one line a currency, converted once (finance/valuation/nav.h)
//   Gav       nav without fees, before the interest that a run of the day itself has posted
//   Holds     a position without any price, or too much stale value, holds its portfolio; a held
//             currency without a rate stops the whole book (RULINGS A9)
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "finance/valuation/fx_rates.h"
#include "finance/valuation/nav.h"
#include "finance/valuation/staleness.h"
#include "jobs/account_days.h"
#include "jobs/day_prices.h"
#include "store/findings.h"
#include "store/interest_accruals.h"
#include "store/master.h"
#include "store/packs.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {

class PortfolioValuation {
 public:
  // What is pointed to must outlive it. held_portfolios are those that earlier steps hold.
  struct Inputs {
    const store::Master* master = nullptr;
    const store::Pack* pack = nullptr;
    const DayPrices* prices = nullptr;
    base::Date day;
    finance::StalenessOptions staleness;
    std::set<finance::PortfolioNo> held_portfolios;
    std::vector<store::ExternalFlow> flows;
    std::vector<store::InterestPosted> interest = {};  // of the day itself: gav is nav before it
    const AccountDays* accounts = nullptr;
    std::set<finance::PortfolioNo> released_stale = {};  // official although their prices are stale
  };
  explicit PortfolioValuation(Inputs inputs);
  PortfolioValuation(const PortfolioValuation&) = delete;
  PortfolioValuation& operator=(const PortfolioValuation&) = delete;

  void value(const store::PortfolioHoldings& holdings);
  // Open accounts that hold nothing yet: a nav of zero.
  void value_empty_ones();

  [[nodiscard]] bool is_any_rate_missing() const { return !missing_currencies_.empty(); }
  [[nodiscard]] const std::set<std::string>& missing_currencies() const {
    return missing_currencies_;
  }
  // True where stale value is too large a part of the book.
  [[nodiscard]] bool gates_for_stale_book() const;

  std::vector<store::PortfolioNav> navs;
  std::vector<store::PositionValueRow> positions;
  std::vector<store::CashValueRow> cash;
  std::vector<store::Hold> holds;
  std::vector<store::Finding> findings;

 private:
  const finance::FxConversion* conversion(base::Currency from, base::Currency to);
  bool value_position(const store::PortfolioRow& portfolio, const store::HeldPosition& position);
  void add_cash_rows(const store::PortfolioRow& portfolio,
                     const store::PortfolioHoldings& holdings);
  std::int64_t own_interest(const store::PortfolioRow& portfolio);
  std::int64_t external_flow(const store::PortfolioRow& portfolio);
  void finish(const store::PortfolioRow& portfolio);
  void hold(finance::PortfolioNo portfolio, const std::string& reason, const std::string& text);

  Inputs inputs_;
  finance::FxRates rates_;
  std::map<std::pair<base::Currency, base::Currency>, finance::FxConversion> conversions_;
  finance::NavAssembly assembly_;
  std::int64_t stale_minor_ = 0;       // of the portfolio being valued
  std::int64_t book_stale_minor_ = 0;  // in the currency of the first portfolio
  std::int64_t book_nav_minor_ = 0;
  base::Currency book_currency_;
  std::set<std::string> missing_currencies_;
  std::set<finance::PortfolioNo> valued_;
};

}  // namespace wealthjobs::jobs
