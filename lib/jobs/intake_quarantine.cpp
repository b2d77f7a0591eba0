#include "jobs/intake_quarantine.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/json_document.h"
#include "feeds/file_name.h"
#include "jobs/intake_interest.h"
#include "jobs/intake_sift.h"
#include "jobs/intake_statements.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

std::string_view name_in(std::string_view file) {
  const auto slash = file.find_last_of('/');
  return slash == std::string_view::npos ? file : file.substr(slash + 1);
}

// The id of a fact without its version; of an observation without its source.
std::string plain_key(std::string_view file_name, std::string_view row_key) {
  constexpr std::string_view keyed_by_two = "prices.csv series.csv portfolio_history.csv";
  if (keyed_by_two.contains(file_name)) {
    const auto first = row_key.find('|');
    if (first == std::string_view::npos) return std::string(row_key);
    return std::string(row_key.substr(0, row_key.find('|', first + 1)));
  }
  if (file_name == "fx_rates.csv") {
    const std::string_view key = row_key.substr(0, std::string_view("2020-06-30|EUR|USD").size());
    return std::string(key);
  }
  constexpr std::string_view keyed_by_all =
      "opening_positions.csv opening_cash.csv opening_accruals.csv portfolio_terms.csv "
      "fee_schedules.csv custodian_positions.csv custodian_cash.csv";
  if (keyed_by_all.contains(file_name)) return std::string(row_key);
  if (file_name == "interest_tiers.csv") return interest_group_of(std::string(row_key));
  const auto last = row_key.find_last_of('|');
  return std::string(last == std::string_view::npos ? row_key : row_key.substr(last + 1));
}

using KeyOfRow = std::pair<std::string, std::string>;  // plain key, portfolio id or ""

template <class Rows, class Key>
std::set<KeyOfRow> keys_of(const Rows& rows, Key key) {
  std::set<KeyOfRow> keys;
  for (const auto& row : rows) {
    std::string portfolio;
    if constexpr (requires { row.portfolio_id; }) portfolio = row.portfolio_id;
    keys.emplace(key(row), std::move(portfolio));
  }
  return keys;
}

std::set<KeyOfRow> accepted_keys(const feeds::BookFolder& folder, std::string_view file) {
  const auto text = [](std::string_view id) { return std::string(id); };
  if (file == "trades.csv") {
    return keys_of(folder.trades, [&](const auto& row) { return text(row.trade_id); });
  }
  if (file == "fx_trades.csv") {
    return keys_of(folder.fx_trades, [&](const auto& row) { return text(row.fx_trade_id); });
  }
  if (file == "cash_flows.csv") {
    return keys_of(folder.cash_flows, [&](const auto& row) { return text(row.flow_id); });
  }
  if (file == "corporate_actions.csv") {
    return keys_of(folder.corporate_actions, [&](const auto& row) { return text(row.action_id); });
  }
  if (file == "settlements.csv") {
    return keys_of(folder.settlements, [&](const auto& row) { return text(row.confirmation_id); });
  }
  const auto own_key = [](const auto& row) { return row.row_key(); };
  if (file == "transfers.csv") return keys_of(folder.transfers, own_key);
  if (file == "opening_positions.csv") return keys_of(folder.opening_positions, own_key);
  if (file == "opening_cash.csv") return keys_of(folder.opening_cash, own_key);
  if (file == "opening_accruals.csv") return keys_of(folder.opening_accruals, own_key);
  if (file == "portfolio_terms.csv") return keys_of(folder.portfolio_terms, own_key);
  if (file == "instruments.csv") {
    return keys_of(folder.instruments, [&](const auto& row) { return text(row.instrument_id); });
  }
  if (file == "portfolios.csv") {
    return keys_of(folder.portfolios, [&](const auto& row) { return text(row.portfolio_id); });
  }
  if (file == "interest_tiers.csv") {
    return keys_of(folder.interest_tiers, [](const auto& row) { return key_of(row); });
  }
  const auto dated = [](std::string_view id, base::Date date) {
    return std::string(id) + "|" + date.iso();
  };
  if (file == "prices.csv") {
    return keys_of(folder.prices,
                   [&](const auto& row) { return dated(row.instrument_id, row.date); });
  }
  if (file == "series.csv") {
    return keys_of(folder.series, [&](const auto& row) { return dated(row.series_id, row.date); });
  }
  if (file == "portfolio_history.csv") {
    return keys_of(folder.portfolio_history,
                   [&](const auto& row) { return dated(row.portfolio_id, row.date); });
  }
  if (file == "custodian_positions.csv") {
    return keys_of(folder.custodian_positions,
                   [&](const auto& row) { return statement_key(row, row.instrument_id); });
  }
  if (file == "custodian_cash.csv") {
    return keys_of(folder.custodian_cash,
                   [&](const auto& row) { return statement_key(row, row.currency.view()); });
  }
  if (file == "fx_rates.csv") {
    return keys_of(folder.fx_rates, [&](const auto& row) {
      return row.date.iso() + "|" + row.base.code() + "|" + row.quote.code();
    });
  }
  if (file == "fee_schedules.csv") {
    return keys_of(folder.fee_schedules, [](const auto& row) { return key_of(row); });
  }
  return {};
}

// Rows of two books may have one key; a portfolio tells them apart, else the folder must.
bool is_put_right(const store::QuarantineRow& row, const store::Master& master,
                  const std::set<KeyOfRow>& keys, bool is_same_folder) {
  const std::string key = plain_key(name_in(file_of_source(row.source)), row.row_key);
  auto at = keys.lower_bound({key, ""});
  for (; at != keys.end() && at->first == key; ++at) {
    if (at->second.empty()) return true;
    if (row.portfolio == finance::the_firm ? is_same_folder
                                           : at->second == master.portfolio_id(row.portfolio)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string file_of_source(const std::string& source) {
  const auto column = source.find_last_of(':');
  if (column == std::string::npos) return source;
  const auto line = source.find_last_of(':', column - 1);
  return line == std::string::npos ? source.substr(0, column) : source.substr(0, line);
}

store::QuarantineRow stored_row(const feeds::QuarantineRow& row, const store::Master& master,
                                const std::string& job) {
  store::QuarantineRow stored;
  stored.job = job;
  stored.day = row.date;
  stored.source = feeds::source_of(row);
  stored.row_key = row.row_key;
  stored.reason = row.reason;
  stored.severity =
      row.severity == feeds::Severity::warn ? store::Severity::warn : store::Severity::critical;
  stored.portfolio = master.portfolio_no(row.portfolio_id).value_or(finance::the_firm);
  stored.instrument = master.instrument_no(row.instrument_id).value_or(finance::no_instrument);
  base::Json cells = base::Json::parse(row.payload_json, nullptr, false);
  if (cells.is_discarded()) cells = row.payload_json;
  stored.payload_json =
      base::json_line({{"field", row.field}, {"detail", row.detail}, {"cells", cells}});
  return stored;
}

std::vector<store::QuarantineRow> rows_not_known(std::span<const store::QuarantineRow> known,
                                                 std::vector<store::QuarantineRow> rows) {
  using Identity = std::tuple<std::string, std::string, std::string, finance::PortfolioNo>;
  const auto identity = [](const store::QuarantineRow& row) {
    return Identity(file_of_source(row.source), row.row_key, row.reason, row.portfolio);
  };
  std::set<Identity> there;
  for (const store::QuarantineRow& row : known) {
    if (row.status != store::QuarantineStatus::fixed) there.insert(identity(row));
  }
  std::erase_if(rows,
                [&](const store::QuarantineRow& row) { return there.contains(identity(row)); });
  return rows;
}

std::vector<std::int64_t> rows_put_right(std::span<const store::QuarantineRow> known,
                                         const store::Master& master,
                                         const feeds::BookFolder& folder) {
  std::map<std::string, std::set<KeyOfRow>> keys;  // by file name, only where a row asks
  std::vector<std::int64_t> numbers;
  for (const store::QuarantineRow& row : known) {
    if (row.status != store::QuarantineStatus::open) continue;
    const std::string source = file_of_source(row.source);
    const std::string name(name_in(source));
    const auto file = std::ranges::find(folder.files, name, &feeds::FileCount::file);
    if (file == folder.files.end()) continue;
    const auto [at, is_first] = keys.try_emplace(name);
    if (is_first) at->second = accepted_keys(folder, name);
    if (is_put_right(row, master, at->second, feeds::short_name(file->path) == source)) {
      numbers.push_back(row.no);
    }
  }
  return numbers;
}

void mark_fixed(store::WriteTransaction& write, std::span<const std::int64_t> numbers,
                const std::string& actor, const std::string& why) {
  for (const std::int64_t no : numbers) {
    store::save_resolution(write, no, {store::QuarantineStatus::fixed, actor, why});
  }
}

}  // namespace wealthjobs::jobs
