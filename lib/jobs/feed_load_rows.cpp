#include "jobs/feed_load_rows.h"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "base/decimal.h"
#include "base/json_document.h"
#include "finance/valuation/series_checks.h"
#include "jobs/action_checks.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr std::size_t max_listed = 20;  // changes of one file; the rest is counted

void note(FeedLoad& load, Date day, std::string_view job, const char* kind,
          finance::InstrumentNo instrument, std::string text) {
  load.findings.push_back({day, std::string(job), kind, store::Severity::warn, finance::the_firm,
                           instrument, std::move(text)});
}

// Lists the first changes of a file, and then how many more there are.
class ChangeList {
 public:
  ChangeList(FeedLoad& load, Date day, std::string_view job, finance::InstrumentNo instrument)
      : load_(load), day_(day), job_(job), instrument_(instrument) {}
  void add(const std::string& what, std::int64_t before, std::int64_t now, int scale) {
    if (++n_ > max_listed) return;
    note(load_, day_, job_, "changed_value", instrument_,
         what + ": " + base::format_decimal_short(before, scale) + " became " +
             base::format_decimal_short(now, scale));
  }
  void finish() {
    if (n_ <= max_listed) return;
    note(load_, day_, job_, "changed_value", instrument_,
         std::to_string(n_ - max_listed) + " more values of the same file changed");
  }

 private:
  FeedLoad& load_;
  Date day_;
  std::string_view job_;
  finance::InstrumentNo instrument_;
  std::size_t n_ = 0;
};

// Steps through stored points beside the file's rows; both ascend by date.
template <class Point>
const Point* point_of(const std::vector<Point>& points, std::size_t& at, Date day) {
  while (at < points.size() && points[at].day < day) ++at;
  return at < points.size() && points[at].day == day ? &points[at] : nullptr;
}

// A row of a closed day leaves the file for its quarantine.
void set_row_aside(feeds::FeedOutcome& file, const finance::Calendar& calendar,
                   const std::string& file_name, Date day, std::int64_t line,
                   const std::string& key, const base::Json& payload) {
  feeds::QuarantineRow bad;
  bad.file = file_name;
  bad.line = line;
  bad.row_key = key + "|" + day.iso();
  bad.reason = finance::name_of(finance::RowFault::not_a_business_day);
  bad.detail = day.iso() + " is no business day of " + calendar.id();
  bad.date = day;
  bad.payload_json = base::json_line(payload);
  file.quarantine.push_back(std::move(bad));
  ++file.counts.quarantined;
  --file.counts.accepted;
}

// The thresholds of the file, with the rows that were set aside meanwhile.
template <class File>
void judge_again(File& file) {
  if (file.refusal || file.quarantine.empty()) return;
  const auto why = feeds::threshold_refusal(file.counts.quarantined, file.counts.received);
  if (!why) return;
  file.refusal = feeds::source_of(file.quarantine.back()) + ": " + file.quarantine.back().detail +
                 " (" + *why + ")";
  file.rows.clear();
}

template <class Point>
void keep_source(std::vector<Point>& points, std::string_view source) {
  std::erase_if(points, [source](const Point& point) { return point.source != source; });
}

}  // namespace

std::string shrink_refusal(const feeds::FeedCounts& counts,
                           const std::optional<store::RegisteredFile>& known) {
  if (!known || known->is_refused || !known->last_day) return {};
  if (!counts.last_date) return "truncated: no row is left of a file that had them";
  if (*counts.last_date >= *known->last_day) return {};
  return "truncated: it ends on " + counts.last_date->iso() + " and ended on " +
         known->last_day->iso() + " when it was read before";
}

void set_closed_days_aside(feeds::PriceFile& file, const store::InstrumentRow& instrument,
                           const finance::Calendar& calendar, const std::string& file_name) {
  finance::RowContext context;
  context.quoted = context.instrument = instrument.currency;
  std::erase_if(file.rows, [&](const feeds::PriceObservation& row) {
    context.latest = row.date;  // later days load, too: a pack takes what is dated up to its day
    context.is_business_day = !calendar.covers(row.date) || calendar.is_business_day(row.date);
    const auto fault = finance::row_fault({row.date, row.close_e6, {}, {}, {}, {}}, context);
    if (!fault) return false;
    feeds::QuarantineRow bad;
    bad.file = file_name;
    bad.line = row.place.line;
    bad.row_key = instrument.id + "|" + row.date.iso();
    bad.reason = finance::name_of(*fault);
    bad.detail = row.date.iso() + " is no business day of " + calendar.id();
    bad.instrument_id = instrument.id;
    bad.date = row.date;
    bad.payload_json =
        base::json_line({{"close", base::format_decimal_short(row.close_e6, base::price_scale)}});
    file.quarantine.push_back(std::move(bad));
    ++file.counts.quarantined;
    --file.counts.accepted;
    return true;
  });
  judge_again(file);
}

void set_closed_days_aside(feeds::FxFile& file, const finance::Calendar& calendar,
                           const std::string& file_name) {
  std::erase_if(file.rows, [&](const feeds::FxObservation& row) {
    if (!calendar.covers(row.date) || calendar.is_business_day(row.date)) return false;
    set_row_aside(file, calendar, file_name, row.date, row.place.line,
                  row.base.code() + "|" + row.quote.code(),
                  {{"rate", base::format_decimal_short(row.rate_e8, base::fx_scale)}});
    return true;
  });
  judge_again(file);
}

void set_closed_days_aside(feeds::SeriesFile& file, const finance::Calendar& calendar,
                           const std::string& file_name) {
  std::erase_if(file.rows, [&](const feeds::SeriesObservation& row) {
    if (!calendar.covers(row.date) || calendar.is_business_day(row.date)) return false;
    set_row_aside(file, calendar, file_name, row.date, row.place.line, file.series_ids[row.series],
                  {{"value", row.value}});
    return true;
  });
  judge_again(file);
}

void add_new_prices(store::Database& book, Date day, const feeds::PriceFile& file,
                    const store::InstrumentRow& instrument, std::string_view source,
                    FeedLoad& load) {
  if (file.rows.empty()) return;
  auto known =
      store::load_price_history(book, instrument.no, file.rows.front().date, file.rows.back().date);
  keep_source(known, source);
  ChangeList changes(load, day, "ingest", instrument.no);
  std::size_t at = 0;
  for (const feeds::PriceObservation& row : file.rows) {
    const store::PricePoint* const point = point_of(known, at, row.date);
    if (point != nullptr && point->close_e6 == row.close_e6) continue;
    if (point != nullptr) {
      changes.add(instrument.id + " " + row.date.iso(), point->close_e6, row.close_e6,
                  base::price_scale);
    }
    load.prices.push_back({instrument.no, row.date, row.close_e6, instrument.currency, source});
  }
  changes.finish();
  const store::DayRange days = days_since_close(book, day);
  for (auto& finding :
       action_findings(file, instrument, store::load_corporate_actions(book, days), days)) {
    load.findings.push_back(std::move(finding));
  }
}

void add_new_rates(store::Database& book, Date day, const feeds::FxFile& file,
                   std::string_view source, FeedLoad& load) {
  if (file.rows.empty()) return;
  struct Pair {
    std::vector<store::RatePoint> known;
    std::size_t at = 0;
  };
  std::map<std::pair<base::Currency, base::Currency>, Pair> pairs;
  ChangeList changes(load, day, "update_fx_rates", finance::no_instrument);
  for (const feeds::FxObservation& row : file.rows) {
    const auto [pair, is_first] = pairs.try_emplace({row.base, row.quote});
    if (is_first) {
      pair->second.known = store::load_rate_history(book, row.base, row.quote,
                                                    file.rows.front().date, file.rows.back().date);
      keep_source(pair->second.known, source);
    }
    const store::RatePoint* const point = point_of(pair->second.known, pair->second.at, row.date);
    if (point != nullptr && point->rate_e8 == row.rate_e8) continue;
    if (point != nullptr) {
      changes.add(row.base.code() + "/" + row.quote.code() + " " + row.date.iso(), point->rate_e8,
                  row.rate_e8, base::fx_scale);
    }
    load.rates.push_back({row.base, row.quote, row.date, row.rate_e8, source});
  }
  changes.finish();
}

void add_new_series(store::Database& book, const feeds::SeriesFile& file, FeedLoad& load) {
  if (file.rows.empty()) return;
  struct Series {
    std::string_view id;
    std::vector<store::SeriesPoint> known;
    std::size_t at = 0;
  };
  std::vector<Series> all;
  for (const std::string& id : file.series_ids) {
    load.texts.push_back(id);
    all.push_back({load.texts.back(),
                   store::load_series(book, id, file.rows.front().date, file.rows.back().date), 0});
  }
  for (const feeds::SeriesObservation& row : file.rows) {
    Series& series = all[row.series];
    const store::SeriesPoint* const point = point_of(series.known, series.at, row.date);
    // bit for bit, as the store compares
    if (point != nullptr &&
        std::bit_cast<std::int64_t>(point->value) == std::bit_cast<std::int64_t>(row.value + 0.0)) {
      continue;
    }
    load.series.push_back({series.id, row.date, row.value, std::nullopt});
  }
}

}  // namespace wealthjobs::jobs
