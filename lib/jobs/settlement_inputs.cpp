#include "jobs/settlement_inputs.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/job_run.h"
#include "store/packs.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr Date first_date_of_all{-1'000'000};

struct InputParts {
  std::string facts;
  std::string late;
  std::string rates;
};

InputParts parts_of(const std::string& fingerprint) {
  std::vector<std::string> parts = base::split_text(fingerprint, '-');
  parts.resize(3);
  return {parts[0], parts[1], parts[2]};
}

std::string facts_part(store::Database& book, store::DayRange days) {
  std::string text;
  for (const store::FactKind kind :
       {store::FactKind::trade, store::FactKind::fx_trade, store::FactKind::cash_flow,
        store::FactKind::corporate_action, store::FactKind::confirmation}) {
    text += store::load_fact_digest(book, kind, days).sha256 + "\n";
  }
  // a day without them keeps the fingerprint that it had before books could be taken on
  for (const store::FactKind kind : {store::FactKind::transfer, store::FactKind::opening}) {
    const store::FactDigest digest = store::load_fact_digest(book, kind, days);
    if (digest.facts > 0) text += digest.sha256 + "\n";
  }
  return base::sha256_hex(text);
}

std::string late_part(store::Database& book, std::int64_t since_revision, store::DayRange days) {
  std::string text;
  for (const store::ChangedFact& fact :
       store::load_changed_facts(book, since_revision, days.through)) {
    const Date earliest = std::min(fact.date, fact.known_date.value_or(fact.date));
    if (earliest > days.after) continue;
    text += std::string(store::name_of(fact.kind)) + "|" + fact.key + "|" +
            std::to_string(fact.version) + "\n";
  }
  return base::sha256_hex(text);
}

std::string rates_part(store::Database& book, Date day) {
  std::string text;
  if (const auto pack = store::load_current_pack(book, day)) {
    for (const finance::FxQuote& quote : pack->rates) {
      text += quote.base.code() + quote.quote.code() + std::to_string(quote.rate_e8) + "\n";
    }
  }
  return base::sha256_hex(text);
}

}  // namespace

SettlementPeriod settlement_period(const JobContext& context) {
  SettlementPeriod period;
  const Date date = context.request.business_date;
  const auto before = store::load_job_run_before(context.book, "settle_trades", date);
  period.after = before ? before->key.business_date : first_date_of_all;
  period.through = date;
  period.since_revision = before ? before->book_revision : 0;
  period.settled_through = period.after;
  if (const auto on_date = store::load_job_run_on(context.book, "settle_trades", date)) {
    period.is_rerun = true;  // everything it saw is the past now
    period.since_revision = on_date->book_revision;
    period.settled_through = date;
    period.concerns_all = on_date->key.params_sha256 != context.request.parameters.sha256() ||
                          on_date->rule_version != settlement_rule_version ||
                          parts_of(on_date->fingerprint).rates != rates_part(context.book, date);
  }
  return period;
}

std::string settlement_fingerprint(const JobContext& context) {
  const Date date = context.request.business_date;
  const auto before = store::load_job_run_before(context.book, "settle_trades", date);
  const store::DayRange days{before ? before->key.business_date : first_date_of_all, date};
  const std::string late = context.is_closed && context.previous
                               ? parts_of(context.previous->fingerprint).late
                               : late_part(context.book, before ? before->book_revision : 0, days);
  return facts_part(context.book, days) + "-" + late + "-" + rates_part(context.book, date);
}

std::string changed_facts_text(const JobContext& context, std::int64_t since_revision) {
  std::vector<std::string> names;
  for (const store::ChangedFact& fact :
       store::load_changed_facts(context.book, since_revision, context.request.business_date)) {
    names.push_back(std::string(store::name_of(fact.kind)) + " " + fact.key + " version " +
                    std::to_string(fact.version));
  }
  if (names.size() > 3) {
    const auto more = names.size() - 3;
    names.resize(3);
    names.push_back(std::to_string(more) + " more");
  }
  return base::join_text(names, ", ");
}

}  // namespace wealthjobs::jobs
