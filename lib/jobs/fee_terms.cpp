#include "jobs/fee_terms.h"

#include "store/fee_schedules.h"

namespace wealthjobs::jobs {

using finance::FeeKind;
using finance::FeeSchedule;

FeeTerms::FeeTerms(store::Database& book, const store::Master& master)
    : master_(master), schedules_(store::load_fee_schedules(book)) {}

const FeeSchedule* FeeTerms::find(finance::PortfolioNo no, FeeKind kind, base::Date day) const {
  const auto& id = master_.portfolio(no).fee_schedule_id;
  return id ? finance::schedule_in_force(schedules_, *id, kind, day) : nullptr;
}

const FeeSchedule* FeeTerms::management(finance::PortfolioNo no, base::Date day) const {
  return find(no, FeeKind::management, day);
}

const FeeSchedule* FeeTerms::performance(finance::PortfolioNo no, base::Date day) const {
  return find(no, FeeKind::performance, day);
}

std::optional<std::string> FeeTerms::fault(finance::PortfolioNo no, base::Date day) const {
  const store::PortfolioRow& row = master_.portfolio(no);
  if (!row.fee_schedule_id) return std::nullopt;
  const FeeSchedule* schedules[] = {management(no, day), performance(no, day)};
  if (schedules[0] == nullptr && schedules[1] == nullptr) {
    return "fee schedule " + *row.fee_schedule_id + " has no version in force on " + day.iso();
  }
  for (const FeeSchedule* schedule : schedules) {
    if (schedule == nullptr) continue;
    if (schedule->currency != row.base_currency) {
      return "fee schedule " + schedule->id + " is in " + schedule->currency.code() + ", " +
             row.id + " in " + row.base_currency.code();
    }
    if (const auto why = finance::schedule_fault(*schedule)) {
      return "fee schedule " + schedule->id + ": " + *why;
    }
  }
  return std::nullopt;
}

std::string FeeTerms::household(finance::PortfolioNo no) const {
  return master_.portfolio(no).client_id;
}

std::string FeeTerms::text() const {
  std::string text;
  for (const FeeSchedule& at : schedules_) {
    text += at.id + "|" + std::string(name_of(at.kind)) + "|" + at.from_date.iso() + "|" +
            at.currency.code();
    for (const finance::FeeTier& tier : at.tiers) {
      text +=
          "|" + std::to_string(tier.upto_minor.value_or(-1)) + ":" + std::to_string(tier.rate_ppm);
    }
    text += "|" + std::string(name_of(at.tier_mode)) + "|" + std::string(name_of(at.day_count)) +
            "|" + std::string(name_of(at.scope)) + "|" + std::to_string(at.min_fee_minor) + "|" +
            std::to_string(at.tax.gst_bps) + "|" + std::to_string(at.tax.recoverable_bps) + "|" +
            std::string(name_of(at.hurdle.kind)) + "|" + std::string(name_of(at.hurdle.type)) +
            "|" + std::string(name_of(at.hurdle.carry)) + "|" + std::to_string(at.hurdle.rate_ppm) +
            "|" + std::string(name_of(at.crystallisation)) + "\n";
  }
  return text;
}

}  // namespace wealthjobs::jobs
