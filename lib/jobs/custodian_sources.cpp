#include "jobs/custodian_sources.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "store/database.h"
#include "store/findings.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr int silent_bd = 10;

std::set<std::string> custodian_names(store::Database& book, const JobRequest& request) {
  std::set<std::string> names;
  for (const pipeline::Custodian& custodian : request.config->custodians) {
    names.insert(custodian.name);
  }
  for (const store::KnownCustodian& known : store::load_custodians(book, request.business_date)) {
    names.insert(known.custodian);
  }
  return names;
}

bool is_configured(const JobRequest& request, const std::string& name) {
  return std::ranges::find(request.config->custodians, name, &pipeline::Custodian::name) !=
         request.config->custodians.end();
}

// Rows of this statement that were set aside; a row whose date cannot be read counts, too.
void count_quarantined(const std::vector<store::QuarantineRow>& open, CustodianSource& source) {
  for (const store::QuarantineRow& row : open) {
    if (!row.source.contains("custodian_")) continue;
    const auto parts = base::split_text(row.row_key, '|');
    if (parts.size() < 2 || parts[1] != source.settings.name) continue;
    if (row.day && *row.day != source.statement_day) continue;
    if (source.quarantined_rows++ == 0) source.first_quarantined = row.source;
  }
}

}  // namespace

std::string CustodianSource::missing() const {
  const std::string whose = settings.name + " for " + statement_day.iso();
  if (digest.empty()) return "no statement of " + whose;
  if (!kinds.positions && usual.positions) return "no positions in the statement of " + whose;
  if (!kinds.cash && usual.cash) return "no cash in the statement of " + whose;
  return quarantined_rows > 0 ? "the statement of " + whose + " is not complete" : std::string();
}

pipeline::Custodian custodian_settings(const pipeline::Config& config, const std::string& name) {
  const auto found = std::ranges::find(config.custodians, name, &pipeline::Custodian::name);
  if (found != config.custodians.end()) return *found;
  pipeline::Custodian settings;
  settings.name = name;
  return settings;
}

Date statement_day(const pipeline::Custodian& settings, const finance::CalendarSet& primary,
                   Date business_date) {
  return settings.lag_bd == 0
             ? business_date
             : finance::add_business_days(primary, business_date, -settings.lag_bd);
}

std::vector<CustodianSource> custodian_sources(store::Database& book, const JobRequest& request,
                                               const store::Master& master,
                                               const finance::CalendarSet& primary) {
  std::vector<CustodianSource> sources;
  if (master.portfolios().empty()) return sources;
  const Date inception =
      std::ranges::min(master.portfolios(), {}, &store::PortfolioRow::inception_date)
          .inception_date;
  const auto open = store::load_quarantine(book);
  for (const std::string& name : custodian_names(book, request)) {
    CustodianSource source;
    source.settings = custodian_settings(*request.config, name);
    source.statement_day = statement_day(source.settings, primary, request.business_date);
    if (source.statement_day < inception) continue;
    for (const store::KnownCustodian& known : store::load_custodians(book, source.statement_day)) {
      if (known.custodian == name) source.newest_day = known.last_day;
    }
    const bool is_silent =
        finance::business_days_between(
            primary, source.newest_day.days() == 0 ? source.statement_day : source.newest_day,
            source.statement_day) > silent_bd;
    source.kinds = store::load_statement_kinds(book, name, source.statement_day);
    source.usual = store::load_usual_kinds(book, name, source.statement_day);
    source.digest = store::load_statement_digest(book, name, source.statement_day);
    count_quarantined(open, source);
    const bool has_left = is_silent && !is_configured(request, name);
    if (!has_left) sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace wealthjobs::jobs
