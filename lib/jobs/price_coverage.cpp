#include "jobs/price_coverage.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "finance/valuation/series_checks.h"
#include "jobs/book_calendars.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/observations.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr std::int32_t window_days = 31;
constexpr std::int32_t outlier_days = 95;  // 60 returns and some holidays

std::string listed(std::vector<std::string> ids) {
  const auto more = ids.size() > 5 ? ids.size() - 5 : 0;
  if (more > 0) ids.resize(5);
  return base::join_text(ids, ", ") + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

// Instruments that get a price of the day from this run.
std::set<finance::InstrumentNo> arriving(const JobContext& context, const FeedLoad& load,
                                         const FolderIntake* folder) {
  const Date day = context.request.business_date;
  std::set<finance::InstrumentNo> instruments;
  for (const FeedFile& file : load.files) {
    const bool has_day =
        std::ranges::binary_search(file.prices.rows, day, {}, &feeds::PriceObservation::date);
    if (has_day) instruments.insert(file.instrument);
  }
  if (folder == nullptr) return instruments;
  const store::Master master = store::Master::load(context.book);
  for (const feeds::PriceRow& row : folder->book.prices) {
    const auto no = master.instrument_no(row.instrument_id);
    if (no && row.date == day) instruments.insert(*no);
  }
  return instruments;
}

// Days without a price, and a return of the day that is far out.
void note_series(const JobContext& context, const finance::Calendars& calendars,
                 const store::InstrumentRow& instrument, std::vector<store::Finding>& noted) {
  const Date day = context.request.business_date;
  const finance::CalendarSet calendar(calendar_named(calendars, instrument.calendar));
  std::vector<Date> present;
  std::vector<double> returns;
  std::int64_t last = 0;
  for (const store::PricePoint& point :
       store::load_price_history(context.book, instrument.no, day - outlier_days, day)) {
    if (!present.empty() && present.back() == point.day) continue;  // a second source
    present.push_back(point.day);
    if (last > 0) {
      returns.push_back(static_cast<double>(point.close_e6) / static_cast<double>(last) - 1.0);
    }
    last = point.close_e6;
  }
  if (present.empty()) return;
  const auto expected =
      finance::business_days(calendar, std::max(present.front(), day - window_days), day);
  const auto gaps = finance::count_gaps(
      expected, present, static_cast<int>(context.request.parameters.integer("max_gap_bd")));
  if (gaps.verdict == finance::GapVerdict::gate_if_held) {
    noted.push_back({day, "ingest", "gap", store::Severity::warn, finance::the_firm, instrument.no,
                     instrument.id + ": " + base::counted("business day", gaps.longest_run) +
                         " in a row without a price"});
  }
  finance::OutlierOptions options;
  options.z_max = static_cast<double>(context.request.parameters.integer("z_max"));
  if (present.back() != day || returns.size() < options.z_window ||
      !finance::is_outlier(returns, options)) {
    return;
  }
  for (const finance::CorporateAction& action :
       store::load_actions_of(context.book, instrument.no, day)) {
    if (action.ex_date == day && !action.is_cancelled) return;
  }
  noted.push_back(
      {day, "ingest", "outlier", store::Severity::warn, finance::the_firm, instrument.no,
       instrument.id + ": the return of " + day.iso() + " is far outside its last 60 returns"});
}

}  // namespace

PriceCoverage measure_price_coverage(const JobContext& context,
                                     const std::set<finance::InstrumentNo>& arriving_now) {
  const Date day = context.request.business_date;
  const store::Master master = store::Master::load(context.book);
  const finance::Calendars calendars = load_calendars(context.book);
  PriceCoverage coverage;
  for (const store::InstrumentPrices& prices : store::load_latest_prices(context.book, day)) {
    const store::InstrumentRow& row = master.instrument(prices.instrument);
    std::optional<Date> latest;
    for (const store::LatestPrice& price : prices.latest) {
      if (!latest || price.day > *latest) latest = price.day;
    }
    const bool is_arriving = arriving_now.contains(prices.instrument);
    if ((!latest || *latest < day - window_days) && !is_arriving) continue;
    if (!calendar_named(calendars, row.calendar).is_business_day(day)) continue;
    ++coverage.expected;
    if (is_arriving || *latest == day) {
      ++coverage.priced;
    } else {
      coverage.missing.push_back(row.id);
    }
  }
  std::ranges::sort(coverage.missing);
  return coverage;
}

CoverageCheck::CoverageCheck(const JobContext& context, const FeedLoad& load,
                             const FolderIntake* folder)
    : day_(context.request.business_date),
      coverage_(measure_price_coverage(context, arriving(context, load, folder))) {
  is_short_ = coverage_.priced * 10'000 <
              coverage_.expected * context.request.parameters.integer("min_coverage_bps");
  const store::Master master = store::Master::load(context.book);
  const finance::Calendars calendars = load_calendars(context.book);
  for (const finance::InstrumentNo no : master.instruments_by_id()) {
    note_series(context, calendars, master.instrument(no), noted_);
  }
  const auto note = [&](std::string kind, std::string text) {
    noted_.push_back({day_, "ingest", std::move(kind), store::Severity::warn, finance::the_firm,
                      finance::no_instrument, std::move(text)});
  };
  if (!load.unknown.empty() && !load.files.empty()) {
    note("unknown_instrument",
         base::counted("file", static_cast<long long>(load.unknown.size())) +
             " of instruments that the book does not know: " + listed(load.unknown));
  }
  for (const std::string& warning : load.warnings) note("feed", warning);
}

std::string CoverageCheck::why() const {
  return "missing feed: " + std::to_string(coverage_.priced) + " of " +
         base::counted("instrument", coverage_.expected) + " have a price of " + day_.iso() +
         "; missing: " + listed(coverage_.missing);
}

std::string CoverageCheck::summary() const {
  return std::to_string(coverage_.priced) + " of " +
         base::counted("instrument", coverage_.expected) + " priced";
}

std::vector<store::Finding> CoverageCheck::findings(const store::Master& master) const {
  std::vector<store::Finding> findings = noted_;
  for (const std::string& id : coverage_.missing) {
    findings.push_back({day_, "ingest", "missing_price", store::Severity::warn, finance::the_firm,
                        master.instrument_no(id).value_or(finance::no_instrument),
                        id + " has no price of " + day_.iso()});
  }
  return findings;
}

}  // namespace wealthjobs::jobs
