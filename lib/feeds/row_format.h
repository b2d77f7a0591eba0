// How each file of the book folder is laid out and how one of its records becomes a row: a new file
// of CONTRACT section 4 is one format here and one line in book_folder.cpp.
#pragma once

#include <span>
#include <string_view>

#include "feeds/book_rows.h"
#include "feeds/column_map.h"
#include "feeds/fee_rows.h"
#include "feeds/observed_rows.h"
#include "feeds/quarantine.h"
#include "feeds/row_fields.h"
#include "feeds/take_on_rows.h"

namespace wealthjobs::feeds {

// A fault with this reason refuses the whole import: the row cannot be set aside, because a book
// without it would be valued wrongly and nobody would see why.
inline constexpr std::string_view unsupported_kind = "unsupported_kind";

template <class Row>
struct RowFormat {
  std::string_view file;  // "trades.csv"
  std::span<const CsvColumn> columns;
  Severity severity = Severity::critical;  // of a bad row
  Row (*parse)(RowFields& fields) = nullptr;
};

const RowFormat<InstrumentRow>& instrument_format();
const RowFormat<PortfolioRow>& portfolio_format();
const RowFormat<HolidayRow>& holiday_format();
const RowFormat<SuspensionRow>& suspension_format();

const RowFormat<InterestTierRow>& interest_tier_format();

const RowFormat<TradeRow>& trade_format();
const RowFormat<FxTradeRow>& fx_trade_format();
const RowFormat<CashFlowRow>& cash_flow_format();
const RowFormat<CorporateActionRow>& corporate_action_format();
const RowFormat<SettlementRow>& settlement_format();

const RowFormat<PriceRow>& price_format();
const RowFormat<FxRateRow>& fx_rate_format();
const RowFormat<SeriesRow>& series_format();
const RowFormat<PortfolioHistoryRow>& portfolio_history_format();
const RowFormat<CustodianPositionRow>& custodian_position_format();
const RowFormat<CustodianCashRow>& custodian_cash_format();

const RowFormat<OpeningPositionRow>& opening_position_format();
const RowFormat<OpeningCashRow>& opening_cash_format();
const RowFormat<OpeningAccrualRow>& opening_accrual_format();
const RowFormat<TransferRow>& transfer_format();
const RowFormat<PortfolioTermsRow>& portfolio_terms_format();
const RowFormat<FeeScheduleRow>& fee_schedule_format();

}  // namespace wealthjobs::feeds
