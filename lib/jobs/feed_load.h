// The [[feed]] files of a configuration: read where they lie, in the provider's own layout, each
// file only when its size or time changed since the file register saw it (RULINGS A8).
//
//   FeedLoad load = read_feeds(context, master, price_and_series_kinds());   // before the
//   transaction write_feeds(write, load, request);                                       // inside
//   it
//
//   Unknown   a price file of an instrument that the book does not know is passed over; all of them
//             together make one warning
//   Missing   a feed without any file: data_missing 66, unless required = false (a warning)
//   Refused   a structural fault or too many bad rows: data_invalid 65; the register keeps the
//   reason
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/exit_status.h"
#include "feeds/observation.h"
#include "jobs/job.h"
#include "store/file_register.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::jobs {

struct FeedFile {
  std::string source;  // stands in the rows
  std::string place;   // "closes/AAPL.csv"
  store::RegisteredFile registered;
  bool is_content_new = false;  // else only its stamp is
  finance::InstrumentNo instrument = finance::no_instrument;
  feeds::PriceFile prices;
  feeds::FxFile rates;
  feeds::SeriesFile series;
  std::vector<feeds::QuarantineRow> quarantine;
};

struct FeedLoad {
  std::vector<FeedFile> files;  // new or changed ones
  std::int64_t unchanged = 0;
  std::vector<std::string> unknown;  // instruments whose files were passed over
  std::vector<std::string> warnings;
  base::ExitStatus status = base::ExitStatus::ok;
  std::string why;  // of the first missing feed or refused file

  [[nodiscard]] bool is_refused() const { return status != base::ExitStatus::ok; }
};

struct FeedCounts {
  std::int64_t added = 0;
  std::int64_t duplicate = 0;
  std::int64_t changed = 0;
  std::int64_t quarantined = 0;
};

bool is_fx_kind(std::string_view kind);

// Feeds of FX kinds, or all the others.
FeedLoad read_feeds(const JobContext& context, const store::Master& master, bool is_fx);
// Refused: only the register rows. Raises the revision only where something is new.
FeedCounts write_feeds(JobWrite& write, const FeedLoad& load, const store::Master& master,
                       std::string_view job);

// Name, size and time of every file of these feeds: what a fingerprint takes.
std::string feed_glances(const JobRequest& request, bool is_fx);

}  // namespace wealthjobs::jobs
