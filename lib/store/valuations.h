// Valuations: what value_portfolios reads of all portfolios in one ordered pass, and the rows of
// the day that it writes.
//
//   for_each_holding(book, [&](const PortfolioHoldings& p) { ... });     // by portfolio number
//   ValuationWriter values(write, day);                                  // replaces the day
//   values.add(nav);  values.add(position_value);  values.add(cash_value);
//
//   Pass      positions, balances and lots are stepped once, in primary key order, and merged; the
//             spans live until the visitor returns
//   Keep      position_value is the widest table: prune_position_values() drops old days but for
//             the month ends
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"
#include "store/facts.h"

namespace wealthjobs::store {

class Database;
class Statement;
class WriteTransaction;

struct HeldPosition {
  finance::InstrumentNo instrument{};
  std::int64_t traded_e6 = 0;
  std::int64_t settled_e6 = 0;
  std::int64_t cost_minor = 0;  // of the open lots, lot currency
  std::int64_t cost_base_minor = 0;
};

struct HeldBalance {
  finance::Account account{};
  base::Currency currency;
  std::int64_t amount_minor = 0;
};

struct PortfolioHoldings {
  finance::PortfolioNo portfolio{};
  std::span<const HeldPosition> positions;  // traded quantity not zero, by instrument
  std::span<const HeldBalance> balances;    // by (account, currency)
};
using HoldingsVisitor = std::function<void(const PortfolioHoldings&)>;

// Every portfolio that has a balance or a position, by number; the firm (0) is left out.
void for_each_holding(Database& book, const HoldingsVisitor& visit);

// External flows (deposits and withdrawals, current facts) dated in the range, net, by (portfolio,
// currency).
struct ExternalFlow {
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  std::int64_t amount_minor = 0;

  bool operator==(const ExternalFlow&) const = default;
};
std::vector<ExternalFlow> load_external_flows(Database& book, DayRange days);

struct PortfolioNav {
  base::Date day;
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  std::int64_t gav_minor = 0;
  std::int64_t nav_minor = 0;
  std::int64_t cash_minor = 0;
  std::int64_t securities_minor = 0;
  std::int64_t accrued_minor = 0;
  std::int64_t external_flow_minor = 0;
  std::int64_t pack_no = 0;
  bool is_held = false;  // status 'held', else 'official'

  bool operator==(const PortfolioNav&) const = default;
};

struct PositionValueRow {
  base::Date day;
  finance::PortfolioNo portfolio{};
  finance::InstrumentNo instrument{};
  std::int64_t quantity_e6 = 0;
  std::int64_t price_e6 = 0;
  base::Date price_asof;
  std::int64_t local_minor = 0;
  std::int64_t value_minor = 0;
  std::int64_t cost_minor = 0;
  std::int64_t unrealised_fx_minor = 0;
  int staleness = 0;

  bool operator==(const PositionValueRow&) const = default;
};

struct CashValueRow {
  base::Date day;
  finance::PortfolioNo portfolio{};
  base::Currency currency;
  std::int64_t settled_minor = 0;
  std::int64_t pending_minor = 0;
  std::int64_t receivable_minor = 0;
  std::int64_t fees_minor = 0;
  std::int64_t value_minor = 0;

  bool operator==(const CashValueRow&) const = default;
};

// Rows may come in any order; portfolio by portfolio is fastest.
class ValuationWriter {
 public:
  // Deletes what the day has.
  ValuationWriter(WriteTransaction& write, base::Date day);
  // row.day must be that day.
  void add(const PortfolioNav& row);
  void add(const PositionValueRow& row);
  void add(const CashValueRow& row);
  [[nodiscard]] std::int64_t rows() const { return rows_; }

 private:
  base::Date day_;
  Statement* nav_;
  Statement* position_;
  Statement* cash_;
  std::int64_t rows_ = 0;
};

// Nav and cash of one portfolio after postings of the evening: its rows of the day become these.
void save_revaluation(WriteTransaction& write, const PortfolioNav& nav,
                      std::span<const CashValueRow> cash);

// Drops position_value rows of days before `first_kept`, except those of the days in `keep` (month
// ends). Returns how many rows went.
std::int64_t prune_position_values(WriteTransaction& write, base::Date first_kept,
                                   const std::function<bool(base::Date)>& is_kept);

// By portfolio, then instrument or currency; all portfolios where none is given.
std::vector<PortfolioNav> load_navs(Database& book, base::Date day);
std::optional<PortfolioNav> load_nav(Database& book, base::Date day,
                                     finance::PortfolioNo portfolio);
std::vector<PositionValueRow> load_position_values(
    Database& book, base::Date day, std::optional<finance::PortfolioNo> portfolio = {});
std::vector<CashValueRow> load_cash_values(Database& book, base::Date day,
                                           std::optional<finance::PortfolioNo> portfolio = {});

// One portfolio's navs dated in (after, through], by day.
std::vector<PortfolioNav> load_nav_history(Database& book, finance::PortfolioNo portfolio,
                                           DayRange days);
// The last valued day before `day`; on or before it.
std::optional<base::Date> load_valued_day_before(Database& book, base::Date day);
std::optional<base::Date> load_valued_day_up_to(Database& book, base::Date day);

// How the day adds up, by base currency.
struct NavTotal {
  base::Currency currency;
  std::int64_t portfolios = 0;
  std::int64_t nav_minor = 0;

  bool operator==(const NavTotal&) const = default;
};
std::vector<NavTotal> load_nav_totals(Database& book, base::Date day);

}  // namespace wealthjobs::store
