#include "jobs/custodian_gate.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/rounding.h"
#include "base/text.h"
#include "finance/valuation/fx_rates.h"
#include "jobs/feed_load_paths.h"
#include "pipeline/deadline.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::ExitStatus;

std::string again(const JobRequest& request) {
  const std::string pipeline = pipeline_of(request);
  const std::string day = request.business_date.iso();
  if (pipeline.starts_with("run-job:")) {
    return "wealthjobs run-job " + pipeline.substr(8) + " --date " + day;
  }
  return "wealthjobs run " + pipeline + " --date " + day;
}

std::optional<CustodianGate> missing_statement(const JobRequest& request,
                                               const std::vector<CustodianSource>& sources) {
  for (const CustodianSource& source : sources) {
    if (!source.settings.required || source.is_delivered()) continue;
    std::string why = source.missing();
    if (source.settings.expected_by) {
      why += ", expected by " + pipeline::format_deadline(*source.settings.expected_by);
    }
    return CustodianGate{ExitStatus::data_missing, why,
                         "wealthjobs import DIR with custodian_positions.csv and "
                         "custodian_cash.csv, then " +
                             again(request)};
  }
  return std::nullopt;
}

std::optional<CustodianGate> incomplete_statement(const JobRequest& request,
                                                  const std::vector<CustodianSource>& sources) {
  for (const CustodianSource& source : sources) {
    if (!source.is_delivered() || source.quarantined_rows == 0) continue;
    return CustodianGate{ExitStatus::data_invalid,
                         source.missing() + ": " + base::counted("row", source.quarantined_rows) +
                             " in quarantine, the first " + source.first_quarantined,
                         "wealthjobs quarantine list; import the file again or resolve the row, "
                         "then " +
                             again(request)};
  }
  return std::nullopt;
}

std::vector<finance::BookExposure> book_exposures(store::Database& book, base::Date day,
                                                  const BreakWork& work) {
  std::map<Currency, finance::BookExposure> exposures;
  for (const store::NavTotal& total : store::load_nav_totals(book, day)) {
    exposures[total.currency] = {total.currency, 0, total.nav_minor};
  }
  for (const OpenBreak& open : work.open) {
    if (!open.currency.is_set()) continue;
    finance::BookExposure& exposure = exposures[open.currency];
    exposure.currency = open.currency;
    exposure.value_minor = base::add_checked(exposure.value_minor, open.value_minor.value_or(0));
  }
  std::vector<finance::BookExposure> rows;
  for (const auto& [currency, exposure] : exposures) rows.push_back(exposure);
  return rows;
}

// The open break of the currency that is worth most.
const OpenBreak& largest_of(const BreakWork& work, Currency currency) {
  const OpenBreak* largest = nullptr;
  for (const OpenBreak& open : work.open) {
    if (open.currency != currency) continue;
    if (largest == nullptr || open.value_minor.value_or(0) > largest->value_minor.value_or(0)) {
      largest = &open;
    }
  }
  return *largest;
}

std::string explain_next(const OpenBreak& open, const JobRequest& request) {
  const std::string no = std::to_string(open.no);
  return "wealthjobs breaks show " + no + "; mend it or wealthjobs breaks explain " + no +
         " --why TEXT --until D --owner WHO, then " + again(request);
}

std::optional<CustodianGate> too_much(store::Database& book, const JobRequest& request,
                                      const BreakWork& work, const GateLimits& limits) {
  const auto exposures = book_exposures(book, request.business_date, work);
  if (const auto* over = finance::first_over_limit(exposures, limits.gate_nav_bps)) {
    const OpenBreak& largest = largest_of(work, over->currency);
    return CustodianGate{
        ExitStatus::gate_blocked,
        "unexplained differences of " + base::format_money(over->value_minor, over->currency) +
            " " + over->currency.code() + ", more than " + std::to_string(limits.gate_nav_bps) +
            " bps of the book: " + break_text(largest),
        explain_next(largest, request)};
  }
  if (!work.open.empty() && work.open.front().age_bd > limits.gate_age_bd) {
    return CustodianGate{ExitStatus::gate_blocked,
                         "unexplained for more than " +
                             base::counted("business day", limits.gate_age_bd) + ": " +
                             break_text(work.open.front()),
                         explain_next(work.open.front(), request)};
  }
  return std::nullopt;
}

// The absolute cap in the portfolio's base currency; nullopt where there is no rate for it.
std::optional<std::int64_t> cap_of(const pipeline::Custodian& settings, Currency base,
                                   const finance::FxRates& rates) {
  const auto named = Currency::parse(settings.max_abs_currency);
  if (!named || *named == base) return settings.max_abs_minor;
  return rates.convert(settings.max_abs_minor, *named, base);
}

}  // namespace

CustodianGate custodian_gate(store::Database& book, const JobRequest& request,
                             const std::vector<CustodianSource>& sources, const BreakWork& work,
                             const GateLimits& limits) {
  if (auto gate = missing_statement(request, sources)) return *std::move(gate);
  if (auto gate = incomplete_statement(request, sources)) return *std::move(gate);
  if (auto gate = too_much(book, request, work, limits)) return *std::move(gate);
  return {};
}

std::vector<store::Hold> custodian_holds(store::Database& book, const JobRequest& request,
                                         const store::Master& master, const store::Pack& pack,
                                         const BreakWork& work) {
  struct Sum {
    finance::PortfolioExposure exposure;
    const OpenBreak* first = nullptr;
    int breaks = 0;
  };
  std::map<finance::PortfolioNo, Sum> sums;
  for (const OpenBreak& open : work.open) {
    const auto portfolio = master.portfolio_no(open.identity.portfolio_id);
    if (!portfolio) continue;
    Sum& sum = sums[*portfolio];
    if (sum.first == nullptr) sum.first = &open;
    ++sum.breaks;
    sum.exposure.has_unpriced |= !open.value_minor.has_value();
    sum.exposure.value_minor =
        base::add_checked(sum.exposure.value_minor, open.value_minor.value_or(0));
  }
  std::vector<store::Hold> holds;
  if (sums.empty()) return holds;
  const auto rates = finance::FxRates::build(pack.rates);
  for (auto& [portfolio, sum] : sums) {
    const auto nav = store::load_nav(book, request.business_date, portfolio);
    if (nav) sum.exposure.nav_minor = nav->nav_minor;
    const pipeline::Custodian settings =
        custodian_settings(*request.config, sum.first->identity.custodian);
    const auto cap =
        rates ? cap_of(settings, master.portfolio(portfolio).base_currency, *rates) : std::nullopt;
    if (!finance::is_out_of_tolerance(sum.exposure, {settings.nav_tol_bps, cap})) continue;
    std::string detail = break_text(*sum.first);
    if (sum.breaks > 1) detail += " (and " + std::to_string(sum.breaks - 1) + " more)";
    holds.push_back({request.business_date,
                     portfolio,
                     std::string(custodian_hold),
                     std::move(detail),
                     {},
                     {},
                     0});
  }
  return holds;
}

}  // namespace wealthjobs::jobs
