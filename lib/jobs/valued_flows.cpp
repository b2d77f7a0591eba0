#include "jobs/valued_flows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/rounding.h"
#include "jobs/account_days.h"
#include "jobs/in_kind_values.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/journal.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr Date first_date_of_all{-1'000'000};

using Flows = std::map<std::pair<finance::PortfolioNo, base::Currency>, GrossFlow>;
using LastNavs = std::map<finance::PortfolioNo, Date>;

// Portfolios whose last nav is older than that of the book, or who never had one.
LastNavs older_navs(store::Database& book, const store::Master& master, Date before) {
  LastNavs last;
  const AccountDays accounts(book, master, before);
  for (const store::PortfolioRow& portfolio : master.portfolios()) {
    if (accounts.is_open(portfolio.no)) last[portfolio.no] = portfolio.inception_date - 1;
  }
  for (const store::PortfolioNav& nav : store::load_navs(book, before)) last.erase(nav.portfolio);
  for (auto& [portfolio, since] : last) {
    const auto navs = store::load_nav_history(book, portfolio, {first_date_of_all, before});
    if (!navs.empty()) since = navs.back().day;
  }
  return last;
}

void add_flow(Flows& flows, finance::PortfolioNo portfolio, base::Currency currency,
              std::int64_t amount_minor) {
  GrossFlow& flow = flows[{portfolio, currency}];
  if (amount_minor > 0) {
    flow.inflow_minor = base::add_checked(flow.inflow_minor, amount_minor);
  } else {
    flow.outflow_minor = base::subtract_checked(flow.outflow_minor, amount_minor);
  }
}

void add_entry(const store::JournalEntry& entry, Date before, const LastNavs& older,
               InKindValues& in_kind, Flows& flows) {
  const bool is_in_kind = InKindValues::concerns(entry.posting);
  std::map<base::Currency, std::int64_t> worth;  // a book comes with its debts: one flow
  for (const finance::PostingLine& line : entry.posting.lines) {
    const auto last = older.find(line.portfolio);
    if (entry.business_date <= (last == older.end() ? before : last->second)) continue;
    if (is_in_kind) {
      std::int64_t& sum = worth[line.currency];
      sum = base::add_checked(sum, in_kind.value_minor(line));
    } else if (line.account == finance::Account::client_capital) {
      add_flow(flows, line.portfolio, line.currency, base::negate_checked(line.amount_minor));
    }
  }
  for (const auto& [currency, sum] : worth) {
    add_flow(flows, entry.posting.portfolio, currency, sum);
  }
}

}  // namespace

std::vector<GrossFlow> gross_flows_since_last_nav(store::Database& book,
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
  std::vector<GrossFlow> flows;
  for (const auto& [key, sum] : sums) {
    flows.push_back({key.first, key.second, sum.inflow_minor, sum.outflow_minor});
  }
  return flows;
}

std::vector<store::ExternalFlow> flows_since_last_nav(store::Database& book,
                                                      const store::Master& master, Date day) {
  std::vector<store::ExternalFlow> flows;
  for (const GrossFlow& flow : gross_flows_since_last_nav(book, master, day)) {
    const std::int64_t net = base::subtract_checked(flow.inflow_minor, flow.outflow_minor);
    if (net != 0) flows.push_back({flow.portfolio, flow.currency, net});
  }
  return flows;
}

}  // namespace wealthjobs::jobs
