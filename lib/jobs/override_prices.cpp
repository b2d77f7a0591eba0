#include "jobs/override_prices.h"

#include <optional>
#include <string>

#include "base/decimal.h"
#include "finance/valuation/price_choice.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

finance::PriceObservation observation_of(const store::PriceOverride& row) {
  return {row.day,
          row.price_e6,
          finance::PriceType::manual,
          std::string(store::override_source),
          row.version,
          !row.approved_by.empty(),
          row.expires};
}

}  // namespace

OverridePrices::OverridePrices(store::Database& book, const store::Master& master, base::Date day)
    : master_(master), day_(day) {
  std::map<finance::InstrumentNo, std::vector<store::PriceOverride>> rows;
  for (store::PriceOverride& row : store::load_price_overrides(book, day)) {
    rows[row.instrument].push_back(std::move(row));
  }
  for (auto& [instrument, overrides] : rows) {
    std::vector<finance::PriceObservation> observations;
    for (const store::PriceOverride& row : overrides) observations.push_back(observation_of(row));
    const auto choice = finance::choose_price(observations, day, {});
    if (choice) standing_.emplace(instrument, std::move(overrides[choice->row]));
  }
}

std::vector<store::PackPrice> OverridePrices::prices() const {
  std::vector<store::PackPrice> prices;
  for (const auto& [instrument, row] : standing_) {
    prices.push_back({instrument, row.day, row.price_e6, master_.instrument(instrument).currency,
                      std::string(store::override_source)});
  }
  return prices;
}

std::vector<store::Finding> OverridePrices::findings() const {
  std::vector<store::Finding> findings;
  for (const auto& [instrument, row] : standing_) {
    findings.push_back({day_, "build_pack", "overridden_price", store::Severity::warn,
                        finance::the_firm, instrument,
                        std::string(master_.instrument_id(instrument)) + ": " +
                            base::format_decimal_short(row.price_e6, base::price_scale) + " of " +
                            row.day.iso() + " until " + row.expires.iso() + ", approved by " +
                            row.approved_by + ": " + row.why});
  }
  return findings;
}

}  // namespace wealthjobs::jobs
