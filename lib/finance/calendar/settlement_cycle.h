// Contractual settlement: trade date plus n business days, n looked up in a dated table.
//
//   settle = add_business_days({market calendar, settlement-currency calendar}, trade date, t_plus)
//
//   market                 by trade date                                      (shipped rows)
//   XNYS, XNAS             T+3 until 2017-09-04, T+2 from 2017-09-05, T+1 from 2024-05-28
//   XASX                   T+3 until 2016-03-06, T+2 from 2016-03-07
//   XLON and EU venues     T+3 until 2014-10-05, T+2 from 2014-10-06, T+1 from 2027-10-11
//
//   The rows start on 2000-01-01, where the shipped calendars start. EU venues: XAMS XATH XBRU XBUD
//   XCSE XDUB XETR XFRA XHEL XLIS XLUX XMAD XMIL XPAR XPRA XSTO XWAR XWBO.
//   Rows given by the user ([jobs.settle_trades.cycles]) replace all rows of their market.
//
//   Source   RULINGS A4; SEC Rule 15c6-1(a); CSDR art. 5; ASX T+2 (2016-03-07)
//   Example  XASX, AUD, Thursday 2026-04-02: T+2 is 2026-04-08, over Good Friday and Easter Monday.
//            XNYS, USD, Friday 2026-05-22: T+1 is 2026-05-26, over Memorial Day
//   Failure  a refusal, never a guess: unknown market, trade before its market's first row, market
//            without a calendar. A settlement beyond the calendars throws Error(config)
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/result.h"
#include "finance/calendar/calendars.h"

namespace wealthjobs::finance {

struct SettlementCycle {
  std::string market;
  base::Date from_trade_date;
  int t_plus = 0;
};

// In the order in which they are looked for.
enum class SettlementRefusal { unknown_market, before_first_cycle, no_market_calendar };
std::string_view name_of(SettlementRefusal refusal);

class SettlementCycles {
 public:
  // The shipped rows with those of the user over them.
  explicit SettlementCycles(std::span<const SettlementCycle> user_rows = {});

  // The n of T+n for a trade of this date.
  [[nodiscard]] base::Result<int, SettlementRefusal> t_plus(std::string_view market,
                                                            base::Date trade_date) const;
  // By market, then date.
  [[nodiscard]] std::span<const SettlementCycle> rows() const { return rows_; }

 private:
  std::vector<SettlementCycle> rows_;
};

// What decides a contractual settlement date besides the trade date.
struct SettlementPlace {
  std::string_view market;
  base::Currency currency;
};

base::Result<base::Date, SettlementRefusal> settle_date(const SettlementCycles& cycles,
                                                        const Calendars& calendars,
                                                        base::Date trade_date,
                                                        const SettlementPlace& place);

}  // namespace wealthjobs::finance
