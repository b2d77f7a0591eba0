#include "jobs/settlement_result.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "store/portfolio_states.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

void add_findings(Settlement& settlement, const PortfolioWork& work, Date day) {
  const auto portfolio = work.after.portfolio;
  for (const finance::SettlementFinding& finding : work.outcome.findings) {
    settlement.findings.push_back({day, "settle_trades", finding.kind,
                                   static_cast<store::Severity>(finding.severity), portfolio,
                                   finding.instrument, finding.text});
  }
  for (const finance::SettlementFault& fault : work.outcome.faults) {
    const std::string text = fault.fact + " of " + fault.day.iso() + ": " + fault.text;
    settlement.findings.push_back({day, "settle_trades", std::string(name_of(fault.kind)),
                                   store::Severity::critical, portfolio, fault.instrument, text});
    settlement.holds.push_back({day, portfolio, "faulty_fact", text, {}, {}, 0});
    if (fault.kind == finance::FaultKind::missing_rate) settlement.missing_rate = text;
  }
}

}  // namespace

void add_work(Settlement& settlement, PortfolioWork work, Date day,
              std::optional<Date> last_closed) {
  add_findings(settlement, work, day);
  settlement.postings += static_cast<std::int64_t>(work.outcome.postings.size() +
                                                   work.corrections.replacements.size());
  settlement.reversals += static_cast<std::int64_t>(work.corrections.reversals.size());
  settlement.fails += static_cast<std::int64_t>(work.outcome.fails.size());
  for (const finance::Reversal& reversal : work.corrections.reversals) {
    if (!last_closed || reversal.posting.date > *last_closed) {
      settlement.undone_today = reversal.posting.cause_key;
    }
  }
  settlement.portfolios.push_back(std::move(work));
}

std::vector<store::Hold> one_hold_each(std::vector<store::Hold> holds) {
  std::ranges::stable_sort(
      holds, {}, [](const store::Hold& hold) { return std::pair(hold.portfolio, hold.reason); });
  std::vector<store::Hold> kept;
  int more = 0;
  const auto finish = [&] {
    if (more > 0) kept.back().detail += " (and " + std::to_string(more) + " more)";
    more = 0;
  };
  for (store::Hold& hold : holds) {
    if (!kept.empty() && kept.back().portfolio == hold.portfolio &&
        kept.back().reason == hold.reason) {
      ++more;
      continue;
    }
    finish();
    kept.push_back(std::move(hold));
  }
  finish();
  return kept;
}

void write_settlement(JobWrite& write, const store::Master& master, const Settlement& settlement,
                      const store::JournalOptions& options) {
  const Date day = options.business_date;
  write.revision();
  store::JournalWriter journal(write.transaction(), master, options);
  store::StateWriter states(write.transaction());
  for (const PortfolioWork& work : settlement.portfolios) {
    for (const finance::Reversal& reversal : work.corrections.reversals) {
      journal.post(reversal);
    }
    for (const finance::Replacement& replacement : work.corrections.replacements) {
      journal.post(replacement);
    }
    for (const finance::Posting& posting : work.outcome.postings) journal.post(posting);
    if (work.is_replay) {
      states.replace(work.after);
    } else {
      states.save(work.before, work.after);
    }
    states.save_fails(work.outcome.fails);
  }
  journal.flush();
  store::save_findings(write.transaction(), day, "settle_trades", settlement.findings);
  for (const std::string_view reason : {"faulty_fact", "quarantined_row"}) {
    std::vector<finance::PortfolioNo> held;
    for (const store::Hold& hold : settlement.holds) {
      if (hold.reason == reason) held.push_back(hold.portfolio);
    }
    store::clear_holds(write.transaction(), day, reason, held);
  }
  store::save_holds(write.transaction(), settlement.holds);
}

std::string summary(const Settlement& settlement) {
  std::string text =
      base::counted("entry", settlement.postings, "entries") + " for " +
      base::counted("portfolio", static_cast<long long>(settlement.portfolios.size()));
  if (settlement.reversals > 0) text += ", " + base::counted("reversal", settlement.reversals);
  if (settlement.fails > 0) text += ", " + base::counted("failed settlement", settlement.fails);
  if (!settlement.holds.empty()) {
    text += ", " + base::counted("hold", static_cast<long long>(settlement.holds.size()));
  }
  return text;
}

}  // namespace wealthjobs::jobs
