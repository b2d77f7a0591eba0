// What the work of all portfolios adds up to, and how it is written: entries, states, findings and
// holds of one settlement run, in one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jobs/job.h"
#include "jobs/settlement_work.h"
#include "store/findings.h"
#include "store/journal.h"

namespace wealthjobs::jobs {

struct Settlement {
  std::vector<PortfolioWork> portfolios;  // in text order of their ids
  std::vector<store::Finding> findings;
  std::vector<store::Hold> holds;
  std::int64_t postings = 0;
  std::int64_t reversals = 0;
  std::int64_t fails = 0;
  std::optional<std::string> missing_rate;
  std::optional<std::string> undone_today;  // an entry of an open day that would be reversed
};

void add_work(Settlement& settlement, PortfolioWork work, base::Date day,
              std::optional<base::Date> last_closed);

// One hold a portfolio and reason: the first fault, and how many more there are.
std::vector<store::Hold> one_hold_each(std::vector<store::Hold> holds);

// "12 entries for 3 portfolios, 1 failed settlement"
std::string summary(const Settlement& settlement);

void write_settlement(JobWrite& write, const store::Master& master, const Settlement& settlement,
                      const store::JournalOptions& options);

}  // namespace wealthjobs::jobs
