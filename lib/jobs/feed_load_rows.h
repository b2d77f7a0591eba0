// One parsed provider file turned into what the book lacks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/observation.h"
#include "finance/calendar/calendar.h"
#include "jobs/feed_load.h"

namespace wealthjobs::jobs {

// Prices of days on which the instrument's market is closed leave the file for its quarantine. The
// thresholds are judged again: a whole file of them means a wrong calendar.
void set_closed_days_aside(feeds::PriceFile& file, const store::InstrumentRow& instrument,
                           const finance::Calendar& calendar, const std::string& file_name);

// Likewise for rates and series of a feed that names its calendar.
void set_closed_days_aside(feeds::FxFile& file, const finance::Calendar& calendar,
                           const std::string& file_name);
void set_closed_days_aside(feeds::SeriesFile& file, const finance::Calendar& calendar,
                           const std::string& file_name);

// Why a file is not what it was: a history that ends earlier, or nothing where there was something;
// "" for a file that grew, or that was never loaded.
std::string shrink_refusal(const feeds::FeedCounts& counts,
                           const std::optional<store::RegisteredFile>& known);

// Rows that the book does not have with this value. `source` must outlive the load.
void add_new_prices(store::Database& book, base::Date day, const feeds::PriceFile& file,
                    const store::InstrumentRow& instrument, std::string_view source,
                    FeedLoad& load);
void add_new_rates(store::Database& book, base::Date day, const feeds::FxFile& file,
                   std::string_view source, FeedLoad& load);
void add_new_series(store::Database& book, const feeds::SeriesFile& file, FeedLoad& load);

}  // namespace wealthjobs::jobs
