// The rows of a book folder (CONTRACT section 4) as they stand in its files: checked by themselves,
// not yet against the book. Ids are text; views live in the BookFolder that holds the rows.
//
//   Units   amounts in minor units of the row's currency, quantity and price x 10^6, FX x 10^8,
//           rates of tax in parts per million
//   key()   what may stand in a file once; two rows of one key must be equal in content
//   place   the line of the file; it is no part of equality
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/currency.h"
#include "base/date.h"
#include "feeds/source_line.h"
#include "finance/calendar/day_count.h"
#include "finance/fees/interest_schedule.h"
#include "finance/ledger/fact.h"

namespace wealthjobs::feeds {

// Optional columns `action` and `version` of the facts (RULINGS B11). version 0: not given, which
// is 1 for a new fact and "the next" for an amendment or a cancellation.
struct FactVersion {
  finance::FactAction action = finance::FactAction::created;
  int version = 1;
  auto operator<=>(const FactVersion&) const = default;
};

enum class InstrumentKind { equity, etf, fund, cash };
enum class PortfolioStatus { open, closed };
std::string_view name_of(InstrumentKind kind);
std::string_view name_of(PortfolioStatus status);

struct InstrumentRow {
  SourceLine place;
  std::string_view instrument_id;
  std::string_view name;
  InstrumentKind kind = InstrumentKind::equity;
  base::Currency currency;
  std::string_view calendar;
  std::string_view isin;  // empty where not given, as sector and country
  std::string_view sector;
  std::string_view country;
  std::int64_t price_factor = 1;  // divisor of the price: 100 for pence
  std::int64_t lot_size_e6 = 1;   // 1: fractions allowed
  auto key() const { return std::tuple(instrument_id); }
  bool operator==(const InstrumentRow&) const = default;
};

struct PortfolioRow {
  SourceLine place;
  std::string_view portfolio_id;
  std::string_view name;
  std::string_view client_id;
  base::Currency base_currency;
  base::Date inception_date;
  std::string_view benchmark_id;  // a series; may be empty, as the three below
  std::string_view fee_schedule_id;
  std::string_view interest_schedule_id;
  std::string_view model_id;
  PortfolioStatus status = PortfolioStatus::open;
  std::optional<base::Date> open_date;
  std::optional<base::Date> close_date;
  auto key() const { return std::tuple(portfolio_id); }
  bool operator==(const PortfolioRow&) const = default;
};

struct TradeRow {
  SourceLine place;
  FactVersion version;
  std::string_view trade_id;
  std::string_view portfolio_id;
  std::string_view instrument_id;
  finance::Side side = finance::Side::buy;
  base::Date trade_date;
  std::optional<base::Date> settle_date;  // absent: by the market's cycle
  std::int64_t quantity_e6 = 0;
  std::int64_t price_e6 = 0;
  base::Currency currency;
  std::int64_t commission_minor = 0;
  std::int64_t tax_minor = 0;
  std::string_view lot_id;  // a sale by specific identification; else empty
  auto key() const { return std::tuple(portfolio_id, trade_id, version.version); }
  bool operator==(const TradeRow&) const = default;
};

struct FxTradeRow {
  SourceLine place;
  FactVersion version;
  std::string_view fx_trade_id;
  std::string_view portfolio_id;
  base::Date trade_date;
  base::Date settle_date;
  base::Currency sell_currency;
  std::int64_t sell_minor = 0;
  base::Currency buy_currency;
  std::int64_t buy_minor = 0;
  auto key() const { return std::tuple(portfolio_id, fx_trade_id, version.version); }
  bool operator==(const FxTradeRow&) const = default;
};

struct CashFlowRow {
  SourceLine place;
  FactVersion version;
  std::string_view flow_id;
  std::string_view portfolio_id;
  base::Date date;
  base::Currency currency;
  std::int64_t amount_minor = 0;  // positive: into the portfolio
  finance::FlowKind kind = finance::FlowKind::deposit;
  finance::FlowChannel channel = finance::FlowChannel::none;
  auto key() const { return std::tuple(portfolio_id, flow_id, version.version); }
  bool operator==(const CashFlowRow&) const = default;
};

struct CorporateActionRow {
  SourceLine place;
  FactVersion version;
  std::string_view action_id;
  std::string_view instrument_id;
  finance::ActionKind kind = finance::ActionKind::cash_dividend;
  base::Date ex_date;
  std::optional<base::Date> record_date;
  std::optional<base::Date> pay_date;
  base::Currency currency;  // set for dividends only
  std::int64_t amount_per_share_e6 = 0;
  std::int64_t ratio_new_e6 = 0;  // splits only, as ratio_old
  std::int64_t ratio_old_e6 = 0;
  std::int64_t withholding_ppm = 0;  // file: a fraction, 0.15 is 150,000
  std::int64_t fee_per_share_e6 = 0;
  std::optional<std::int64_t> paid_rate_e8;
  std::optional<std::int64_t> treaty_ppm;
  auto key() const { return std::tuple(action_id, version.version); }
  bool operator==(const CorporateActionRow&) const = default;
};

struct SettlementRow {  // settlements.csv: what a custodian delivered
  SourceLine place;
  FactVersion version;
  std::string_view confirmation_id;
  std::string_view trade_id;
  std::string_view portfolio_id;  // optional column; empty where not given
  base::Date date;
  std::int64_t quantity_e6 = 0;
  std::int64_t cash_minor = 0;  // absolute
  base::Currency currency;
  auto key() const { return std::tuple(confirmation_id, version.version); }
  bool operator==(const SettlementRow&) const = default;
};

struct InterestTierRow {  // interest_tiers.csv
  SourceLine place;
  std::string_view interest_schedule_id;
  base::Currency currency;
  base::Date from_date;
  finance::InterestSide side = finance::InterestSide::credit;
  std::optional<std::int64_t> upto_minor;              // absent: the open tier
  std::int64_t rate_ppm = 0;                           // file: a fraction a year, 0.02 is 20,000
  std::optional<finance::InterestTierMode> tier_mode;  // absent: as the job's parameter says
  std::optional<finance::DayCount> day_count;          // likewise, and withholding
  finance::InterestSource source = finance::InterestSource::accrue;
  std::optional<std::int64_t> withholding_ppm;
  auto key() const {
    const std::int64_t upto = upto_minor.value_or(-1);
    return std::tuple(interest_schedule_id, currency.packed(), from_date, static_cast<int>(side),
                      static_cast<std::uint32_t>(upto >> 32), static_cast<std::uint32_t>(upto));
  }
  bool operator==(const InterestTierRow&) const = default;
};

}  // namespace wealthjobs::feeds
