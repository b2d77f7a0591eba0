// What a provider's file says, one small struct an observation, whatever its layout was.
//
//   Units    prices x 10^6, FX rates x 10^8 (1 base = rate quote), series as doubles
//   Rounding a provider's value with more decimals than the scale is rounded half-even: these are
//            observations, not facts of the book
//   Refusal  a structural fault or too many bad rows: then rows is empty and refusal says why
//   Counts   received = accepted + quarantined + duplicate + missing. A price file counts lines, a
//            rate or series file the cells of its currency or series columns; lines is the lines
//            after the header
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "feeds/quarantine.h"
#include "feeds/source_line.h"

namespace wealthjobs::feeds {

struct PriceObservation {
  base::Date date;
  std::int64_t close_e6 = 0;  // as traded: never adjusted for splits or dividends
  std::optional<std::int64_t> open_e6;
  std::optional<std::int64_t> high_e6;
  std::optional<std::int64_t> low_e6;
  std::optional<std::int64_t> volume;
  std::optional<std::int64_t> dividend_e6;           // of an ex-date; absent on other days
  std::optional<std::int64_t> split_coefficient_e6;  // new shares for one old; absent when 1
  SourceLine place;
  bool operator==(const PriceObservation&) const = default;
};

struct FxObservation {
  base::Currency base;
  base::Currency quote;
  base::Date date;
  std::int64_t rate_e8 = 0;
  SourceLine place;
  bool operator==(const FxObservation&) const = default;
};

struct SeriesObservation {
  std::uint32_t series = 0;  // index into SeriesFile::series_ids
  base::Date date;
  double value = 0;
  SourceLine place;
  bool operator==(const SeriesObservation&) const = default;
};

struct FeedCounts {
  std::int64_t lines = 0;
  std::int64_t received = 0;
  std::int64_t accepted = 0;
  std::int64_t quarantined = 0;
  std::int64_t duplicate = 0;
  std::int64_t missing = 0;
  std::optional<base::Date> first_date;  // of the accepted ones
  std::optional<base::Date> last_date;
};

struct FeedOutcome {
  FeedCounts counts;
  std::vector<QuarantineRow> quarantine;
  std::optional<std::string> refusal;  // "AAPL.csv:12:1: ..."
  std::vector<std::string> warnings;
};

struct PriceFile : FeedOutcome {
  std::string instrument_id;   // the file name without ".csv"
  bool has_dividends = false;  // the file has a column for them
  bool has_splits = false;
  std::vector<PriceObservation> rows;  // ascending by date
};

struct FxFile : FeedOutcome {
  std::vector<FxObservation> rows;  // ascending by date, then by quote
};

struct SeriesFile : FeedOutcome {
  std::vector<std::string> series_ids;
  std::vector<SeriesObservation> rows;  // ascending by date, then by series
};

}  // namespace wealthjobs::feeds
