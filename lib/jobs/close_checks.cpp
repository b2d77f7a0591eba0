#include "jobs/close_checks.h"

#include <algorithm>
#include <cstdlib>

#include "base/int128.h"
#include "base/rounding.h"
#include "base/text.h"
#include "finance/ledger/ties.h"
#include "finance/ledger/trial_balance.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/journal.h"
#include "store/portfolio_states.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {
namespace {

using base::ExitStatus;

std::string tie_text(const store::Master& master, const finance::PortfolioState& state,
                     const finance::BrokenTie& tie) {
  const std::string what = tie.instrument == finance::no_instrument
                               ? tie.currency.code()
                               : std::string(master.instrument_id(tie.instrument));
  return "tie " + std::string(finance::name_of(tie.tie)) + " of " + state.portfolio_id + " " +
         what + ": sub-ledger " + std::to_string(tie.sub_ledger) + ", ledger " +
         std::to_string(tie.ledger);
}

}  // namespace

std::optional<CloseRefusal> check_required_jobs(store::Database& book, base::Date day,
                                                const std::vector<std::string>& required) {
  for (const std::string& job : required) {
    if (store::load_job_run_on(book, job, day)) continue;
    return CloseRefusal{ExitStatus::gate_blocked, job + " has not succeeded for " + day.iso(),
                        "wealthjobs run cob --date " + day.iso(), true};
  }
  return std::nullopt;
}

std::optional<CloseRefusal> check_holds(store::Database& book, const store::Master& master,
                                        base::Date day, const HoldLimits& limits) {
  std::vector<store::Hold> holds = store::load_holds(book, day);
  std::erase_if(holds, [](const store::Hold& hold) { return hold.released_by.has_value(); });
  if (holds.empty()) return std::nullopt;
  const auto is_held = [&](finance::PortfolioNo no) {
    return std::ranges::find(holds, no, &store::Hold::portfolio) != holds.end();
  };
  std::int64_t held = 0;
  for (const store::PortfolioRow& portfolio : master.portfolios()) {
    if (is_held(portfolio.no)) ++held;
  }
  // nav against nav, one base currency at a time: no rate can move the border
  bool is_too_much = false;
  for (const store::NavTotal& total : store::load_nav_totals(book, day)) {
    base::int128 held_nav = 0;
    for (const store::PortfolioNav& nav : store::load_navs(book, day)) {
      if (nav.currency == total.currency && is_held(nav.portfolio)) held_nav += nav.nav_minor;
    }
    is_too_much |=
        held_nav * 10'000 > static_cast<base::int128>(total.nav_minor) * limits.max_held_nav_bps;
  }
  if (held <= limits.max_held && !is_too_much) return std::nullopt;
  const store::Hold& first = holds.front();
  return CloseRefusal{ExitStatus::gate_blocked,
                      base::counted("portfolio", held) + " held; " +
                          std::string(master.portfolio_id(first.portfolio)) + ": " + first.reason +
                          ": " + first.detail,
                      "wealthjobs holds list --date " + day.iso(), true};
}

std::optional<CloseRefusal> check_balances(store::Database& book, const store::DayLedger& ledger,
                                           std::int64_t allow_suspense_minor) {
  for (const finance::CurrencySum& sum : finance::trial_balance_sums(ledger.trial_balance)) {
    if (sum.sum_minor == 0) continue;
    return CloseRefusal{ExitStatus::internal,
                        "the trial balance is off by " + base::format_int128(sum.sum_minor) +
                            " minor units of " + sum.currency.code(),
                        "wealthjobs doctor", false};
  }
  std::vector<finance::TrialBalanceRow> posted = ledger.trial_balance;
  std::erase_if(posted, [](const auto& row) { return row.balance_minor == 0; });
  std::vector<finance::TrialBalanceRow> running = store::load_balance_totals(book);
  std::erase_if(running, [](const auto& row) { return row.balance_minor == 0; });
  if (posted != running) {
    return CloseRefusal{ExitStatus::internal,
                        "the running balances are not what the journal adds up to",
                        "wealthjobs doctor", false};
  }
  for (const finance::TrialBalanceRow& row : ledger.trial_balance) {
    if (row.account != finance::Account::suspense_breaks) continue;
    if (std::abs(row.balance_minor) <= allow_suspense_minor) continue;
    return CloseRefusal{ExitStatus::gate_blocked,
                        "suspense holds " + base::format_money(row.balance_minor, row.currency) +
                            " " + row.currency.code(),
                        "clear account 1900, then run the same command again", true};
  }
  return std::nullopt;
}

std::optional<CloseRefusal> check_entry_chain(store::Database& book, const store::Master& master,
                                              std::int64_t last_sealed_entry) {
  const auto broken = store::load_broken_entry(book, master, last_sealed_entry);
  if (!broken) return std::nullopt;
  return CloseRefusal{ExitStatus::io_error,
                      "entry " + std::to_string(*broken) + " does not fit into the hash chain",
                      "wealthjobs doctor", false};
}

std::optional<CloseRefusal> check_ties(store::Database& book, const store::Master& master) {
  std::optional<CloseRefusal> refusal;
  store::for_each_state(book, master, [&](const finance::PortfolioState& state) {
    if (refusal) return;
    const auto ties = finance::broken_ties(state);
    if (ties.empty()) return;
    refusal = CloseRefusal{ExitStatus::internal, tie_text(master, state, ties.front()),
                           "wealthjobs doctor", false};
  });
  return refusal;
}

}  // namespace wealthjobs::jobs
