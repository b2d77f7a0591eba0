#include "jobs/interest_inputs.h"

#include <set>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "jobs/account_days.h"
#include "jobs/book_calendars.h"
#include "jobs/settlement_inputs.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/interest_terms.h"
#include "store/job_run.h"
#include "store/master.h"
#include "store/openings.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

std::string tier_text(const store::InterestTierRow& row) {
  std::string text = row.schedule_id + "|" + row.currency.code() + "|" + row.from_date.iso() + "|" +
                     std::string(finance::name_of(row.side)) + "|";
  text += row.upto_minor ? std::to_string(*row.upto_minor) : "";
  text += "|" + std::to_string(row.rate_ppm) + "|";
  text += row.tier_mode ? finance::name_of(*row.tier_mode) : "";
  text += "|";
  text += row.day_count ? finance::name_of(*row.day_count) : "";
  text += "|" + std::string(finance::name_of(row.source)) + "|";
  text += row.wht_ppm ? std::to_string(*row.wht_ppm) : "";
  return text + "\n";
}

std::string schedules_text(store::Database& book, Date day) {
  std::string text;
  for (const store::KnownInterestTier& tier : store::load_interest_tiers(book)) {
    if (tier.row.from_date <= day.last_of_month()) text += tier_text(tier.row);
  }
  const store::Master master = store::Master::load(book);
  text += terms_digest(book, day.last_of_month()) + "\n";
  for (const store::OpeningAccrualRow& row : store::load_opening_accruals(book, day)) {
    text += std::to_string(finance::number_of(row.portfolio)) + "|" + row.balance.currency.code() +
            "|" + std::to_string(row.balance.interest_minor) + "|" +
            std::to_string(row.balance.interest_carry.numerator) + "/" +
            std::to_string(row.balance.interest_carry.denominator) + "\n";
  }
  for (const finance::PortfolioNo no : master.portfolios_by_id()) {
    const store::PortfolioRow& row = master.portfolio(no);
    if (row.inception_date > day || !row.interest_schedule_id) continue;
    text += row.id + "|" + *row.interest_schedule_id + "|";
    text += row.close_date ? row.close_date->iso() : "";
    text += "\n";
  }
  return text;
}

}  // namespace

InterestPeriod interest_period(const JobContext& context) {
  InterestPeriod period;
  const Date day = context.request.business_date;
  period.day = period.through = day;
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(
      calendar_named(calendars, context.request.config->calendar.primary));
  if (finance::is_month_end(primary, day)) period.through = day.last_of_month();
  const auto close = store::load_last_close_before(context.book, day);
  period.first_open_day = close ? close->day + 1 : day;
  if (close) period.last_closed = close->day;
  if (const auto before = store::load_job_run_before(context.book, "accrue_interest", day)) {
    period.run_before = before->key.business_date;
    const auto sealed = store::load_last_close_before(context.book, *period.run_before);
    if (sealed) period.entries_before = sealed->last_entry_id;
  }
  period.is_rerun = store::load_job_run_on(context.book, "accrue_interest", day).has_value();
  return period;
}

std::string interest_fingerprint(const JobContext& context) {
  const Date day = context.request.business_date;
  std::string text;
  for (const char* job : {"settle_trades", "value_portfolios"}) {
    const auto run = store::load_job_run_on(context.book, job, day);
    text += std::string(job) + " " + (run ? run->fingerprint : "not run") + "\n";
  }
  return base::sha256_hex(text + schedules_text(context.book, day));
}

std::string changed_interest_inputs(const JobContext& context, std::int64_t since_revision) {
  std::set<std::string> names;
  for (const store::KnownInterestTier& tier : store::load_interest_tiers(context.book)) {
    if (tier.known_rev <= since_revision) continue;
    names.insert("interest schedule " + tier.row.schedule_id + " of " + tier.row.from_date.iso());
  }
  std::vector<std::string> texts(names.begin(), names.end());
  const std::string facts = changed_facts_text(context, since_revision);
  if (!facts.empty()) texts.push_back(facts);
  return base::join_text(texts, ", ");
}

}  // namespace wealthjobs::jobs
