#include "jobs/day_prices.h"

#include <string>

#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"

namespace wealthjobs::jobs {
namespace {

std::size_t index_of(finance::InstrumentNo no) {
  return static_cast<std::size_t>(finance::number_of(no));
}

int staleness_column(finance::Staleness staleness) {
  switch (staleness) {
    case finance::Staleness::fresh:
      return 0;
    case finance::Staleness::late_market:
      return 1;
    case finance::Staleness::warn:
    case finance::Staleness::overdue:
      return 2;
    case finance::Staleness::stale:
      return staleness_stale;
  }
  return staleness_stale;
}

}  // namespace

DayPrices::DayPrices(const store::Master& master, const store::Pack& pack,
                     const finance::Calendars& calendars, const finance::StalenessOptions& options,
                     const std::set<finance::InstrumentNo>& held_back)
    : prices_(master.instruments().size() + 1) {
  for (const store::PackPrice& price : pack.prices) {
    const store::InstrumentRow& row = master.instrument(price.instrument);
    DayPrice& day_price = prices_[index_of(price.instrument)];
    day_price.unit = finance::unit_price(price.price_e6, row.price_factor, row.currency);
    day_price.price_e6 = price.price_e6;
    day_price.asof = price.asof;
    day_price.is_known = true;
    const int age = finance::business_days_between(calendar_named(calendars, row.calendar),
                                                   price.asof, pack.header.day);
    day_price.staleness = held_back.contains(price.instrument)
                              ? staleness_held_price
                              : staleness_column(finance::staleness_of(age, false, options));
  }
  for (const store::PackWaiver& waiver : pack.waivers) {
    DayPrice& day_price = prices_[index_of(waiver.instrument)];
    day_price.is_known = true;
    day_price.is_waived = true;
    day_price.asof = pack.header.day;
  }
}

void DayPrices::suspend(const std::vector<store::Suspension>& suspensions) {
  for (const store::Suspension& suspension : suspensions) {
    DayPrice& price = prices_[index_of(suspension.instrument)];
    price.haircut_bps = suspension.haircut_bps;
    // somebody approved its last price: old, listed, but nothing waits for a fresh one
    if (price.staleness == staleness_stale) price.staleness = staleness_listed;
  }
}

std::vector<store::Finding> DayPrices::stale_prices(const store::Master& master,
                                                    base::Date day) const {
  std::vector<store::Finding> findings;
  for (const finance::InstrumentNo no : master.instruments_by_id()) {
    const DayPrice& price = of(no);
    if (!price.is_known || price.staleness < 2 || price.staleness == staleness_held_price) {
      continue;
    }
    const auto severity =
        price.staleness == staleness_stale ? store::Severity::critical : store::Severity::warn;
    findings.push_back(
        {day, "value_portfolios", "stale_price", severity, finance::the_firm, no,
         std::string(master.instrument_id(no)) + ": last price of " + price.asof.iso()});
  }
  return findings;
}

}  // namespace wealthjobs::jobs
