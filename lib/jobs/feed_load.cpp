#include "jobs/feed_load.h"

#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "feeds/alphavantage_csv.h"
#include "feeds/ecb_csv.h"
#include "feeds/file_glob.h"
#include "feeds/file_name.h"
#include "feeds/file_stamp.h"
#include "feeds/fred_csv.h"
#include "feeds/yahoo_csv.h"
#include "jobs/intake_folder.h"
#include "jobs/intake_quarantine.h"
#include "store/database.h"
#include "store/observations.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::ExitStatus;

// Takes over rows, counts, quarantine and refusal of a parsed file.
template <class Parsed>
void take(FeedLoad& load, FeedFile& file, Parsed&& parsed, Parsed& into) {
  into = std::forward<Parsed>(parsed);
  file.quarantine = std::move(into.quarantine);
  file.registered.rows = into.counts.received;
  file.registered.quarantined = into.counts.quarantined;
  file.registered.first_day = into.counts.first_date;
  file.registered.last_day = into.counts.last_date;
  for (std::string& warning : into.warnings) load.warnings.push_back(std::move(warning));
  if (!into.refusal) return;
  file.registered.is_refused = true;
  file.registered.reason = *into.refusal;
  into.rows.clear();
  if (load.is_refused()) return;
  load.status = ExitStatus::data_invalid;
  load.why = *into.refusal;
}

class FeedReader {
 public:
  FeedReader(const JobContext& context, const store::Master& master)
      : context_(context), master_(master) {}

  void read(const pipeline::Feed& feed) {
    std::vector<std::string> paths;
    try {
      paths = feeds::expand_path(feed.path, context_.request.config_dir);
    } catch (const base::Error& error) {
      if (error.kind() != base::ErrorKind::data_missing) throw;
      if (feed.required && !load_.is_refused()) {
        load_.status = ExitStatus::data_missing;
        load_.why = "feed " + feed.name + ": " + error.message();
      } else {
        load_.warnings.push_back("feed " + feed.name + ": " + error.message());
      }
      return;
    }
    for (const std::string& path : paths) read_file(feed, path);
  }

  FeedLoad finish() { return std::move(load_); }

 private:
  void read_file(const pipeline::Feed& feed, const std::string& path) {
    const std::string& config_dir = context_.request.config_dir;
    const auto known = store::load_last_file(context_.book, register_path(path, config_dir));
    const feeds::FileStamp glance = feeds::glance_at(path);
    const bool is_same_glance =
        known && known->size == glance.size && known->mtime_us == glance.mtime_us;
    const bool is_price = feed.kind == "alphavantage_csv" || feed.kind == "yahoo_csv";
    const std::string id = feed.instrument.empty() ? feeds::id_from_path(path) : feed.instrument;
    const auto instrument = is_price ? master_.instrument_no(id) : std::nullopt;
    if (is_price && !instrument) {
      load_.unknown.push_back(id);
      return;
    }
    if (is_same_glance && !known->is_refused) {
      ++load_.unchanged;
      return;
    }
    FeedFile file;
    file.source = feed.source.empty() ? feed.name : feed.source;
    file.place = feeds::short_name(path);
    const feeds::FileStamp stamp = feeds::stamp_file(path);
    IntakeOptions options;
    options.job = feed.name;
    options.config_dir = config_dir;
    file.registered = registered_file(stamp, options);
    file.is_content_new = !known || known->sha256 != stamp.sha256 || known->is_refused;
    if (file.is_content_new) {
      file.instrument = instrument.value_or(finance::no_instrument);
      parse(feed, path, file);
    } else {
      file.registered.rows = known->rows;
      file.registered.quarantined = known->quarantined;
      file.registered.first_day = known->first_day;
      file.registered.last_day = known->last_day;
    }
    load_.files.push_back(std::move(file));
  }

  void parse(const pipeline::Feed& feed, const std::string& path, FeedFile& file) {
    if (feed.kind == "alphavantage_csv") {
      take(load_, file, feeds::parse_alphavantage_csv(path), file.prices);
    } else if (feed.kind == "yahoo_csv") {
      take(load_, file, feeds::parse_yahoo_csv(path), file.prices);
    } else if (feed.kind == "ecb_csv") {
      take(load_, file, feeds::parse_ecb_csv(path), file.rates);
    } else {
      take(load_, file, feeds::parse_fred_csv(path), file.series);
    }
  }

  const JobContext& context_;
  const store::Master& master_;
  FeedLoad load_;
};

store::ObservationCounts write_rows_of(store::WriteTransaction& transaction, const FeedFile& file,
                                       const store::Master& master) {
  if (!file.prices.rows.empty()) {
    const base::Currency currency = master.instrument(file.instrument).currency;
    std::vector<store::PriceRow> rows;
    rows.reserve(file.prices.rows.size());
    for (const feeds::PriceObservation& row : file.prices.rows) {
      rows.push_back({file.instrument, row.date, row.close_e6, currency, file.source});
    }
    return store::save_prices(transaction, rows);
  }
  if (!file.rates.rows.empty()) {
    std::vector<store::FxRateRow> rows;
    rows.reserve(file.rates.rows.size());
    for (const feeds::FxObservation& row : file.rates.rows) {
      rows.push_back({row.base, row.quote, row.date, row.rate_e8, file.source});
    }
    return store::save_fx_rates(transaction, rows);
  }
  std::vector<store::SeriesRow> rows;
  rows.reserve(file.series.rows.size());
  for (const feeds::SeriesObservation& row : file.series.rows) {
    rows.push_back({file.series.series_ids[row.series], row.date, row.value, std::nullopt});
  }
  return store::save_series(transaction, rows);
}

}  // namespace

bool is_fx_kind(std::string_view kind) { return kind == "ecb_csv"; }

FeedLoad read_feeds(const JobContext& context, const store::Master& master, bool is_fx) {
  FeedReader reader(context, master);
  for (const pipeline::Feed& feed : context.request.config->feeds) {
    if (feed.enabled && is_fx_kind(feed.kind) == is_fx) reader.read(feed);
  }
  return reader.finish();
}

FeedCounts write_feeds(JobWrite& write, const FeedLoad& load, const store::Master& master,
                       std::string_view job) {
  FeedCounts counts;
  std::vector<store::QuarantineRow> quarantine;
  for (const FeedFile& file : load.files) {
    if (load.is_refused() && !file.registered.is_refused) continue;
    if (file.is_content_new) write.revision();
    if (file.is_content_new && !load.is_refused()) {
      const auto saved = write_rows_of(write.transaction(), file, master);
      counts.added += saved.added;
      counts.duplicate += saved.duplicate;
      counts.changed += static_cast<std::int64_t>(saved.changes.size());
      for (const feeds::QuarantineRow& row : file.quarantine) {
        quarantine.push_back(stored_row(row, master, std::string(job)));
      }
    }
    store::save_file(write.transaction(), file.registered);
  }
  counts.quarantined = store::save_quarantine(write.transaction(), quarantine);
  return counts;
}

std::string feed_glances(const JobRequest& request, bool is_fx) {
  std::string text;
  for (const pipeline::Feed& feed : request.config->feeds) {
    if (!feed.enabled || is_fx_kind(feed.kind) != is_fx) continue;
    try {
      for (const std::string& path : feeds::expand_path(feed.path, request.config_dir)) {
        const feeds::FileStamp glance = feeds::glance_at(path);
        text +=
            path + "|" + std::to_string(glance.size) + "|" + std::to_string(glance.mtime_us) + "\n";
      }
    } catch (const base::Error& error) {
      if (error.kind() != base::ErrorKind::data_missing) throw;
      text += feed.name + "|missing\n";
    }
  }
  return text;
}

}  // namespace wealthjobs::jobs
