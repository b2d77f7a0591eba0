#include "jobs/closing_postings.h"

#include <map>
#include <string>
#include <utility>

#include "finance/calendar/fiscal_year.h"
#include "finance/ledger/closing_entries.h"
#include "jobs/book_calendars.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/journal.h"

namespace wealthjobs::jobs {

std::vector<finance::Posting> closing_postings(const JobContext& context,
                                               const store::Master& master) {
  std::vector<finance::Posting> postings;
  if (context.request.parameters.text("closing_entries") != "year_end") return postings;
  const base::Date day = context.request.business_date;
  const pipeline::CalendarSettings& settings = context.request.config->calendar;
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(calendar_named(calendars, settings.primary));
  const auto year = finance::fiscal_year_ended_by(
      primary, day, {settings.fiscal_year_end_month, settings.fiscal_year_end_day});
  if (!year) return postings;

  std::map<finance::PortfolioNo, std::vector<finance::AccountBalance>> balances;
  for (const store::BalanceRow& row : store::load_balances(context.book, {day, {}, {}, false})) {
    balances[row.portfolio].push_back({row.account, row.currency, row.amount_minor});
  }
  const auto close = store::load_close(context.book, day);
  const std::string suffix =
      std::to_string(*year) + (close ? "|v" + std::to_string(close->version + 1) : "");
  const auto add = [&](finance::PortfolioNo portfolio) {
    const auto found = balances.find(portfolio);
    if (found == balances.end()) return;
    finance::Posting posting = finance::closing_entry(
        portfolio, "closing|" + std::string(master.portfolio_id(portfolio)) + "|" + suffix, day,
        found->second);
    if (!posting.lines.empty()) postings.push_back(std::move(posting));
  };
  add(finance::the_firm);
  for (const finance::PortfolioNo portfolio : master.portfolios_by_id()) add(portfolio);
  return postings;
}

}  // namespace wealthjobs::jobs
