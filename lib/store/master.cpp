#include "store/master.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/check.h"
#include "base/error.h"
#include "store/currency_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using finance::InstrumentNo;
using finance::number_of;
using finance::PortfolioNo;

PortfolioRow portfolio_at(const Row& row, CurrencyColumn& currencies) {
  return {.no = row.number<PortfolioNo>(0),
          .id = row.string(1),
          .name = row.string(2),
          .client_id = row.string(3),
          .base_currency = currencies.of(row, 4),
          .inception_date = row.date(5),
          .benchmark_id = row.string(6),
          .fee_schedule_id = row.optional_text(7),
          .interest_schedule_id = row.optional_text(8),
          .model_id = row.optional_text(9),
          .status = row.string(10),
          .open_date = row.optional_date(11),
          .close_date = row.optional_date(12)};
}

InstrumentRow instrument_at(const Row& row, CurrencyColumn& currencies) {
  return {.no = row.number<InstrumentNo>(0),
          .id = row.string(1),
          .name = row.string(2),
          .kind = row.string(3),
          .currency = currencies.of(row, 4),
          .calendar = row.string(5),
          .isin = row.optional_text(6),
          .sector = row.optional_text(7),
          .country = row.optional_text(8),
          .price_factor = row.integer(9),
          .lot_size_e6 = row.integer(10)};
}

std::vector<PortfolioRow> load_portfolio_rows(Database& book) {
  std::vector<PortfolioRow> rows;
  CurrencyColumn currencies;
  Cursor at = book.query(
      "SELECT portfolio_no, portfolio_id, name, client_id, base_currency, inception_date, "
      "benchmark_id, fee_schedule_id, interest_schedule_id, model_id, status, open_date, "
      "close_date FROM portfolio ORDER BY portfolio_no");
  while (at.next()) rows.push_back(portfolio_at(at, currencies));
  return rows;
}

std::vector<InstrumentRow> load_instrument_rows(Database& book) {
  std::vector<InstrumentRow> rows;
  CurrencyColumn currencies;
  Cursor at = book.query(
      "SELECT instrument_no, instrument_id, name, kind, currency, calendar, isin, sector, country, "
      "price_factor, lot_size_e6 FROM instrument ORDER BY instrument_no");
  while (at.next()) rows.push_back(instrument_at(at, currencies));
  return rows;
}

// Numbers by id; damaged where the numbers are not 1, 2, 3 ...
template <class Number, class Rows>
std::vector<Number> sorted_by_id(const Rows& rows, std::string_view table) {
  std::vector<Number> order;
  order.reserve(rows.size());
  for (const auto& row : rows) {
    if (number_of(row.no) != static_cast<std::int32_t>(order.size()) + 1) {
      throw base::Error(base::ErrorKind::io_error,
                        "table " + std::string(table) + " has a gap before number " +
                            std::to_string(number_of(row.no)),
                        "wealthjobs doctor");
    }
    order.push_back(row.no);
  }
  std::ranges::sort(order, {}, [&rows](Number no) -> const std::string& {
    return rows[static_cast<std::size_t>(number_of(no) - 1)].id;
  });
  return order;
}

template <class Number, class Rows>
std::optional<Number> find_id(const std::vector<Number>& order, const Rows& rows,
                              std::string_view id) {
  const auto id_of = [&rows](Number no) -> std::string_view {
    return rows[static_cast<std::size_t>(number_of(no) - 1)].id;
  };
  const auto at = std::ranges::lower_bound(order, id, {}, id_of);
  if (at == order.end() || id_of(*at) != id) return std::nullopt;
  return *at;
}

// Indexes of the rows, sorted by what `key` gives; equal keys stay in the order given.
template <class Rows, class Key>
std::vector<std::size_t> sorted_indexes(const Rows& rows, Key key) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return key(rows[i]); });
  return order;
}

// The rows of `stored`, extended by the new ones in key order; `insert` writes one.
template <class Rows, class Key, class Value, class Insert>
SaveCounts save_new(const Rows& rows, Key key, std::map<decltype(key(rows[0])), Value> stored,
                    Insert insert) {
  SaveCounts counts;
  for (const std::size_t i : sorted_indexes(rows, key)) {
    const auto at = stored.find(key(rows[i]));
    if (at == stored.end()) {
      stored.emplace(key(rows[i]), insert(rows[i]));
      ++counts.added;
    } else if (at->second == rows[i]) {
      ++counts.duplicate;
    } else {
      counts.conflicts.push_back(i);
    }
  }
  std::ranges::sort(counts.conflicts);
  return counts;
}

// Equality is of content: the number a caller left in a row does not count.
template <class Stored>
struct WithoutNumber {
  Stored row;
  bool operator==(const Stored& other) const {
    Stored numbered = other;
    numbered.no = row.no;
    return row == numbered;
  }
};

template <class Stored>
std::map<std::string, WithoutNumber<Stored>> by_id(std::vector<Stored> rows) {
  std::map<std::string, WithoutNumber<Stored>> stored;
  for (Stored& row : rows) {
    std::string id = row.id;
    stored.emplace(std::move(id), WithoutNumber<Stored>{std::move(row)});
  }
  return stored;
}

}  // namespace

Master Master::load(Database& book) {
  Master master;
  master.portfolios_ = load_portfolio_rows(book);
  master.instruments_ = load_instrument_rows(book);
  master.portfolios_by_id_ = sorted_by_id<PortfolioNo>(master.portfolios_, "portfolio");
  master.instruments_by_id_ = sorted_by_id<InstrumentNo>(master.instruments_, "instrument");
  master.ranks_.resize(master.portfolios_.size());
  for (std::size_t rank = 0; rank < master.portfolios_by_id_.size(); ++rank) {
    master.ranks_[static_cast<std::size_t>(number_of(master.portfolios_by_id_[rank]) - 1)] = rank;
  }
  return master;
}

std::optional<PortfolioNo> Master::portfolio_no(std::string_view id) const {
  return find_id(portfolios_by_id_, portfolios_, id);
}

std::optional<InstrumentNo> Master::instrument_no(std::string_view id) const {
  return find_id(instruments_by_id_, instruments_, id);
}

const PortfolioRow& Master::portfolio(PortfolioNo no) const {
  const auto at = static_cast<std::size_t>(number_of(no)) - 1;
  WEALTHJOBS_CHECK(at < portfolios_.size());
  return portfolios_[at];
}

const InstrumentRow& Master::instrument(InstrumentNo no) const {
  const auto at = static_cast<std::size_t>(number_of(no)) - 1;
  WEALTHJOBS_CHECK(at < instruments_.size());
  return instruments_[at];
}

std::string_view Master::portfolio_id(PortfolioNo no) const {
  return no == finance::the_firm ? std::string_view{} : portfolio(no).id;
}

std::string_view Master::instrument_id(InstrumentNo no) const {
  return no == finance::no_instrument ? std::string_view{} : instrument(no).id;
}

std::size_t Master::rank_of(PortfolioNo no) const {
  const auto at = static_cast<std::size_t>(number_of(no)) - 1;
  WEALTHJOBS_CHECK(at < ranks_.size());
  return ranks_[at];
}

SaveCounts save_portfolios(WriteTransaction& write, std::span<const PortfolioRow> rows) {
  Database& book = write.database();
  std::vector<PortfolioRow> known = load_portfolio_rows(book);
  auto next = static_cast<std::int32_t>(known.size()) + 1;
  Statement& insert =
      book.cached("INSERT INTO portfolio VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const std::int64_t revision = write.revision();
  return save_new(
      rows, [](const PortfolioRow& row) { return row.id; }, by_id(std::move(known)),
      [&](PortfolioRow row) {
        row.no = PortfolioNo{next++};
        insert.run(row.no, row.id, row.name, row.client_id, row.base_currency, row.inception_date,
                   row.benchmark_id, row.fee_schedule_id, row.interest_schedule_id, row.model_id,
                   row.status, row.open_date, row.close_date, revision);
        return WithoutNumber<PortfolioRow>{std::move(row)};
      });
}

SaveCounts save_instruments(WriteTransaction& write, std::span<const InstrumentRow> rows) {
  Database& book = write.database();
  std::vector<InstrumentRow> known = load_instrument_rows(book);
  auto next = static_cast<std::int32_t>(known.size()) + 1;
  Statement& insert =
      book.cached("INSERT INTO instrument VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const std::int64_t revision = write.revision();
  return save_new(
      rows, [](const InstrumentRow& row) { return row.id; }, by_id(std::move(known)),
      [&](InstrumentRow row) {
        row.no = InstrumentNo{next++};
        insert.run(row.no, row.id, row.name, row.kind, row.currency, row.calendar, row.isin,
                   row.sector, row.country, row.price_factor, row.lot_size_e6, revision);
        return WithoutNumber<InstrumentRow>{std::move(row)};
      });
}

std::vector<CalendarOverride> load_calendar_overrides(Database& book) {
  std::vector<CalendarOverride> rows;
  Cursor at =
      book.query("SELECT calendar, day, kind, name FROM calendar_override ORDER BY calendar, day");
  while (at.next()) rows.push_back({at.string(0), at.date(1), at.string(2), at.string(3)});
  return rows;
}

SaveCounts save_calendar_overrides(WriteTransaction& write,
                                   std::span<const CalendarOverride> rows) {
  const auto key = [](const CalendarOverride& row) { return std::pair(row.calendar, row.day); };
  std::map<std::pair<std::string, base::Date>, CalendarOverride> stored;
  for (CalendarOverride& row : load_calendar_overrides(write.database())) {
    stored.emplace(key(row), row);
  }
  Statement& insert =
      write.database().cached("INSERT INTO calendar_override VALUES (?, ?, ?, ?, ?)");
  const std::int64_t revision = write.revision();
  return save_new(rows, key, std::move(stored), [&](const CalendarOverride& row) {
    insert.run(row.calendar, row.day, row.kind, row.name, revision);
    return row;
  });
}

namespace {

std::vector<Suspension> suspensions_of(Cursor at) {
  std::vector<Suspension> rows;
  while (at.next()) {
    rows.push_back({at.number<InstrumentNo>(0), at.date(1), at.date(2), at.small(3), at.string(4)});
  }
  return rows;
}

}  // namespace

std::vector<Suspension> load_suspensions(Database& book, base::Date day) {
  return suspensions_of(
      book.query("SELECT instrument_no, from_day, to_day, haircut_bps, approved_by FROM suspension "
                 "WHERE from_day <= ?1 AND to_day >= ?1 ORDER BY instrument_no, from_day",
                 day));
}

SaveCounts save_suspensions(WriteTransaction& write, std::span<const Suspension> rows) {
  const auto key = [](const Suspension& row) { return std::pair(row.instrument, row.from_day); };
  std::map<std::pair<InstrumentNo, base::Date>, Suspension> stored;
  for (Suspension& row : suspensions_of(write.database().query(
           "SELECT instrument_no, from_day, to_day, haircut_bps, approved_by FROM suspension"))) {
    stored.emplace(key(row), row);
  }
  Statement& insert = write.database().cached("INSERT INTO suspension VALUES (?, ?, ?, ?, ?, ?)");
  const std::int64_t revision = write.revision();
  return save_new(rows, key, std::move(stored), [&](const Suspension& row) {
    insert.run(row.instrument, row.from_day, row.to_day, row.haircut_bps, row.approved_by,
               revision);
    return row;
  });
}

}  // namespace wealthjobs::store
