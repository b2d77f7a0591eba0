#include "jobs/price_coverage.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "finance/valuation/series_checks.h"
#include "jobs/book_calendars.h"
#include "store/database.h"
#include "store/facts.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using finance::InstrumentNo;

constexpr std::int32_t coverage_days = 31;
constexpr std::int32_t outlier_days = 95;   // 60 returns, weekends and some holidays
constexpr std::size_t fewest_returns = 20;  // of fewer the spread says nothing
constexpr std::size_t fewest_of_a_market = 5;

using Closes = std::map<Date, std::int64_t>;  // one a day

// Prices of the last months as they will stand in the book.
class DayWindow {
 public:
  DayWindow(store::Database& book, const store::Master& master, Date day,
            std::span<const store::PriceRow> arriving, const feeds::BookFolder* folder)
      : book_(book), day_(day) {
    for (const store::PriceRow& row : arriving) add(row.instrument, row.day, row.close_e6);
    if (folder == nullptr) return;
    for (const feeds::PriceRow& row : folder->prices) {
      if (const auto no = master.instrument_no(row.instrument_id)) {
        add(*no, row.date, row.close_e6);
      }
    }
  }

  [[nodiscard]] Closes of(InstrumentNo instrument) const {
    const auto arrived = arriving_.find(instrument);
    Closes closes = arrived == arriving_.end() ? Closes() : arrived->second;
    for (const store::PricePoint& point :
         store::load_price_history(book_, instrument, day_ - outlier_days, day_)) {
      closes.emplace_hint(closes.end(), point.day, point.close_e6);  // of several sources the first
    }
    return closes;
  }

 private:
  void add(InstrumentNo instrument, Date day, std::int64_t close_e6) {
    if (day > day_ || day < day_ - outlier_days) return;
    arriving_[instrument].insert_or_assign(day, close_e6);
  }

  store::Database& book_;
  Date day_;
  std::map<InstrumentNo, Closes> arriving_;
};

std::vector<double> returns_of(const Closes& closes) {
  std::vector<double> returns;
  double before = 0;
  for (const auto& [day, close_e6] : closes) {
    const auto close = static_cast<double>(close_e6);
    if (before > 0) returns.push_back(close / before - 1.0);
    before = close;
  }
  return returns;
}

struct MarketReturn {
  std::string id;
  InstrumentNo instrument{};
  std::vector<double> returns;  // the day's stands last
};

double median_return(const std::vector<MarketReturn>& market) {
  std::vector<double> last;
  for (const MarketReturn& one : market) last.push_back(one.returns.back());
  return finance::robust_scale(last).median;
}

bool is_outlier(const MarketReturn& one, std::optional<double> market_median, double z_max) {
  const finance::OutlierOptions options{.z_max = z_max, .z_window = 60};
  if (one.returns.size() < fewest_returns || !finance::is_outlier(one.returns, options)) {
    return false;
  }
  if (!market_median) return true;
  std::vector<double> beside_market = one.returns;
  beside_market.back() -= *market_median;
  return finance::is_outlier(beside_market, options);
}

// Instruments that go ex between their last price and the day.
std::set<InstrumentNo> going_ex(store::Database& book, const store::Master& master, Date day,
                                const feeds::BookFolder* folder) {
  std::set<InstrumentNo> instruments;
  for (const auto& action : store::load_corporate_actions(book, {day - coverage_days, day})) {
    if (!action.is_cancelled && action.ex_date == day) instruments.insert(action.instrument);
  }
  if (folder == nullptr) return instruments;
  for (const feeds::CorporateActionRow& row : folder->corporate_actions) {
    const auto no = master.instrument_no(row.instrument_id);
    if (no && row.ex_date == day) instruments.insert(*no);
  }
  return instruments;
}

std::string percent(double fraction) {
  const auto bps = static_cast<long long>(fraction * 10'000 + (fraction < 0 ? -0.5 : 0.5));
  const std::string digits = std::to_string(bps < 0 ? -bps : bps);
  const std::string padded =
      digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
  return (bps < 0 ? "-" : "+") + padded.substr(0, padded.size() - 2) + "." +
         padded.substr(padded.size() - 2) + " %";
}

class Measurement {
 public:
  Measurement(Date day, const PriceLimits& limits) : day_(day), limits_(limits) {}

  void look_at(const store::InstrumentRow& row, const finance::Calendar& calendar,
               const Closes& closes, bool is_suspended) {
    if (closes.empty()) return;
    const bool has_day = closes.rbegin()->first == day_;
    const auto before = closes.lower_bound(day_ - coverage_days);
    const bool is_known = before != closes.end() && before->first < day_;
    if (has_day) {
      if (MarketReturn one{row.id, row.no, returns_of(closes)}; !one.returns.empty()) {
        market_.push_back(std::move(one));
      }
    }
    if (!is_known || is_suspended) return;
    if (calendar.is_business_day(day_)) {
      ++coverage_.expected;
      if (has_day) {
        ++coverage_.priced;
      } else {
        coverage_.missing.push_back(row.id);
        note("missing_price", row.no, row.id + " has no price of " + day_.iso());
      }
    }
    count_gaps(row, calendar, closes);
  }

  PriceCoverage finish(const std::set<InstrumentNo>& going_ex) {
    std::optional<double> median;
    if (market_.size() >= fewest_of_a_market) median = median_return(market_);
    for (const MarketReturn& one : market_) {
      if (going_ex.contains(one.instrument) || !is_outlier(one, median, limits_.z_max)) continue;
      note("outlier", one.instrument,
           one.id + ": " + percent(one.returns.back()) + " on " + day_.iso() +
               " is far outside its last 60 returns and not the market's");
    }
    coverage_.is_enough =
        coverage_.priced * 10'000 >= coverage_.expected * limits_.min_coverage_bps;
    return std::move(coverage_);
  }

 private:
  void count_gaps(const store::InstrumentRow& row, const finance::Calendar& calendar,
                  const Closes& closes) {
    const Date first = std::max(closes.begin()->first, day_ - coverage_days);
    std::vector<Date> present;
    for (auto at = closes.lower_bound(first); at != closes.end(); ++at) {
      present.push_back(at->first);
    }
    const auto expected = finance::business_days(finance::CalendarSet(calendar), first, day_);
    const auto gaps = finance::count_gaps(expected, present, limits_.max_gap_bd);
    if (gaps.verdict != finance::GapVerdict::gate_if_held) return;
    note("gap", row.no,
         row.id + ": " + base::counted("business day", gaps.longest_run) +
             " in a row without a price in the last 31 days");
  }
  void note(const char* kind, InstrumentNo instrument, std::string text) {
    coverage_.findings.push_back({day_, "ingest", kind, store::Severity::warn, finance::the_firm,
                                  instrument, std::move(text)});
  }

  Date day_;
  PriceLimits limits_;
  std::vector<MarketReturn> market_;
  PriceCoverage coverage_;
};

}  // namespace

std::string PriceCoverage::why() const {
  std::vector<std::string> ids = missing;
  if (ids.size() > 5) ids.resize(5);
  return "missing feed: " + std::to_string(priced) + " of " +
         base::counted("instrument", expected) +
         " have a price of the day; missing: " + base::join_text(ids, ", ") +
         (missing.size() > 5 ? " and " + std::to_string(missing.size() - 5) + " more" : "");
}

PriceCoverage measure_price_coverage(store::Database& book, const store::Master& master, Date day,
                                     std::span<const store::PriceRow> arriving,
                                     const feeds::BookFolder* folder, const PriceLimits& limits) {
  const finance::Calendars calendars = load_calendars(book);
  std::set<InstrumentNo> suspended;
  for (const store::Suspension& row : store::load_suspensions(book, day)) {
    suspended.insert(row.instrument);
  }
  const DayWindow window(book, master, day, arriving, folder);
  Measurement measurement(day, limits);
  for (const InstrumentNo no : master.instruments_by_id()) {
    const store::InstrumentRow& row = master.instrument(no);
    measurement.look_at(row, calendar_named(calendars, row.calendar), window.of(no),
                        suspended.contains(no));
  }
  return measurement.finish(going_ex(book, master, day, folder));
}

}  // namespace wealthjobs::jobs
