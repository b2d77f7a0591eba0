// Facts: trades, FX deals, cash flows, corporate actions, confirmations and in-specie transfers,
// append-only and versioned (RULINGS B11). The fact as now known is the highest version of its key.
//
//   Key        the id as given; where another portfolio used that id first, <portfolio_id>/<id>.
//              Rows of one save are taken in the order (portfolio_id, id, version, cancel last), so
//              the order in the file decides nothing. A fact never moves to another portfolio.
//   Save       new     unknown key: added. Content equal to a version that is there: duplicate.
//                      Other content: conflict, or the next version with allow_amend
//              amend   the next version; equal to the current one: duplicate; unknown key: conflict
//              cancel  the next version with the current content; cancelled already: duplicate
//              A version on the row must be the next one, or one that is there with that content.
//   Conflicts  are reported with their first differing field and not written: the caller rolls back
//              (exit 65, nothing loaded) unless it asked for allow_amend
//   Example    T1 of portfolio A, then T1 of portfolio B: keys "T1" and "B/T1"
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "finance/ledger/fact.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class Master;
class WriteTransaction;

// The opening balances of a portfolio count as one fact: openings.h keeps and loads them.
enum class FactKind {
  trade,
  fx_trade,
  cash_flow,
  corporate_action,
  confirmation,
  transfer,
  opening
};
std::string_view name_of(FactKind kind);  // "trade", "fx_trade" ...

// One row of an import. `fact.key`, `fact.version` and `fact.is_cancelled` are the store's to set;
// a Confirmation's trade_key is the trade id as given.
template <class Fact>
struct FactRow {
  finance::FactAction action = finance::FactAction::created;
  std::optional<int> version;
  std::string id;
  Fact fact;
  std::string source;                             // file:line
  std::optional<finance::PortfolioNo> portfolio;  // confirmations only, where given
};

enum class FactRefusal { other_content, unknown_fact, version_gap };
std::string_view name_of(FactRefusal refusal);

struct FactConflict {
  std::size_t row = 0;  // index into the rows given
  std::string key;
  FactRefusal refusal = FactRefusal::other_content;
  std::string field;  // other_content: the first column that differs
  int known_version = 0;
};

struct FactCounts {
  std::int64_t added = 0;
  std::int64_t duplicate = 0;
  std::int64_t amended = 0;
  std::int64_t cancelled = 0;
  std::vector<FactConflict> conflicts;  // in the order of the rows
};

struct FactPolicy {
  bool allow_amend = false;  // import --amend
};

FactCounts save_trades(WriteTransaction& write, const Master& master,
                       std::span<const FactRow<finance::Trade>> rows, FactPolicy policy = {});
FactCounts save_fx_trades(WriteTransaction& write, const Master& master,
                          std::span<const FactRow<finance::FxTrade>> rows, FactPolicy policy = {});
FactCounts save_cash_flows(WriteTransaction& write, const Master& master,
                           std::span<const FactRow<finance::CashFlow>> rows,
                           FactPolicy policy = {});
FactCounts save_corporate_actions(WriteTransaction& write, const Master& master,
                                  std::span<const FactRow<finance::CorporateAction>> rows,
                                  FactPolicy policy = {});
FactCounts save_confirmations(WriteTransaction& write, const Master& master,
                              std::span<const FactRow<finance::Confirmation>> rows,
                              FactPolicy policy = {});
FactCounts save_transfers(WriteTransaction& write, const Master& master,
                          std::span<const FactRow<finance::Transfer>> rows, FactPolicy policy = {});

// Days of (after, through].
struct DayRange {
  base::Date after;
  base::Date through;
};

// Current facts, cancelled ones included (is_cancelled), dated in the range; by (date, key). The
// date is trade_date, trade_date, flow_date, ex_date, day and transfer_date.
std::vector<finance::Trade> load_trades(Database& book, DayRange days);
std::vector<finance::FxTrade> load_fx_trades(Database& book, DayRange days);
std::vector<finance::CashFlow> load_cash_flows(Database& book, DayRange days);
std::vector<finance::CorporateAction> load_corporate_actions(Database& book, DayRange days);
std::vector<finance::Confirmation> load_confirmations(Database& book, DayRange days);
std::vector<finance::Transfer> load_transfers(Database& book, DayRange days);

// The whole history of one portfolio up to and with `through`, for a replay; by (date, key).
std::vector<finance::Trade> load_trades_of(Database& book, finance::PortfolioNo portfolio,
                                           base::Date through);
std::vector<finance::FxTrade> load_fx_trades_of(Database& book, finance::PortfolioNo portfolio,
                                                base::Date through);
std::vector<finance::CashFlow> load_cash_flows_of(Database& book, finance::PortfolioNo portfolio,
                                                  base::Date through);
std::vector<finance::Transfer> load_transfers_of(Database& book, finance::PortfolioNo portfolio,
                                                 base::Date through);
// Of the trades of one portfolio, matched by trade key.
std::vector<finance::Confirmation> load_confirmations_of(Database& book,
                                                         finance::PortfolioNo portfolio,
                                                         base::Date through);
// Of one instrument, by (ex_date, id); and all that are paid in the range, by (pay_date, id).
std::vector<finance::CorporateAction> load_actions_of(Database& book,
                                                      finance::InstrumentNo instrument,
                                                      base::Date through);
std::vector<finance::CorporateAction> load_actions_paid(Database& book, DayRange pay_days);
std::optional<finance::CorporateAction> load_action(Database& book, std::string_view action_id);
// The highest version of a trade by its key.
std::optional<finance::Trade> load_trade(Database& book, std::string_view key);

// A fact of which a version became known after revision R: late, amended or cancelled.
struct ChangedFact {
  FactKind kind = FactKind::trade;
  std::string key;
  int version = 1;
  bool is_cancelled = false;
  finance::PortfolioNo portfolio{};  // the_firm: none (actions, unmatched confirmations)
  finance::InstrumentNo instrument = finance::no_instrument;
  base::Date date;                       // of the current version
  std::optional<base::Date> known_date;  // of the version known at R; empty: was unknown
};

// Those dated on or before `through`, now or as known at R; by (kind, key).
std::vector<ChangedFact> load_changed_facts(Database& book, std::int64_t since_revision,
                                            base::Date through);

// What a fingerprint takes of the facts: one line "table|key|version|content" for each
// current fact dated in the range, by (date, key), digested together.
struct FactDigest {
  std::string sha256;
  std::int64_t facts = 0;
};
FactDigest load_fact_digest(Database& book, FactKind kind, DayRange days);

}  // namespace wealthjobs::store
