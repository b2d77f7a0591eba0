// What the interest of all portfolios adds up to, and how it is written: entries, days, credits and
// the nav that follows from them, in one transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "jobs/cash_revaluation.h"
#include "jobs/interest_work.h"
#include "jobs/job.h"
#include "store/journal.h"

namespace wealthjobs::jobs {

// A portfolio that the run posts to, or has posted to: what it did to nav.
struct InterestEffect {
  finance::PortfolioNo portfolio{};
  std::vector<store::InterestPosted> posted;
  std::optional<CashRevaluation> revaluation;  // where the day is valued
};

struct InterestResult {
  std::vector<InterestWork> works;  // in text order of the portfolios' ids
  std::vector<InterestEffect> effects;
  std::int64_t portfolios = 0;  // with days accrued
  std::int64_t postings = 0;
  std::int64_t reversals = 0;
  std::int64_t days = 0;
  std::int64_t held = 0;
  std::map<base::Currency, std::int64_t> accrued_minor;   // wanted by this run, on 1220
  std::map<base::Currency, std::int64_t> credited_minor;  // gross
  std::optional<std::string> undone;                      // an entry that would be reversed
  std::optional<std::string> missing_rate;                // "USD/AUD"
};

void add_work(InterestResult& result, InterestWork work);

// The effects, from the balances as they will be; sets missing_rate where a currency has none.
void value_effects(store::Database& book, const store::Master& master, base::Date day,
                   InterestResult& result);

// "interest of 3 portfolios: 12.34 AUD accrued, 60.00 AUD credited, 1 hold"
std::string summary(const InterestResult& result);
// The step's typed results, as one line of JSON.
std::string result_json_of(const InterestResult& result);

void write_interest(JobWrite& write, const store::Master& master, const InterestResult& result,
                    const store::JournalOptions& options);
void write_interest_findings(JobWrite& write, const InterestResult& result, base::Date day);

}  // namespace wealthjobs::jobs
