#include "jobs/interest_terms.h"

#include "base/check.h"

namespace wealthjobs::jobs {
namespace {

constexpr base::Date first_date_of_all{-1'000'000};

// A parameter's text was checked against its choices when the configuration was read.
template <class Value>
Value chosen(const std::optional<Value>& value) {
  WEALTHJOBS_CHECK(value.has_value());
  return *value;
}

}  // namespace

InterestBook::InterestBook(std::vector<store::KnownInterestTier> tiers,
                           const Parameters& parameters) {
  for (const store::KnownInterestTier& tier : tiers) add(tier, parameters);
}

void InterestBook::add(const store::KnownInterestTier& tier, const Parameters& parameters) {
  const store::InterestTierRow& row = tier.row;
  std::deque<Dated>& dated = schedules_[row.schedule_id][row.currency];
  if (dated.empty() || dated.back().from_date != row.from_date) {
    dated.push_back({row.from_date, std::nullopt, tier.known_rev});
    if (row.source == finance::InterestSource::accrue) {
      finance::InterestTerms terms;
      terms.tier_mode = row.tier_mode.value_or(
          chosen(finance::interest_tier_mode_from(parameters.text("tier_mode"))));
      terms.day_count =
          row.day_count.value_or(chosen(finance::day_count_from(parameters.text("day_count"))));
      terms.wht_ppm = row.wht_ppm.value_or(parameters.integer("wht_ppm"));
      dated.back().terms = std::move(terms);
    }
  }
  if (!dated.back().terms) return;
  finance::InterestTerms& terms = *dated.back().terms;
  auto& side = row.side == finance::InterestSide::credit ? terms.credit : terms.debit;
  side.push_back({row.upto_minor, row.rate_ppm});
}

const InterestBook::Schedule* InterestBook::schedule_of(
    const store::PortfolioRow& portfolio) const {
  if (!portfolio.interest_schedule_id) return nullptr;
  const auto found = schedules_.find(*portfolio.interest_schedule_id);
  return found == schedules_.end() ? nullptr : &found->second;
}

std::vector<finance::DatedInterestTerms> InterestBook::terms_of(
    const store::PortfolioRow& portfolio, base::Currency currency) const {
  std::vector<finance::DatedInterestTerms> terms;
  if (!portfolio.interest_schedule_id) return {{first_date_of_all, nullptr}};
  const Schedule* const schedule = schedule_of(portfolio);
  if (schedule == nullptr) return terms;
  const auto dated = schedule->find(currency);
  if (dated == schedule->end()) return {{first_date_of_all, nullptr}};
  for (const Dated& row : dated->second) {
    terms.push_back({row.from_date, row.terms ? &*row.terms : nullptr});
  }
  return terms;
}

std::vector<base::Currency> InterestBook::currencies_of(
    const store::PortfolioRow& portfolio) const {
  if (!portfolio.interest_schedule_id) return {};
  const Schedule* const schedule = schedule_of(portfolio);
  if (schedule == nullptr) return {portfolio.base_currency};
  std::vector<base::Currency> currencies;
  for (const auto& [currency, dated] : *schedule) currencies.push_back(currency);
  return currencies;
}

bool InterestBook::accrues(const store::PortfolioRow& portfolio) const {
  if (!portfolio.interest_schedule_id) return false;
  const Schedule* const schedule = schedule_of(portfolio);
  if (schedule == nullptr) return true;  // and will be held for it
  for (const auto& [currency, dated] : *schedule) {
    for (const Dated& row : dated) {
      if (row.terms) return true;
    }
  }
  return false;
}

std::optional<base::Date> InterestBook::changed_from(const store::PortfolioRow& portfolio,
                                                     base::Currency currency,
                                                     std::int64_t since_revision) const {
  const Schedule* const schedule = schedule_of(portfolio);
  if (schedule == nullptr) return std::nullopt;
  const auto dated = schedule->find(currency);
  if (dated == schedule->end()) return std::nullopt;
  for (const Dated& row : dated->second) {
    if (row.known_rev > since_revision) return row.from_date;
  }
  return std::nullopt;
}

}  // namespace wealthjobs::jobs
