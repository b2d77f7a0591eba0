#include "jobs/feed_load.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "feeds/file_name.h"
#include "feeds/file_stamp.h"
#include "jobs/book_calendars.h"
#include "jobs/feed_kinds.h"
#include "jobs/feed_load_rows.h"
#include "jobs/intake_folder.h"
#include "jobs/intake_quarantine.h"
#include "store/database.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::ExitStatus;
using store::RegisteredFile;

class FeedReader {
 public:
  FeedReader(const JobContext& context, const store::Master& master, FeedGroup group)
      : context_(context),
        request_(context.request),
        master_(master),
        job_(job_of(group)),
        expected_by_us_(expected_by_us(context.request)) {}

  void read(const pipeline::Feed& feed) {
    std::vector<std::string> paths;
    try {
      paths = feed_paths(feed, request_);
    } catch (const base::Error& error) {
      if (error.kind() != base::ErrorKind::data_missing) throw;
      const std::string text = "feed " + feed.name + ": " + error.message();
      if (feed.required) return refuse(ExitStatus::data_missing, text);
      return note("missing_feed", finance::no_instrument, text);
    }
    known_.clear();
    for (RegisteredFile& file : store::load_files(context_.book, feed.name)) {
      known_.emplace(file.path, std::move(file));
    }
    load_.texts.push_back(feed.source.empty() ? feed.name : feed.source);
    source_ = load_.texts.back();
    for (const std::string& path : paths) read_file(feed, path);
  }

  FeedLoad finish() {
    load_.files_unknown = static_cast<std::int64_t>(unknown_.size());
    if (!unknown_.empty()) {
      const auto count = static_cast<long long>(unknown_.size());
      if (unknown_.size() > 5) unknown_.resize(5);
      note("unknown_instrument", finance::no_instrument,
           base::counted("price file", count) + " of instruments that the book does not know: " +
               base::join_text(unknown_, ", ") + (count > 5 ? " ..." : ""));
    }
    return std::move(load_);
  }

 private:
  void read_file(const pipeline::Feed& feed, const std::string& path) {
    std::optional<finance::InstrumentNo> instrument;
    if (is_price_feed(feed)) {
      const std::string id = feed.instrument.empty() ? feeds::id_from_path(path) : feed.instrument;
      instrument = master_.instrument_no(id);
      if (!instrument) return unknown_.push_back(id);
    }
    const auto at = known_.find(register_path(path, request_.config_dir));
    const auto known = at == known_.end() ? std::nullopt : std::optional(at->second);
    const feeds::FileStamp glance = feeds::glance_at(path);
    const bool was_loaded = known && !known->is_refused;
    if (was_loaded && known->size == glance.size && known->mtime_us == glance.mtime_us) {
      ++load_.files_unchanged;
      return;
    }
    const feeds::FileStamp stamp = feeds::stamp_file(path);
    RegisteredFile file = was_loaded ? *known : RegisteredFile{};
    file.path = register_path(path, request_.config_dir);
    file.feed = feed.name;
    file.size = stamp.size;
    file.mtime_us = stamp.mtime_us;
    if (was_loaded && known->sha256 == stamp.sha256) {
      ++load_.files_unchanged;
      return load_.files.push_back(std::move(file));
    }
    file.sha256 = stamp.sha256;
    file.expected_by = expected_by(request_);
    file.is_late = expected_by_us_ && stamp.mtime_us > *expected_by_us_;
    request_.report_progress("reading " + feeds::short_name(path));
    parse(feed, path, instrument, known, file);
    if (!feeds::glance_at(path).is_same_glance(glance)) {
      throw base::Error(base::ErrorKind::unavailable, path + " changed while it was read",
                        "try again when it is complete");
    }
    load_.files.push_back(std::move(file));
  }

  void parse(const pipeline::Feed& feed, const std::string& path,
             const std::optional<finance::InstrumentNo>& instrument,
             const std::optional<RegisteredFile>& known, RegisteredFile& file) {
    const base::Date day = request_.business_date;
    if (is_rate_feed(feed)) {
      feeds::FxFile parsed = parse_rate_file(feed, path);
      keep_to_calendar(feed, path, parsed);
      if (take(parsed, path, known, file)) {
        add_new_rates(context_.book, day, parsed, source_, load_);
      }
    } else if (!is_price_feed(feed)) {
      feeds::SeriesFile parsed = parse_series_file(feed, path);
      keep_to_calendar(feed, path, parsed);
      if (take(parsed, path, known, file)) add_new_series(context_.book, parsed, load_);
    } else {
      feeds::PriceFile parsed = parse_price_file(feed, path);
      const store::InstrumentRow& row = master_.instrument(*instrument);
      if (!feed.currency.empty() && feed.currency != row.currency.view() && !parsed.refusal) {
        parsed.refusal = feeds::short_name(path) + ":1:1: " + row.id + " is in " +
                         row.currency.code() + ", feed " + feed.name + " in " + feed.currency;
      }
      set_closed_days_aside(parsed, row,
                            calendar(feed.calendar.empty() ? row.calendar : feed.calendar),
                            feeds::short_name(path));
      if (take(parsed, path, known, file)) {
        add_new_prices(context_.book, day, parsed, row, source_, load_);
      }
    }
  }

  const finance::Calendar& calendar(const std::string& id) {
    if (!calendars_) calendars_ = load_calendars(context_.book);
    return calendar_named(*calendars_, id);
  }

  template <class File>
  void keep_to_calendar(const pipeline::Feed& feed, const std::string& path, File& file) {
    if (feed.calendar.empty()) return;
    set_closed_days_aside(file, calendar(feed.calendar), feeds::short_name(path));
  }

  // Counts, quarantine and warnings of a parsed file; false where it is refused.
  bool take(const feeds::FeedOutcome& parsed, const std::string& path,
            const std::optional<RegisteredFile>& known, RegisteredFile& file) {
    ++load_.files_read;
    load_.rows_read += parsed.counts.received;
    file.rows = parsed.counts.received;
    file.quarantined = parsed.counts.quarantined;
    file.first_day = parsed.counts.first_date;
    file.last_day = parsed.counts.last_date;
    for (const std::string& warning : parsed.warnings) {
      note("feed_warning", finance::no_instrument, warning);
    }
    file.reason = parsed.refusal.value_or("");
    if (file.reason.empty()) {
      if (const std::string why = shrink_refusal(parsed.counts, known); !why.empty()) {
        file.reason = feeds::short_name(path) + ":1:1: " + why;
      }
    }
    file.is_refused = !file.reason.empty();
    if (file.is_refused) {
      refuse(ExitStatus::data_invalid, file.reason);
      return false;
    }
    take_quarantine(parsed, feeds::short_name(path));
    return true;
  }

  void take_quarantine(const feeds::FeedOutcome& parsed, const std::string& file) {
    if (!quarantine_) {
      quarantine_ = store::load_quarantine(context_.book, {.only_open = false, .job = job_});
    }
    std::vector<store::QuarantineRow> rows;
    std::set<std::pair<std::string, std::string>> at_fault;
    for (const feeds::QuarantineRow& row : parsed.quarantine) {
      at_fault.emplace(row.row_key, row.reason);
      rows.push_back(stored_row(row, master_, job_));
    }
    for (store::QuarantineRow& row : rows_not_known(*quarantine_, std::move(rows))) {
      load_.quarantine.push_back(std::move(row));
    }
    for (const store::QuarantineRow& row : *quarantine_) {
      if (row.status == store::QuarantineStatus::open && file_of_source(row.source) == file &&
          !at_fault.contains({row.row_key, row.reason})) {
        load_.fixed.push_back(row.no);
      }
    }
  }

  void refuse(ExitStatus status, const std::string& why) {
    const ExitStatus worse = base::worse_of(load_.status, status);
    if (worse != load_.status) load_.why = why;
    load_.status = worse;
    note("refused_feed", finance::no_instrument, why);
  }
  void note(const char* kind, finance::InstrumentNo instrument, std::string text) {
    load_.findings.push_back({request_.business_date, job_, kind, store::Severity::warn,
                              finance::the_firm, instrument, std::move(text)});
  }

  const JobContext& context_;
  const JobRequest& request_;
  const store::Master& master_;
  std::string job_;
  std::optional<std::int64_t> expected_by_us_;
  std::map<std::string, RegisteredFile> known_;  // files of the feed under way, by path
  std::string_view source_;
  std::optional<finance::Calendars> calendars_;  // loaded where rows are held against one
  std::optional<std::vector<store::QuarantineRow>> quarantine_;
  std::vector<std::string> unknown_;
  FeedLoad load_;
};

}  // namespace

std::string FeedLoad::summary() const {
  return base::counted("new file", files_read) + ", " + std::to_string(files_unchanged) +
         " unchanged";
}

FeedLoad read_feeds(const JobContext& context, const store::Master& master, FeedGroup group) {
  FeedReader reader(context, master, group);
  for (const pipeline::Feed& feed : context.request.config->feeds) {
    if (is_of_group(feed, group)) reader.read(feed);
  }
  return reader.finish();
}

void write_feeds(JobWrite& write, const FeedLoad& load, const std::string& actor) {
  store::WriteTransaction& transaction = write.transaction();
  if (load.is_refused()) {
    for (const RegisteredFile& file : load.files) {
      if (file.is_refused) store::save_file(transaction, file);
    }
    return;
  }
  if (load.has_rows()) write.revision();
  if (!load.prices.empty()) store::save_prices(transaction, load.prices);
  if (!load.rates.empty()) store::save_fx_rates(transaction, load.rates);
  if (!load.series.empty()) store::save_series(transaction, load.series);
  if (!load.quarantine.empty()) store::save_quarantine(transaction, load.quarantine);
  mark_fixed(transaction, load.fixed, actor, "the file was read again without this fault");
  for (const RegisteredFile& file : load.files) store::save_file(transaction, file);
}

}  // namespace wealthjobs::jobs
