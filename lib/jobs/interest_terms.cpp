#include "jobs/interest_terms.h"

#include <algorithm>

#include "base/check.h"

namespace wealthjobs::jobs {
namespace {

using finance::PortfolioNo;

constexpr base::Date first_date_of_all{-1'000'000};
constexpr base::Date last_date_of_all{10'000'000};

// A parameter's text was checked against its choices when the configuration was read.
template <class Value>
Value chosen(const std::optional<Value>& value) {
  WEALTHJOBS_CHECK(value.has_value());
  return *value;
}

}  // namespace

InterestBook::InterestBook(store::Database& book, const store::Master& master,
                           const Parameters& parameters, base::Date day)
    : book_(book),
      master_(master),
      agreed_(store::PortfolioTermsBook::load(book, master)),
      openings_(book, day) {
  for (const store::KnownInterestTier& tier : store::load_interest_tiers(book)) {
    add(tier, parameters);
  }
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

const InterestBook::Schedule* InterestBook::find(
    const std::optional<std::string>& schedule_id) const {
  if (!schedule_id) return nullptr;
  const auto found = schedules_.find(*schedule_id);
  return found == schedules_.end() ? nullptr : &found->second;
}

std::vector<InterestBook::Stretch> InterestBook::stretches_of(PortfolioNo portfolio) const {
  std::vector<Stretch> stretches{
      {first_date_of_all, agreed_.of(portfolio, first_date_of_all).interest_schedule_id}};
  for (const finance::DatedTerms& row : agreed_.rows(portfolio)) {
    auto schedule = agreed_.of(portfolio, row.from_date).interest_schedule_id;
    if (schedule == stretches.back().schedule_id) continue;
    stretches.push_back({row.from_date, std::move(schedule)});
  }
  return stretches;
}

void InterestBook::add_terms(const Stretch& stretch, base::Date until, base::Currency currency,
                             std::vector<finance::DatedInterestTerms>& terms) const {
  const Schedule* const schedule = find(stretch.schedule_id);
  const bool is_unknown = stretch.schedule_id && schedule == nullptr;
  terms.push_back({stretch.from_date, nullptr, is_unknown});
  if (schedule == nullptr) return;
  const auto dated = schedule->find(currency);
  if (dated == schedule->end()) return;
  terms.back().is_missing = true;  // until the schedule's first date
  for (const Dated& row : dated->second) {
    const base::Date from = std::max(row.from_date, stretch.from_date);
    if (from >= until) break;
    if (terms.back().from_date == from) terms.pop_back();
    terms.push_back({from, row.terms ? &*row.terms : nullptr, false});
  }
}

std::vector<finance::DatedInterestTerms> InterestBook::terms_of(PortfolioNo portfolio,
                                                                base::Currency currency) const {
  std::vector<finance::DatedInterestTerms> terms;
  const std::vector<Stretch> stretches = stretches_of(portfolio);
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const base::Date until =
        i + 1 < stretches.size() ? stretches[i + 1].from_date : last_date_of_all;
    add_terms(stretches[i], until, currency, terms);
  }
  return terms;
}

std::set<base::Currency> InterestBook::currencies_of(PortfolioNo portfolio) const {
  std::set<base::Currency> currencies;
  for (const Stretch& stretch : stretches_of(portfolio)) {
    if (!stretch.schedule_id) continue;
    const Schedule* const schedule = find(stretch.schedule_id);
    if (schedule == nullptr) {
      currencies.insert(master_.portfolio(portfolio).base_currency);
      continue;
    }
    for (const auto& [currency, dated] : *schedule) currencies.insert(currency);
  }
  return currencies;
}

bool InterestBook::accrues(PortfolioNo portfolio) const {
  for (const Stretch& stretch : stretches_of(portfolio)) {
    if (!stretch.schedule_id) continue;
    const Schedule* const schedule = find(stretch.schedule_id);
    if (schedule == nullptr) return true;  // and will be held for it
    for (const auto& [currency, dated] : *schedule) {
      if (std::ranges::any_of(dated, [](const Dated& row) { return row.terms.has_value(); })) {
        return true;
      }
    }
  }
  return false;
}

std::optional<base::Date> InterestBook::changed_from(PortfolioNo portfolio, base::Currency currency,
                                                     std::int64_t since_revision) const {
  std::optional<base::Date> changed =
      store::load_changed_schedule(book_, portfolio, since_revision);
  for (const Stretch& stretch : stretches_of(portfolio)) {
    const Schedule* const schedule = find(stretch.schedule_id);
    if (schedule == nullptr) continue;
    const auto dated = schedule->find(currency);
    if (dated == schedule->end()) continue;
    const auto row = std::ranges::find_if(
        dated->second, [&](const Dated& at) { return at.known_rev > since_revision; });
    if (row == dated->second.end()) continue;
    const base::Date from = std::max(row->from_date, stretch.from_date);
    if (!changed || from < *changed) changed = from;
  }
  return changed;
}

std::string InterestBook::schedule_on(PortfolioNo portfolio, base::Date day) const {
  return agreed_.of(portfolio, day).interest_schedule_id.value_or("");
}

base::Date InterestBook::first_day(PortfolioNo portfolio) const {
  const base::Date first = agreed_.first_day(portfolio);
  const auto opening = openings_.date_of(portfolio);
  return opening ? std::max(first, *opening + 1) : first;  // it opens at the close of its date
}

std::optional<base::Date> InterestBook::last_day(PortfolioNo portfolio) const {
  std::optional<base::Date> last = master_.portfolio(portfolio).close_date;
  for (const finance::DatedTerms& row : agreed_.rows(portfolio)) {
    if (row.terms.status == "open") last.reset();
    if (row.terms.status == "closed") last = row.from_date - 1;
  }
  return last;
}

}  // namespace wealthjobs::jobs
