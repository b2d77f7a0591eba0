#include "jobs/in_kind_values.h"

#include "finance/valuation/nav.h"
#include "finance/valuation/position_value.h"
#include "finance/valuation/staleness.h"
#include "store/database.h"

namespace wealthjobs::jobs {

bool InKindValues::concerns(const finance::Posting& posting) {
  return posting.cause_key.starts_with("open|") || posting.cause_key.starts_with("transfer|");
}

void InKindValues::read_prices() {
  if (is_read_) return;
  is_read_ = true;
  if (const auto pack = store::load_current_pack(book_, day_)) {
    for (const store::PackPrice& price : pack->prices) {
      prices_e6_[price.instrument] = price.price_e6;
    }
  }
  for (const store::Suspension& row : store::load_suspensions(book_, day_)) {
    haircuts_bps_[row.instrument] = row.haircut_bps;
  }
}

std::int64_t InKindValues::value_minor(const finance::PostingLine& line) {
  if (line.account != finance::Account::securities_cost) {
    return finance::nav_line_of(finance::code_of(line.account)) ? line.amount_minor : 0;
  }
  if (!line.quantity_e6) return 0;
  read_prices();
  const auto price = prices_e6_.find(line.instrument);
  if (price == prices_e6_.end()) return 0;
  const store::InstrumentRow& row = master_.instrument(line.instrument);
  const finance::UnitPrice unit =
      finance::unit_price(price->second, row.price_factor, row.currency);
  const auto haircut = haircuts_bps_.find(line.instrument);
  if (haircut == haircuts_bps_.end()) return finance::local_value_minor(*line.quantity_e6, unit);
  return finance::haircut_value_minor(*line.quantity_e6, unit, haircut->second);
}

}  // namespace wealthjobs::jobs
