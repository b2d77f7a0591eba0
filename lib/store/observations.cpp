#include "store/observations.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

#include "store/currency_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::InstrumentNo;

constexpr std::int32_t whole_history = 4'000'000;  // days: beyond the last valid date
constexpr int longest_gap = 366;                   // further back nothing is a previous price

// One stored observation of a group: its latest version.
struct Known {
  Date day;
  std::string source;
  int version = 0;
  std::int64_t value = 0;
  std::int64_t extra = 0;  // currency of a price, publication day of a point

  [[nodiscard]] std::tuple<Date, std::string_view> key() const { return {day, source}; }
};

// How each table reads: its groups (an instrument, a pair, a series), and what is a value.
struct PriceTable {
  using Row = PriceRow;
  static constexpr std::string_view insert =
      "INSERT OR FAIL INTO price VALUES (?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view select =
      "SELECT day, source, version, close_e6, currency FROM price WHERE instrument_no = ? "
      "AND day >= ? AND day <= ? ORDER BY day, source, version";
  static auto group(const Row& row) { return row.instrument; }
  static std::string_view source(const Row& row) { return row.source; }
  static std::int64_t value(const Row& row) { return row.close_e6; }
  static std::int64_t extra(const Row& row) { return row.currency.packed(); }
  static Statement& start(Statement& statement, const Row& row, Date from, Date through) {
    return statement.start_with(row.instrument, from, through);
  }
  static void run(Statement& statement, const Row& row, int version, std::int64_t revision) {
    statement.run(row.instrument, row.day, row.source, version, row.close_e6, row.currency,
                  revision);
  }
  static Known known(const store::Row& at) {
    return {at.date(0), at.string(1), at.small(2), at.integer(3), at.currency(4).packed()};
  }
};

struct FxRateTable {
  using Row = FxRateRow;
  static constexpr std::string_view insert =
      "INSERT OR FAIL INTO fx_rate VALUES (?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view select =
      "SELECT day, source, version, rate_e8 FROM fx_rate WHERE base = ? AND quote = ? "
      "AND day >= ? AND day <= ? ORDER BY day, source, version";
  static auto group(const Row& row) { return std::pair(row.base, row.quote); }
  static std::string_view source(const Row& row) { return row.source; }
  static std::int64_t value(const Row& row) { return row.rate_e8; }
  static std::int64_t extra(const Row&) { return 0; }
  static Statement& start(Statement& statement, const Row& row, Date from, Date through) {
    return statement.start_with(row.base, row.quote, from, through);
  }
  static void run(Statement& statement, const Row& row, int version, std::int64_t revision) {
    statement.run(row.base, row.quote, row.day, row.source, version, row.rate_e8, revision);
  }
  static Known known(const store::Row& at) {
    return {at.date(0), at.string(1), at.small(2), at.integer(3), 0};
  }
};

struct SeriesTable {
  using Row = SeriesRow;
  static constexpr std::string_view insert =
      "INSERT OR FAIL INTO series_point VALUES (?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view select =
      "SELECT day, version, value, published_day FROM series_point WHERE series_id = ? "
      "AND day >= ? AND day <= ? ORDER BY day, version";
  static auto group(const Row& row) { return row.series_id; }
  static std::string_view source(const Row&) { return {}; }
  static std::int64_t value(const Row& row) {
    return std::bit_cast<std::int64_t>(row.value + 0.0);  // -0.0 is 0.0
  }
  static std::int64_t extra(const Row& row) {
    return row.published_day ? row.published_day->days() : whole_history;
  }
  static Statement& start(Statement& statement, const Row& row, Date from, Date through) {
    return statement.start_with(row.series_id, from, through);
  }
  static void run(Statement& statement, const Row& row, int version, std::int64_t revision) {
    statement.run(row.series_id, row.day, version, row.value + 0.0, row.published_day, revision);
  }
  static Known known(const store::Row& at) {
    const auto published = at.optional_date(3);
    return {at.date(0),
            {},
            at.small(1),
            std::bit_cast<std::int64_t>(at.real(2)),
            published ? published->days() : whole_history};
  }
};

// Rows sorted by (group, day, source); equal ones stay in the order given.
template <class Table>
std::vector<std::uint32_t> in_key_order(std::span<const typename Table::Row> rows) {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
    const auto group_a = Table::group(rows[a]);
    const auto group_b = Table::group(rows[b]);
    if (group_a != group_b) return group_a < group_b;
    if (rows[a].day != rows[b].day) return rows[a].day < rows[b].day;
    if (const int c = Table::source(rows[a]).compare(Table::source(rows[b])); c != 0) return c < 0;
    return a < b;
  };
  if (!std::ranges::is_sorted(order, is_before)) std::ranges::sort(order, is_before);
  return order;
}

// The rows of one group, in order, against what the book knows of their days.
template <class Table>
class GroupSaver {
 public:
  using Row = typename Table::Row;

  explicit GroupSaver(WriteTransaction& write)
      : revision_(write.revision()),
        select_(write.database().cached(Table::select)),
        insert_(write.database().cached(Table::insert)) {}

  void save(std::span<const Row> rows, std::span<const std::uint32_t> order) {
    load_known(rows[order.front()], rows[order.back()].day);
    auto known = known_.begin();
    for (std::size_t i = 0; i < order.size();) {
      const Row& row = rows[order[i]];
      const std::tuple<Date, std::string_view> key{row.day, Table::source(row)};
      while (known != known_.end() && known->key() < key) ++known;
      const bool is_known = known != known_.end() && known->key() == key;
      Known current = is_known ? *known : Known{};
      for (; i < order.size() && rows[order[i]].day == row.day &&
             Table::source(rows[order[i]]) == Table::source(row);
           ++i) {
        save_row(rows[order[i]], order[i], current);
      }
    }
  }

  ObservationCounts counts;

 private:
  void load_known(const Row& first, Date through) {
    known_.clear();
    Cursor at(Table::start(select_, first, first.day, through));
    while (at.next()) {
      Known latest = Table::known(at);
      if (!known_.empty() && known_.back().key() == latest.key()) {
        known_.back() = std::move(latest);
      } else {
        known_.push_back(std::move(latest));
      }
    }
  }

  void save_row(const Row& row, std::size_t index, Known& current) {
    const std::int64_t value = Table::value(row);
    const std::int64_t extra = Table::extra(row);
    if (current.version > 0 && current.value == value && current.extra == extra) {
      ++counts.duplicate;
      return;
    }
    ++current.version;
    current.value = value;
    current.extra = extra;
    Table::run(insert_, row, current.version, revision_);
    if (current.version == 1) {
      ++counts.added;
    } else {
      counts.changes.push_back({index, current.version});
    }
  }

  std::int64_t revision_;
  Statement& select_;
  Statement& insert_;
  std::vector<Known> known_;
};

template <class Table>
ObservationCounts save_observations(WriteTransaction& write,
                                    std::span<const typename Table::Row> rows) {
  GroupSaver<Table> saver(write);
  const std::vector<std::uint32_t> order = in_key_order<Table>(rows);
  for (std::size_t from = 0; from < order.size();) {
    const auto group = Table::group(rows[order[from]]);
    std::size_t to = from + 1;
    while (to < order.size() && Table::group(rows[order[to]]) == group) ++to;
    saver.save(rows, std::span(order).subspan(from, to - from));
    from = to;
  }
  std::ranges::sort(saver.counts.changes, {}, &ObservationChange::row);
  return std::move(saver.counts);
}

// Takes rows from the latest day downwards, version by version, until every source of the window
// has its observation and the one before it. `start` makes an entry of a row.
template <class Latest, class Start, class Previous>
void collect_latest(Cursor& at, int window_days, std::vector<Latest>& found, Start start,
                    Previous previous) {
  const std::size_t first = found.size();
  std::optional<Date> last_day;
  while (at.next()) {
    const Date day = at.date(0);
    if (!last_day) last_day = day;
    const auto sources = std::span(found).subspan(first);
    const bool is_in_window = *last_day - day <= window_days;
    if (*last_day - day > window_days + longest_gap) break;
    if (!is_in_window && std::ranges::all_of(sources, [](const Latest& latest) {
          return latest.previous_day.has_value();
        })) {
      break;
    }
    const auto latest = std::ranges::find(sources, at.text(1), &Latest::source);
    if (latest == sources.end()) {
      if (is_in_window) found.push_back(start(at));
    } else if (!latest->previous_day && day < latest->day) {
      latest->previous_day = day;
      previous(at, *latest);
    }
  }
  std::ranges::sort(std::span(found).subspan(first), {}, &Latest::source);
}

}  // namespace

ObservationCounts save_prices(WriteTransaction& write, std::span<const PriceRow> rows) {
  return save_observations<PriceTable>(write, rows);
}

ObservationCounts save_fx_rates(WriteTransaction& write, std::span<const FxRateRow> rows) {
  return save_observations<FxRateTable>(write, rows);
}

ObservationCounts save_series(WriteTransaction& write, std::span<const SeriesRow> rows) {
  return save_observations<SeriesTable>(write, rows);
}

std::vector<InstrumentPrices> load_latest_prices(Database& book, Date day, int window_days) {
  std::vector<InstrumentPrices> all;
  Cursor numbers = book.query("SELECT instrument_no FROM instrument ORDER BY instrument_no");
  while (numbers.next()) {
    all.push_back({.instrument = numbers.number<InstrumentNo>(0), .first_day = {}, .latest = {}});
  }
  Statement& first = book.cached("SELECT min(day) FROM price WHERE instrument_no = ?");
  Statement& latest = book.cached(
      "SELECT day, source, version, close_e6, currency FROM price WHERE instrument_no = ? "
      "AND day <= ? ORDER BY day DESC, source DESC, version DESC");
  CurrencyColumn currencies;
  for (InstrumentPrices& prices : all) {
    Cursor first_at(first.start_with(prices.instrument));
    if (first_at.next()) prices.first_day = first_at.optional_date(0);
    if (!prices.first_day || *prices.first_day > day) continue;
    Cursor at(latest.start_with(prices.instrument, day));
    collect_latest(
        at, window_days, prices.latest,
        [&](const Row& row) {
          return LatestPrice{.instrument = prices.instrument,
                             .source = row.string(1),
                             .day = row.date(0),
                             .close_e6 = row.integer(3),
                             .currency = currencies.of(row, 4),
                             .version = row.small(2),
                             .previous_day = {},
                             .previous_close_e6 = 0};
        },
        [](const Row& row, LatestPrice& price) { price.previous_close_e6 = row.integer(3); });
  }
  return all;
}

namespace {

// One seek a pair: (base, quote) > (?, ?) would step over every rate of the base before it.
std::vector<std::pair<std::string, std::string>> quoted_pairs(Database& book) {
  std::vector<std::pair<std::string, std::string>> pairs;
  Statement& next_base =
      book.cached("SELECT base FROM fx_rate WHERE base > ? ORDER BY base LIMIT 1");
  Statement& next_quote =
      book.cached("SELECT quote FROM fx_rate WHERE base = ? AND quote > ? ORDER BY quote LIMIT 1");
  const auto text_after = [](Cursor at) {
    return at.next() ? std::optional(at.string(0)) : std::nullopt;
  };
  auto base = text_after(Cursor(next_base.start_with("")));
  while (base) {
    auto quote = text_after(Cursor(next_quote.start_with(*base, "")));
    while (quote) {
      pairs.emplace_back(*base, *quote);
      quote = text_after(Cursor(next_quote.start_with(*base, *quote)));
    }
    base = text_after(Cursor(next_base.start_with(*base)));
  }
  return pairs;
}

}  // namespace

std::vector<LatestRate> load_latest_rates(Database& book, Date day, int window_days) {
  std::vector<LatestRate> all;
  Statement& latest = book.cached(
      "SELECT day, source, version, rate_e8 FROM fx_rate WHERE base = ? AND quote = ? "
      "AND day <= ? ORDER BY day DESC, source DESC, version DESC");
  for (const auto& [base, quote] : quoted_pairs(book)) {
    Cursor at(latest.start_with(base, quote, day));
    collect_latest(
        at, window_days, all,
        [&](const Row& row) {
          return LatestRate{.base = base::Currency::of(base),
                            .quote = base::Currency::of(quote),
                            .source = row.string(1),
                            .day = row.date(0),
                            .rate_e8 = row.integer(3),
                            .version = row.small(2),
                            .previous_day = {},
                            .previous_rate_e8 = 0};
        },
        [](const Row& row, LatestRate& rate) { rate.previous_rate_e8 = row.integer(3); });
  }
  return all;
}

std::vector<PricePoint> load_price_history(Database& book, InstrumentNo instrument, Date from,
                                           Date through) {
  std::vector<PricePoint> points;
  CurrencyColumn currencies;
  Cursor at(book.cached(PriceTable::select).start_with(instrument, from, through));
  while (at.next()) {
    PricePoint point{at.date(0), at.string(1), at.integer(3), currencies.of(at, 4), at.small(2)};
    if (point.version > 1) points.pop_back();  // the version before stands right behind
    points.push_back(std::move(point));
  }
  return points;
}

std::vector<RatePoint> load_rate_history(Database& book, base::Currency base, base::Currency quote,
                                         Date from, Date through) {
  std::vector<RatePoint> points;
  Cursor at(book.cached(FxRateTable::select).start_with(base, quote, from, through));
  while (at.next()) {
    RatePoint point{at.date(0), at.string(1), at.integer(3), at.small(2)};
    if (point.version > 1) points.pop_back();
    points.push_back(std::move(point));
  }
  return points;
}

std::vector<SeriesPoint> load_series(Database& book, std::string_view series_id, Date from,
                                     Date through) {
  std::vector<SeriesPoint> points;
  Cursor at(book.cached(SeriesTable::select).start_with(series_id, from, through));
  while (at.next()) {
    SeriesPoint point{at.date(0), at.real(2), at.optional_date(3), at.small(1)};
    if (point.version > 1) points.pop_back();
    points.push_back(point);
  }
  return points;
}

PriceCoverage load_price_coverage(Database& book, Date day) {
  // One seek an instrument and question: a count over the whole table would read every price.
  Cursor at = book.query(
      "SELECT sum(EXISTS (SELECT 1 FROM price AS p WHERE p.instrument_no = i.instrument_no AND "
      "p.day = ?1)), sum(EXISTS (SELECT 1 FROM price AS p WHERE p.instrument_no = "
      "i.instrument_no AND p.day > ?1 - 31 AND p.day <= ?1)) FROM instrument AS i",
      day);
  if (!at.next()) return {};
  return {at.integer(0), at.integer(1)};
}

}  // namespace wealthjobs::store
