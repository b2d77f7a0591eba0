#include "store/facts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <tuple>

#include "base/check.h"
#include "base/sha256.h"
#include "store/fact_columns.h"
#include "store/fact_values.h"
#include "store/master.h"
#include "store/openings.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using finance::FactAction;
using finance::PortfolioNo;

template <class Fact>
using RecordOf = typename FactTable<Fact>::Record;

template <class Record>
auto& key_of(Record& record) {
  if constexpr (requires { record.id; }) {
    return record.id;
  } else {
    return record.key;
  }
}

template <class Fact>
constexpr bool is_keyed_by_portfolio = !FactTable<Fact>::id.empty();

// "trade_key, version, action, portfolio_no, ..." of the table called `alias`.
template <class Fact>
std::string selected(std::string_view alias) {
  using Table = FactTable<Fact>;
  const std::string prefix = std::string(alias) + ".";
  std::string sql = "SELECT " + prefix + std::string(Table::key) + ", " + prefix + "version, " +
                    prefix + "action";
  RecordOf<Fact> record;
  Table::visit(record,
               [&](std::string_view column, auto&) { sql += ", " + prefix + std::string(column); });
  return sql + " FROM " + std::string(Table::table) + " AS " + std::string(alias);
}

template <class Fact>
RecordOf<Fact> record_at(const Row& row) {
  RecordOf<Fact> record;
  key_of(record) = row.text(0);
  record.version = row.small(1);
  record.is_cancelled = row.text(2) == name_of(FactAction::cancel);
  int column = 3;
  FactTable<Fact>::visit(record,
                         [&](std::string_view, auto& value) { read_value(row, column++, value); });
  return record;
}

// The first content column in which two records differ; "" where they are alike.
template <class Fact>
std::string first_difference(const RecordOf<Fact>& a, const RecordOf<Fact>& b) {
  std::string differing;
  const auto visit_both = [&](std::string_view column, auto& value) {
    if (!differing.empty()) return;
    using Value = std::remove_cvref_t<decltype(value)>;
    bool is_found = false;
    FactTable<Fact>::visit(b, [&](std::string_view other_column, auto& other) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(other)>, Value>) {
        if (is_found || other_column != column) return;
        is_found = true;
        if (!(other == value)) differing = column;
      }
    });
  };
  FactTable<Fact>::visit(a, visit_both);
  return differing;
}

template <class Fact>
std::string not_superseded() {
  using Table = FactTable<Fact>;
  const std::string table(Table::table);
  const std::string key(Table::key);
  return " AND NOT EXISTS (SELECT 1 FROM " + table + " AS newer WHERE newer." + key + " = f." +
         key + " AND newer.version > f.version)";
}

// Saves the rows of one kind, one after the other; the table itself is what it remembers by.
template <class Fact>
class FactSaver {
 public:
  using Table = FactTable<Fact>;
  using Record = RecordOf<Fact>;

  FactSaver(WriteTransaction& write, const Master& master, FactPolicy policy)
      : master_(master),
        policy_(policy),
        revision_(write.revision()),
        versions_(write.database().cached(selected<Fact>("f") + " WHERE f." +
                                          std::string(Table::key) + " = ? ORDER BY f.version")),
        insert_(write.database().cached(insert_sql())) {}

  FactCounts save(std::span<const FactRow<Fact>> rows) {
    for (const std::size_t i : in_order(rows)) save_row(rows[i], i);
    std::ranges::sort(counts_.conflicts, {}, &FactConflict::row);
    return std::move(counts_);
  }

 private:
  static std::string insert_sql() {
    std::string columns = std::string(Table::key) + ", version, action, source, known_rev";
    std::string marks = "?, ?, ?, ?, ?";
    if constexpr (is_keyed_by_portfolio<Fact>) {
      columns += ", " + std::string(Table::id);
      marks += ", ?";
    }
    Record record;
    Table::visit(record, [&](std::string_view column, auto&) {
      columns += ", " + std::string(column);
      marks += ", ?";
    });
    return "INSERT OR FAIL INTO " + std::string(Table::table) + " (" + columns + ") VALUES (" +
           marks + ")";
  }

  std::vector<std::size_t> in_order(std::span<const FactRow<Fact>> rows) const {
    const auto order_of = [&](std::size_t i) {
      const FactRow<Fact>& row = rows[i];
      std::size_t rank = 0;
      if constexpr (is_keyed_by_portfolio<Fact>) rank = master_.rank_of(row.fact.portfolio);
      constexpr int last = std::numeric_limits<int>::max();
      const int unversioned = row.action == FactAction::created ? 1
                              : row.action == FactAction::amend ? last - 1
                                                                : last;
      return std::tuple(rank, std::string_view(row.id), row.version.value_or(unversioned));
    };
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, order_of);
    return order;
  }

  void load_versions(const std::string& key) {
    known_.clear();
    Cursor rows(versions_.start_with(key));
    while (rows.next()) known_.push_back(record_at<Fact>(rows));
  }

  // Finds the key and the versions that it has.
  std::string find_key(const FactRow<Fact>& row) {
    load_versions(row.id);
    if constexpr (is_keyed_by_portfolio<Fact>) {
      if (!known_.empty() && known_.front().portfolio != row.fact.portfolio) {
        std::string key = std::string(master_.portfolio_id(row.fact.portfolio)) + "/" + row.id;
        load_versions(key);
        return key;
      }
    }
    return row.id;
  }

  void save_row(const FactRow<Fact>& row, std::size_t index) {
    Record record;
    static_cast<Fact&>(record) = row.fact;
    if constexpr (std::is_same_v<Record, ConfirmationRecord>) record.portfolio = row.portfolio;
    const std::string key = find_key(row);
    key_of(record) = key;
    const auto refused = [&](FactRefusal refusal, std::string field = {}) {
      const int version = known_.empty() ? 0 : known_.back().version;
      counts_.conflicts.push_back({index, key, refusal, std::move(field), version});
    };
    if (row.version) {
      save_versioned(row, record, refused);
    } else if (row.action == FactAction::created) {
      save_created(row, record, refused);
    } else if (known_.empty()) {
      refused(FactRefusal::unknown_fact);
    } else {
      save_changed(row, record);
    }
  }

  template <class Refused>
  void save_versioned(const FactRow<Fact>& row, Record& record, const Refused& refused) {
    const int version = *row.version;
    if (version <= static_cast<int>(known_.size())) {
      WEALTHJOBS_CHECK(version > 0);
      const Record& stored = known_[static_cast<std::size_t>(version - 1)];
      const bool is_cancel = row.action == FactAction::cancel;
      std::string field =
          is_cancel != stored.is_cancelled ? "action" : first_difference<Fact>(record, stored);
      if (field.empty() || (is_cancel && stored.is_cancelled)) {
        ++counts_.duplicate;
      } else {
        refused(FactRefusal::other_content, std::move(field));
      }
      return;
    }
    if (row.action != FactAction::created && known_.empty()) {
      refused(FactRefusal::unknown_fact);
    } else if (version > static_cast<int>(known_.size()) + 1) {
      refused(FactRefusal::version_gap);
    } else if (known_.empty()) {
      insert(row, record, FactAction::created);
    } else {
      insert(row, record, row.action == FactAction::cancel ? row.action : FactAction::amend);
    }
  }

  template <class Refused>
  void save_created(const FactRow<Fact>& row, Record& record, const Refused& refused) {
    if (known_.empty()) {
      insert(row, record, FactAction::created);
      return;
    }
    for (const Record& stored : known_) {
      if (!stored.is_cancelled && first_difference<Fact>(record, stored).empty()) {
        ++counts_.duplicate;
        return;
      }
    }
    if (policy_.allow_amend) {
      insert(row, record, FactAction::amend);
    } else {
      refused(FactRefusal::other_content, first_difference<Fact>(record, known_.back()));
    }
  }

  void save_changed(const FactRow<Fact>& row, Record& record) {
    const Record& current = known_.back();
    const bool is_cancel = row.action == FactAction::cancel;
    const bool is_known =
        is_cancel ? current.is_cancelled
                  : !current.is_cancelled && first_difference<Fact>(record, current).empty();
    if (is_known) {
      ++counts_.duplicate;
    } else {
      insert(row, record, row.action);
    }
  }

  void insert(const FactRow<Fact>& row, Record& record, FactAction action) {
    if (action == FactAction::cancel) record = known_.back();  // what is cancelled stays readable
    const auto version = static_cast<std::int64_t>(known_.size()) + 1;
    int parameter = 0;
    insert_.bind(++parameter, key_of(record));
    insert_.bind(++parameter, version);
    insert_.bind(++parameter, name_of(action));
    insert_.bind(++parameter, row.source);
    insert_.bind(++parameter, revision_);
    if constexpr (is_keyed_by_portfolio<Fact>) insert_.bind(++parameter, row.id);
    Table::visit(record,
                 [&](std::string_view, auto& value) { bind_value(insert_, ++parameter, value); });
    insert_.step();
    count(action);
  }

  void count(FactAction action) {
    switch (action) {
      case FactAction::created:
        ++counts_.added;
        break;
      case FactAction::amend:
        ++counts_.amended;
        break;
      case FactAction::cancel:
        ++counts_.cancelled;
        break;
    }
  }

  const Master& master_;
  FactPolicy policy_;
  std::int64_t revision_;
  Statement& versions_;
  Statement& insert_;
  std::vector<Record> known_;
  FactCounts counts_;
};

// A kept statement's rows; `clauses` follow "FROM <table> AS f".
template <class Fact, class... Values>
std::vector<RecordOf<Fact>> load_records(Database& book, const std::string& clauses,
                                         const Values&... values) {
  std::vector<RecordOf<Fact>> records;
  Cursor rows = book.query(selected<Fact>("f") + clauses, values...);
  while (rows.next()) records.push_back(record_at<Fact>(rows));
  return records;
}

template <class Fact>
std::vector<RecordOf<Fact>> load_dated(Database& book, DayRange days) {
  const std::string date = "f." + std::string(FactTable<Fact>::date);
  return load_records<Fact>(book,
                            " WHERE " + date + " > ? AND " + date + " <= ?" +
                                not_superseded<Fact>() + " ORDER BY " + date + ", f." +
                                std::string(FactTable<Fact>::key),
                            days.after, days.through);
}

template <class Fact>
std::vector<Fact> load_of_portfolio(Database& book, PortfolioNo portfolio, base::Date through) {
  const std::string date = "f." + std::string(FactTable<Fact>::date);
  return load_records<Fact>(book,
                            " WHERE f.portfolio_no = ? AND +" + date + " <= ?" +
                                not_superseded<Fact>() + " ORDER BY " + date + ", f." +
                                std::string(FactTable<Fact>::key),
                            portfolio, through);
}

// The key of the trade that a confirmation names. Where it names a portfolio, only that one's trade
// will do.
std::string resolved_trade_key(Database& book, const ConfirmationRecord& record) {
  if (!record.portfolio) return record.trade_key;
  Cursor owner =
      book.query("SELECT portfolio_id FROM portfolio WHERE portfolio_no = ?", *record.portfolio);
  std::string qualified = (owner.next() ? owner.string(0) : std::string()) + "/" + record.trade_key;
  const bool is_plain = book.integer_or(0,
                                        "SELECT portfolio_no FROM trade WHERE trade_key = ? "
                                        "AND version = 1",
                                        record.trade_key) == number_of(*record.portfolio);
  return is_plain ? record.trade_key : qualified;
}

std::vector<finance::Confirmation> resolved(Database& book,
                                            std::vector<ConfirmationRecord> records) {
  std::vector<finance::Confirmation> confirmations;
  confirmations.reserve(records.size());
  for (ConfirmationRecord& record : records) {
    record.trade_key = resolved_trade_key(book, record);
    confirmations.push_back(std::move(record));
  }
  return confirmations;
}

PortfolioNo portfolio_of_trade(Database& book, const std::string& key) {
  return PortfolioNo{static_cast<std::int32_t>(book.integer_or(
      0, "SELECT portfolio_no FROM trade WHERE trade_key = ? AND version = 1", key))};
}

template <class Fact>
void add_changed(Database& book, std::int64_t since, base::Date through,
                 std::vector<ChangedFact>& changed) {
  using Table = FactTable<Fact>;
  const std::string table(Table::table);
  const std::string key(Table::key);
  const std::string date(Table::date);
  const auto column = [](std::string_view name) {
    return name == "0" ? std::string("0") : "n." + std::string(name);
  };
  Cursor rows =
      book.query("SELECT n." + key + ", n.version, n.action, " + column(Table::portfolio) + ", " +
                     column(Table::instrument) + ", n." + date + ", o." + date + " FROM " + table +
                     " AS n LEFT JOIN " + table + " AS o ON o." + key + " = n." + key +
                     " AND o.version = (SELECT max(k.version) FROM " + table + " AS k WHERE k." +
                     key + " = n." + key + " AND k.known_rev <= ?1)" +
                     " WHERE n.known_rev > ?1 AND n.version = (SELECT max(m.version) FROM " +
                     table + " AS m WHERE m." + key + " = n." + key + ") AND (n." + date +
                     " <= ?2 OR o." + date + " <= ?2) ORDER BY n." + key,
                 since, through);
  while (rows.next()) {
    changed.push_back({.kind = Table::kind,
                       .key = rows.string(0),
                       .version = rows.small(1),
                       .is_cancelled = rows.text(2) == name_of(FactAction::cancel),
                       .portfolio = rows.number<PortfolioNo>(3),
                       .instrument = rows.number<finance::InstrumentNo>(4),
                       .date = rows.date(5),
                       .known_date = rows.optional_date(6)});
  }
}

// Confirmations that name no portfolio belong to that of their trade.
void find_portfolios(Database& book, std::vector<ChangedFact>& changed) {
  for (ChangedFact& fact : changed) {
    if (fact.kind != FactKind::confirmation || fact.portfolio != finance::the_firm) continue;
    Cursor trade =
        book.query("SELECT trade_id FROM confirmation WHERE confirmation_id = ? AND version = ?",
                   fact.key, fact.version);
    if (trade.next()) fact.portfolio = portfolio_of_trade(book, trade.string(0));
  }
}

template <class Fact>
FactDigest digest_of(Database& book, DayRange days) {
  base::Sha256 sha256;
  FactDigest digest;
  std::string line;
  const std::string date = "f." + std::string(FactTable<Fact>::date);
  Cursor rows = book.query(selected<Fact>("f") + " WHERE " + date + " > ? AND " + date + " <= ?" +
                               not_superseded<Fact>() + " ORDER BY " + date + ", f." +
                               std::string(FactTable<Fact>::key),
                           days.after, days.through);
  while (rows.next()) {
    const RecordOf<Fact> record = record_at<Fact>(rows);
    line = FactTable<Fact>::table;
    line += '|';
    line += key_of(record);
    line += '|';
    append_value(line, record.version);
    line += record.is_cancelled ? "|cancelled" : "|";
    FactTable<Fact>::visit(record, [&](std::string_view, auto& value) {
      line += '|';
      append_value(line, value);
    });
    line += '\n';
    sha256.update(line);
    ++digest.facts;
  }
  digest.sha256 = sha256.finish_hex();
  return digest;
}

template <class Fact>
FactCounts save_facts(WriteTransaction& write, const Master& master,
                      std::span<const FactRow<Fact>> rows, FactPolicy policy) {
  return FactSaver<Fact>(write, master, policy).save(rows);
}

}  // namespace

std::string_view name_of(FactKind kind) {
  constexpr std::array<std::string_view, 7> names{
      "trade", "fx_trade", "cash_flow", "corporate_action", "confirmation", "transfer", "opening"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(FactRefusal refusal) {
  constexpr std::array<std::string_view, 3> names{"other_content", "unknown_fact", "version_gap"};
  return names[static_cast<std::size_t>(refusal)];
}

FactCounts save_trades(WriteTransaction& write, const Master& master,
                       std::span<const FactRow<finance::Trade>> rows, FactPolicy policy) {
  return save_facts(write, master, rows, policy);
}

FactCounts save_fx_trades(WriteTransaction& write, const Master& master,
                          std::span<const FactRow<finance::FxTrade>> rows, FactPolicy policy) {
  return save_facts(write, master, rows, policy);
}

FactCounts save_cash_flows(WriteTransaction& write, const Master& master,
                           std::span<const FactRow<finance::CashFlow>> rows, FactPolicy policy) {
  return save_facts(write, master, rows, policy);
}

FactCounts save_corporate_actions(WriteTransaction& write, const Master& master,
                                  std::span<const FactRow<finance::CorporateAction>> rows,
                                  FactPolicy policy) {
  return save_facts(write, master, rows, policy);
}

FactCounts save_confirmations(WriteTransaction& write, const Master& master,
                              std::span<const FactRow<finance::Confirmation>> rows,
                              FactPolicy policy) {
  return save_facts(write, master, rows, policy);
}

FactCounts save_transfers(WriteTransaction& write, const Master& master,
                          std::span<const FactRow<finance::Transfer>> rows, FactPolicy policy) {
  return save_facts(write, master, rows, policy);
}

std::vector<finance::Trade> load_trades(Database& book, DayRange days) {
  return load_dated<finance::Trade>(book, days);
}

std::vector<finance::FxTrade> load_fx_trades(Database& book, DayRange days) {
  return load_dated<finance::FxTrade>(book, days);
}

std::vector<finance::CashFlow> load_cash_flows(Database& book, DayRange days) {
  return load_dated<finance::CashFlow>(book, days);
}

std::vector<finance::CorporateAction> load_corporate_actions(Database& book, DayRange days) {
  return load_dated<finance::CorporateAction>(book, days);
}

std::vector<finance::Confirmation> load_confirmations(Database& book, DayRange days) {
  return resolved(book, load_dated<finance::Confirmation>(book, days));
}

std::vector<finance::Transfer> load_transfers(Database& book, DayRange days) {
  return load_dated<finance::Transfer>(book, days);
}

std::vector<finance::Trade> load_trades_of(Database& book, PortfolioNo portfolio,
                                           base::Date through) {
  return load_of_portfolio<finance::Trade>(book, portfolio, through);
}

std::vector<finance::FxTrade> load_fx_trades_of(Database& book, PortfolioNo portfolio,
                                                base::Date through) {
  return load_of_portfolio<finance::FxTrade>(book, portfolio, through);
}

std::vector<finance::CashFlow> load_cash_flows_of(Database& book, PortfolioNo portfolio,
                                                  base::Date through) {
  return load_of_portfolio<finance::CashFlow>(book, portfolio, through);
}

std::vector<finance::Transfer> load_transfers_of(Database& book, PortfolioNo portfolio,
                                                 base::Date through) {
  return load_of_portfolio<finance::Transfer>(book, portfolio, through);
}

std::vector<finance::Confirmation> load_confirmations_of(Database& book, PortfolioNo portfolio,
                                                         base::Date through) {
  auto confirmations = resolved(
      book, load_records<finance::Confirmation>(
                book,
                " WHERE f.day <= ?2 AND f.confirmation_id IN (SELECT c.confirmation_id FROM trade "
                "AS t JOIN confirmation AS c ON c.trade_id = t.trade_id WHERE t.portfolio_no = ?1)"
                " AND (f.portfolio_no IS NULL OR f.portfolio_no = ?1)" +
                    not_superseded<finance::Confirmation>() + " ORDER BY f.day, f.confirmation_id",
                portfolio, through));
  std::erase_if(confirmations, [&](const finance::Confirmation& confirmation) {
    return portfolio_of_trade(book, confirmation.trade_key) != portfolio;
  });
  return confirmations;
}

std::vector<finance::CorporateAction> load_actions_of(Database& book,
                                                      finance::InstrumentNo instrument,
                                                      base::Date through) {
  return load_records<finance::CorporateAction>(book,
                                                " WHERE f.instrument_no = ? AND +f.ex_date <= ?" +
                                                    not_superseded<finance::CorporateAction>() +
                                                    " ORDER BY f.ex_date, f.action_id",
                                                instrument, through);
}

std::vector<finance::CorporateAction> load_actions_paid(Database& book, DayRange pay_days) {
  return load_records<finance::CorporateAction>(
      book,
      " WHERE f.kind = 'cash_dividend' AND ifnull(f.pay_date, f.ex_date) > ?"
      " AND ifnull(f.pay_date, f.ex_date) <= ?" +
          not_superseded<finance::CorporateAction>() +
          " ORDER BY ifnull(f.pay_date, f.ex_date), f.action_id",
      pay_days.after, pay_days.through);
}

std::optional<finance::CorporateAction> load_action(Database& book, std::string_view action_id) {
  auto found = load_records<finance::CorporateAction>(
      book, " WHERE f.action_id = ? ORDER BY f.version DESC LIMIT 1", action_id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<finance::Trade> load_trade(Database& book, std::string_view key) {
  auto found = load_records<finance::Trade>(
      book, " WHERE f.trade_key = ? ORDER BY f.version DESC LIMIT 1", key);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<ChangedFact> load_changed_facts(Database& book, std::int64_t since_revision,
                                            base::Date through) {
  std::vector<ChangedFact> changed;
  add_changed<finance::Trade>(book, since_revision, through, changed);
  add_changed<finance::FxTrade>(book, since_revision, through, changed);
  add_changed<finance::CashFlow>(book, since_revision, through, changed);
  add_changed<finance::CorporateAction>(book, since_revision, through, changed);
  add_changed<finance::Confirmation>(book, since_revision, through, changed);
  add_changed<finance::Transfer>(book, since_revision, through, changed);
  add_changed_openings(book, since_revision, through, changed);
  find_portfolios(book, changed);
  return changed;
}

FactDigest load_fact_digest(Database& book, FactKind kind, DayRange days) {
  switch (kind) {
    case FactKind::trade:
      return digest_of<finance::Trade>(book, days);
    case FactKind::fx_trade:
      return digest_of<finance::FxTrade>(book, days);
    case FactKind::cash_flow:
      return digest_of<finance::CashFlow>(book, days);
    case FactKind::corporate_action:
      return digest_of<finance::CorporateAction>(book, days);
    case FactKind::confirmation:
      return digest_of<finance::Confirmation>(book, days);
    case FactKind::transfer:
      return digest_of<finance::Transfer>(book, days);
    case FactKind::opening:
      return load_opening_digest(book, days);
  }
  WEALTHJOBS_CHECK(false);
}

}  // namespace wealthjobs::store
