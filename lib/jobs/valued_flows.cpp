#include "jobs/valued_flows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/rounding.h"
#include "jobs/in_kind_values.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/journal.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr Date first_date_of_all{-1'000'000};

using Flows = std::map<std::pair<finance::PortfolioNo, base::Currency>, std::int64_t>;
using LastNavs = std::map<finance::PortfolioNo, Date>;

// Portfolios whose last nav is older than that of the book, or who never had one.
LastNavs older_navs(store::Database& book, const store::Master& master, Date before) {
  LastNavs last;
  for (const store::PortfolioRow& portfolio : master.portfolios()) {
    if (portfolio.inception_date <= before && portfolio.status == "open") {
      last[portfolio.no] = portfolio.inception_date - 1;
    }
  }
  for (const store::PortfolioNav& nav : store::load_navs(book, before)) last.erase(nav.portfolio);
  for (auto& [portfolio, since] : last) {
    const auto navs = store::load_nav_history(book, portfolio, {first_date_of_all, before});
    if (!navs.empty()) since = navs.back().day;
  }
  return last;
}

void add_entry(const store::JournalEntry& entry, Date before, const LastNavs& older,
               InKindValues& in_kind, Flows& flows) {
  const bool is_in_kind = InKindValues::concerns(entry.posting);
  for (const finance::PostingLine& line : entry.posting.lines) {
    std::int64_t amount_minor = 0;
    if (is_in_kind) {
      amount_minor = in_kind.value_minor(line);
    } else if (line.account == finance::Account::client_capital) {
      amount_minor = base::negate_checked(line.amount_minor);
    }
    if (amount_minor == 0) continue;
    const auto last = older.find(line.portfolio);
    if (entry.business_date <= (last == older.end() ? before : last->second)) continue;
    std::int64_t& sum = flows[{line.portfolio, line.currency}];
    sum = base::add_checked(sum, amount_minor);
  }
}

}  // namespace

std::vector<store::ExternalFlow> flows_since_last_nav(store::Database& book,
                                                      const store::Master& master, Date day) {
  Flows sums;
  LastNavs older;
  InKindValues in_kind(book, master, day);
  Date last_nav = first_date_of_all;
  std::int64_t first_entry = 0;  // entries of a day follow the close before it
  if (const auto before = store::load_valued_day_before(book, day)) {
    last_nav = *before;
    older = older_navs(book, master, last_nav);
    Date first = last_nav;
    for (const auto& [portfolio, since] : older) first = std::min(first, since);
    if (const auto close = store::load_last_close_before(book, first + 1)) {
      first_entry = close->last_entry_id;
    }
  }
  store::for_each_entry(book, {.after = first_entry, .through = {}},
                        [&](const store::JournalEntry& entry) {
                          if (entry.business_date > day) return;
                          add_entry(entry, last_nav, older, in_kind, sums);
                        });
  std::vector<store::ExternalFlow> flows;
  for (const auto& [key, sum] : sums) {
    if (sum != 0) flows.push_back({key.first, key.second, sum});
  }
  return flows;
}

}  // namespace wealthjobs::jobs
