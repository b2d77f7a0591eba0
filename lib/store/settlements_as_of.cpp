#include "store/settlements_as_of.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/rounding.h"
#include "finance/ledger/fact.h"
#include "store/database.h"
#include "store/facts.h"

namespace wealthjobs::store {
namespace {

using base::Date;

// What one entry did to one settlement.
struct Movement {
  Date date;
  std::int64_t amount_minor = 0;
  std::int64_t traded_e6 = 0;
  std::int64_t delivered_e6 = 0;
};

// Settlements that are open now, and those that later entries have touched.
std::vector<OpenSettlement> candidates(Database& book, std::int64_t last_entry_id) {
  std::vector<OpenSettlement> rows = load_open_settlements(book);
  std::set<std::string> keys;
  for (const OpenSettlement& row : rows) keys.insert(row.settlement.key);
  std::set<std::string> later;
  Cursor causes = book.query(
      "SELECT ifnull(cause_key, source_key) FROM journal_entry WHERE entry_id > ? "
      "AND (source_key GLOB 'trade|*' OR source_key GLOB 'fx|*')",
      last_entry_id);
  while (causes.next()) {
    const std::string cause = causes.string(0);
    const std::size_t end = cause.find('|', cause.find('|') + 1);
    std::string key = cause.substr(0, end);
    if (!keys.contains(key)) later.insert(std::move(key));
  }
  for (const std::string& key : later) {
    if (auto row = load_settlement(book, key)) rows.push_back(*std::move(row));
  }
  return rows;
}

std::vector<Movement> movements(Database& book, const finance::Settlement& settlement,
                                std::int64_t last_entry_id) {
  std::vector<Movement> moves;
  Cursor rows = book.query(
      "SELECT ifnull(e.origin_date, e.effective_date), "
      "(SELECT ifnull(sum(l.amount_minor), 0) FROM journal_line l WHERE l.entry_id = e.entry_id "
      "AND l.account IN (1200, 2000) AND l.currency = ?4), "
      "(SELECT ifnull(sum(l.quantity_e6), 0) FROM journal_line l WHERE l.entry_id = e.entry_id "
      "AND l.account = 1100), "
      "(SELECT ifnull(sum(d.quantity_e6), 0) FROM delivery d WHERE d.entry_id = e.entry_id) "
      "FROM journal_entry e WHERE e.source_key >= ?1 AND e.source_key < ?2 AND e.entry_id <= ?3 "
      "ORDER BY 1, e.entry_id",
      settlement.key + "|", settlement.key + "}", last_entry_id, settlement.currency);
  while (rows.next()) {
    moves.push_back({rows.date(0), rows.integer(1), rows.integer(2), rows.integer(3)});
  }
  return moves;
}

struct Ratio {
  Date ex_date;
  std::int64_t ratio_new_e6;
  std::int64_t ratio_old_e6;
};

// Traded and still open quantity on the day, unsigned.
std::pair<std::int64_t, std::int64_t> quantities(const std::vector<Movement>& moves,
                                                 const std::vector<Ratio>& splits) {
  std::int64_t traded_e6 = 0;
  std::int64_t open_e6 = 0;
  auto split = splits.begin();
  const auto scale_until = [&](Date date) {
    for (; split != splits.end() && split->ex_date <= date; ++split) {
      for (std::int64_t* quantity : {&traded_e6, &open_e6}) {
        *quantity = base::multiply_divide(*quantity, split->ratio_new_e6, split->ratio_old_e6,
                                          base::Rounding::half_even);
      }
    }
  };
  for (const Movement& move : moves) {
    scale_until(move.date);
    traded_e6 += move.traded_e6;
    open_e6 += move.traded_e6 - move.delivered_e6;
  }
  scale_until(Date(std::numeric_limits<std::int32_t>::max()));
  return {std::abs(traded_e6), std::abs(open_e6)};
}

finance::SettlementState state_at(Database& book, const finance::Settlement& settlement, Date day,
                                  int& fail_count) {
  Cursor fails = book.query(
      "SELECT fail_count, reason FROM settlement_fail WHERE settlement_key = ? AND day <= ? "
      "ORDER BY day DESC LIMIT 1",
      settlement.key, day);
  fail_count = 0;
  if (!fails.next()) {
    return settlement.settled_minor == 0 ? finance::SettlementState::pending
                                         : finance::SettlementState::partial;
  }
  fail_count = fails.small(0);
  return fails.text(1) == "delivered in part" ? finance::SettlementState::partial
                                              : finance::SettlementState::failed;
}

std::vector<Ratio> splits_of(const std::vector<finance::CorporateAction>& actions,
                             const finance::Settlement& settlement) {
  std::vector<Ratio> splits;
  for (const finance::CorporateAction& action : actions) {
    if (action.kind == finance::ActionKind::split && !action.is_cancelled &&
        action.instrument == settlement.instrument && action.ex_date > settlement.trade_date) {
      splits.push_back({action.ex_date, action.ratio_new_e6, action.ratio_old_e6});
    }
  }
  return splits;
}

}  // namespace

std::vector<OpenSettlement> load_settlements_open_at(Database& book, Date day,
                                                     std::int64_t last_entry_id) {
  std::vector<OpenSettlement> open;
  std::vector<OpenSettlement> rows = candidates(book, last_entry_id);
  if (rows.empty()) return rows;
  const Date first = std::ranges::min(rows, {}, [](const OpenSettlement& row) {
                       return row.settlement.trade_date;
                     }).settlement.trade_date;
  const auto actions = load_corporate_actions(book, {std::min(first, day), day});
  for (OpenSettlement& row : rows) {
    finance::Settlement& item = row.settlement;
    const auto moves = movements(book, item, last_entry_id);
    std::int64_t amount_minor = 0;
    std::int64_t open_minor = 0;
    for (const Movement& move : moves) {
      open_minor += move.amount_minor;
      if (move.delivered_e6 == 0) amount_minor += move.amount_minor;
    }
    const auto [traded_e6, open_e6] = quantities(moves, splits_of(actions, item));
    if (open_minor == 0 && open_e6 == 0) continue;
    item.amount_minor = std::abs(amount_minor);
    item.settled_minor = item.amount_minor - std::abs(open_minor);
    item.quantity_e6 = traded_e6;
    item.settled_quantity_e6 = traded_e6 - open_e6;
    item.expected_date = item.contractual_date;
    item.state = state_at(book, item, day, item.fail_count);
    open.push_back(std::move(row));
  }
  std::ranges::sort(open, {}, [](const OpenSettlement& row) {
    return std::tuple(row.portfolio, row.settlement.contractual_date, row.settlement.key);
  });
  return open;
}

std::optional<Date> load_last_fail(Database& book, std::string_view settlement_key, Date day) {
  Cursor rows =
      book.query("SELECT max(day) FROM settlement_fail WHERE settlement_key = ? AND day <= ?",
                 settlement_key, day);
  if (!rows.next()) return std::nullopt;
  return rows.optional_date(0);
}

}  // namespace wealthjobs::store
