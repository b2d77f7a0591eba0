#include "jobs/believed_prices.h"

#include "base/decimal.h"
#include "store/database.h"
#include "store/findings.h"

namespace wealthjobs::jobs {

std::string held_price_key(const store::Master& master, finance::InstrumentNo instrument,
                           base::Date day, std::int64_t price_e6) {
  return std::string(master.instrument_id(instrument)) + "|" + day.iso() + "|" +
         base::format_decimal_short(price_e6, base::price_scale);
}

BelievedPrices::BelievedPrices(store::Database& book, const store::Master& master) {
  for (const store::QuarantineRow& row :
       store::load_quarantine(book, {.only_open = false, .job = "build_pack"})) {
    if (row.status == store::QuarantineStatus::open) continue;
    keys_.insert(row.row_key);
    if (row.status != store::QuarantineStatus::waived || !row.day) continue;
    const auto price =
        base::parse_decimal(row.row_key.substr(row.row_key.rfind('|') + 1), base::price_scale);
    if (!price || row.instrument == finance::no_instrument) continue;
    waived_[row.instrument][*row.day] = {row.instrument, *row.day, *price,
                                         master.instrument(row.instrument).currency,
                                         row.source.substr(row.source.find(' ') + 1)};
  }
}

std::optional<store::PackPrice> BelievedPrices::last_waived(finance::InstrumentNo instrument,
                                                            base::Date after,
                                                            base::Date through) const {
  const auto prices = waived_.find(instrument);
  if (prices == waived_.end()) return std::nullopt;
  auto next = prices->second.upper_bound(through);
  if (next == prices->second.begin()) return std::nullopt;
  --next;
  if (next->first <= after) return std::nullopt;
  return next->second;
}

}  // namespace wealthjobs::jobs
