// The import of a book folder (CONTRACT section 4): every CSV file of a directory, parsed and
// checked row by row. What needs the book itself (unknown instrument, another currency than the
// instrument's, a key that exists with other content) is the caller's part.
//
//   Rows        in the order of their files; identical rows are counted as duplicates and kept
//   once;
//               rows of one key with different content are all quarantined (duplicate_key), so that
//               the order of a file never decides
//   Refusals    structural faults, bonds, files of this contract that this version does not load,
//               too many bad rows: any of them and nothing of the folder may be loaded (exit 65).
//               All files are looked at, so that one pass shows every fault
//   Warnings    files nobody knows; README.md and *.txt are passed over in silence
//   Throws      base::Error: no such folder, no book file in it (data_missing), no permission
//   Counts      received = accepted + quarantined + duplicates, for every file
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "feeds/book_rows.h"
#include "feeds/fee_rows.h"
#include "feeds/observed_rows.h"
#include "feeds/quarantine.h"
#include "feeds/subscription_rows.h"
#include "feeds/take_on_rows.h"
#include "feeds/text_pool.h"

namespace wealthjobs::feeds {

struct FileCount {
  std::string path;
  std::string file;  // "trades.csv"
  std::int64_t received = 0;
  std::int64_t accepted = 0;
  std::int64_t quarantined = 0;
  std::int64_t duplicates = 0;
  std::optional<base::Date> first_date;  // over the accepted rows that have one
  std::optional<base::Date> last_date;
};

struct BookFolder {
  TextPool texts;  // what the rows' views look at
  std::vector<InstrumentRow> instruments;
  std::vector<PortfolioRow> portfolios;
  std::vector<TradeRow> trades;
  std::vector<FxTradeRow> fx_trades;
  std::vector<CashFlowRow> cash_flows;
  std::vector<CorporateActionRow> corporate_actions;
  std::vector<SettlementRow> settlements;
  std::vector<PriceRow> prices;
  std::vector<FxRateRow> fx_rates;
  std::vector<SeriesRow> series;
  std::vector<PortfolioHistoryRow> portfolio_history;
  std::vector<HolidayRow> holidays;
  std::vector<SuspensionRow> suspensions;
  std::vector<InterestTierRow> interest_tiers;
  std::vector<CustodianPositionRow> custodian_positions;
  std::vector<CustodianCashRow> custodian_cash;
  std::vector<OpeningPositionRow> opening_positions;
  std::vector<OpeningCashRow> opening_cash;
  std::vector<OpeningAccrualRow> opening_accruals;
  std::vector<TransferRow> transfers;
  std::vector<PortfolioTermsRow> portfolio_terms;
  std::vector<FeeScheduleRow> fee_schedules;
  std::vector<SubscriptionRow> subscriptions;
  std::vector<SubscriptionPaymentRow> subscription_payments;

  std::vector<FileCount> files;
  std::vector<QuarantineRow> quarantine;  // at most max_kept_rows of one file, all are counted
  std::vector<std::string> refusals;      // "trades.csv:3:17: ..."; not empty: load nothing
  std::vector<std::string> warnings;

  [[nodiscard]] bool is_refused() const { return !refusals.empty(); }
};

// Files of the folder in the order of book_file_names(), whatever order the disk lists them in.
BookFolder parse_book_folder(const std::string& folder, const QuarantineLimits& limits = {});

// One file, added to `book`; its name ("prices.csv", also "in/2020-06-30/prices.csv") says what it
// holds. A name that is not of the book folder is a refusal. Thresholds of the file are judged,
// those of the import are the caller's (judge_import).
void parse_book_file(const std::string& path, BookFolder& book,
                     const QuarantineLimits& limits = {});

// Adds a refusal where all files together hold too many bad rows.
void judge_import(BookFolder& book, const QuarantineLimits& limits = {});

// The files that this version loads, in the order in which they should be loaded.
std::span<const std::string_view> book_file_names();

}  // namespace wealthjobs::feeds
