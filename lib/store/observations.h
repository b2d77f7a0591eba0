// Observations: closes, FX quotes and series points as their sources published them. A changed
// value is a new version, never an overwrite (RULINGS B11); the current value is the highest
// version.
//
//   Save      the rows of one import, in any order: rows of the same (instrument, day, source)
//             count in the order given. Unknown: version 1. Same value: duplicate. Other value: the
//             next version, listed in `changes`.
//   Cost      one range read for each instrument of a save that the book has seen before, then
//             plain inserts in key order: give a whole file to one call
//   Example   AAPL 2020-06-30 364.80, later 364.81: versions 1 and 2; the second import of 364.81
//             is a duplicate
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct PriceRow {
  finance::InstrumentNo instrument{};
  base::Date day;
  std::int64_t close_e6 = 0;
  base::Currency currency;
  std::string_view source;

  bool operator==(const PriceRow&) const = default;
};

struct FxRateRow {
  base::Currency base;
  base::Currency quote;
  base::Date day;
  std::int64_t rate_e8 = 0;  // 1 base = rate quote, as published
  std::string_view source;

  bool operator==(const FxRateRow&) const = default;
};

struct SeriesRow {
  std::string_view series_id;
  base::Date day;
  double value = 0;
  std::optional<base::Date> published_day;

  bool operator==(const SeriesRow&) const = default;
};

struct ObservationChange {
  std::size_t row = 0;  // index into the rows given
  int version = 2;      // the version it became
};

struct ObservationCounts {
  std::int64_t added = 0;
  std::int64_t duplicate = 0;
  std::vector<ObservationChange> changes;
};

ObservationCounts save_prices(WriteTransaction& write, std::span<const PriceRow> rows);
ObservationCounts save_fx_rates(WriteTransaction& write, std::span<const FxRateRow> rows);
ObservationCounts save_series(WriteTransaction& write, std::span<const SeriesRow> rows);

// One source's last two observations on or before a day.
struct LatestPrice {
  finance::InstrumentNo instrument{};
  std::string source;
  base::Date day;
  std::int64_t close_e6 = 0;
  base::Currency currency;
  int version = 1;
  std::optional<base::Date> previous_day;
  std::int64_t previous_close_e6 = 0;

  bool operator==(const LatestPrice&) const = default;
};

struct InstrumentPrices {
  finance::InstrumentNo instrument{};
  std::optional<base::Date> first_day;  // of any price at all, also after D
  std::vector<LatestPrice> latest;      // by source
};

// What a pack of day D may use: for every instrument of the book, by number, the latest observation
// of each source that was heard of within `window_days` before the latest of all. An instrument
// without a price on or before D has an empty list.
std::vector<InstrumentPrices> load_latest_prices(Database& book, base::Date day,
                                                 int window_days = 31);

struct LatestRate {
  base::Currency base;
  base::Currency quote;
  std::string source;
  base::Date day;
  std::int64_t rate_e8 = 0;
  int version = 1;
  std::optional<base::Date> previous_day;
  std::int64_t previous_rate_e8 = 0;

  bool operator==(const LatestRate&) const = default;
};

// The same for FX quotes: by (base, quote, source).
std::vector<LatestRate> load_latest_rates(Database& book, base::Date day, int window_days = 31);

// Current prices of one instrument with from <= day <= through, by (day, source).
struct PricePoint {
  base::Date day;
  std::string source;
  std::int64_t close_e6 = 0;
  base::Currency currency;
  int version = 1;

  bool operator==(const PricePoint&) const = default;
};
std::vector<PricePoint> load_price_history(Database& book, finance::InstrumentNo instrument,
                                           base::Date from, base::Date through);

struct RatePoint {
  base::Date day;
  std::string source;
  std::int64_t rate_e8 = 0;
  int version = 1;

  bool operator==(const RatePoint&) const = default;
};
std::vector<RatePoint> load_rate_history(Database& book, base::Currency base, base::Currency quote,
                                         base::Date from, base::Date through);

struct SeriesPoint {
  base::Date day;
  double value = 0;
  std::optional<base::Date> published_day;
  int version = 1;

  bool operator==(const SeriesPoint&) const = default;
};
std::vector<SeriesPoint> load_series(Database& book, std::string_view series_id, base::Date from,
                                     base::Date through);

// How many instruments have a price dated exactly `day`, and how many had one in the 31 days
// before.
struct PriceCoverage {
  std::int64_t priced = 0;
  std::int64_t expected = 0;
};
PriceCoverage load_price_coverage(Database& book, base::Date day);

}  // namespace wealthjobs::store
