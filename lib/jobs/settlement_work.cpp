#include "jobs/settlement_work.h"

#include <algorithm>
#include <utility>

#include "store/findings.h"
#include "store/instrument_holders.h"
#include "store/journal.h"
#include "store/openings.h"
#include "store/portfolio_states.h"

namespace wealthjobs::jobs {
namespace {

using finance::PortfolioNo;

template <class Fact>
void order_by_portfolio(std::vector<Fact>& facts) {
  std::ranges::stable_sort(facts, {}, &Fact::portfolio);
}

template <class Fact>
std::span<const Fact> range_of(const std::vector<Fact>& facts, PortfolioNo portfolio) {
  const auto range = std::ranges::equal_range(facts, portfolio, {}, &Fact::portfolio);
  return {range.begin(), range.end()};
}

template <class Fact>
std::int64_t standing(const std::vector<Fact>& facts) {
  return std::ranges::count(facts, false, &Fact::is_cancelled);
}

// The journal of a portfolio: what settlement has posted, and cash that other jobs have moved.
struct PortfolioJournal {
  std::vector<finance::PostedEntry> posted;
  std::vector<finance::CashMovement> cash_movements;
};

PortfolioJournal journal_of(store::Database& book, PortfolioNo portfolio) {
  std::vector<store::JournalEntry> entries = store::load_entries_of(book, portfolio);
  std::set<std::int64_t> reversed;
  for (const store::JournalEntry& entry : entries) {
    if (entry.reverses_entry_id) reversed.insert(*entry.reverses_entry_id);
  }
  PortfolioJournal journal;
  for (store::JournalEntry& entry : entries) {
    if (entry.job != "settle_trades") {
      for (const finance::PostingLine& line : entry.posting.lines) {
        if (line.account != finance::Account::cash) continue;
        journal.cash_movements.push_back({entry.posting.date, line.currency, line.amount_minor});
      }
    } else if (!entry.reverses_entry_id) {
      journal.posted.push_back({entry.entry_id, entry.generation, reversed.contains(entry.entry_id),
                                std::move(entry.posting)});
    }
  }
  return journal;
}

}  // namespace

std::map<PortfolioNo, std::string> portfolios_to_replay(store::Database& book,
                                                        const store::Master& master,
                                                        const SettlementPeriod& period) {
  std::map<PortfolioNo, std::string> replays;
  const auto add = [&](PortfolioNo portfolio, const store::ChangedFact& fact) {
    replays.try_emplace(portfolio, std::string(store::name_of(fact.kind)) + " " + fact.key +
                                       " version " + std::to_string(fact.version));
  };
  for (const store::ChangedFact& fact :
       store::load_changed_facts(book, period.since_revision, period.through)) {
    const base::Date earliest = std::min(fact.date, fact.known_date.value_or(fact.date));
    if (earliest > period.settled_through) continue;  // its day has not been settled yet
    if (fact.kind == store::FactKind::corporate_action) {
      for (const PortfolioNo portfolio :
           store::load_portfolios_that_traded(book, fact.instrument)) {
        add(portfolio, fact);
      }
    } else if (fact.portfolio != finance::the_firm) {
      add(fact.portfolio, fact);
    }
  }
  // a portfolio held by a faulty fact is looked at again each day until the fault is gone
  for (const store::Hold& hold : store::load_open_holds(book, period.through)) {
    if (hold.day < period.after || master.portfolio_id(hold.portfolio).empty()) continue;
    replays.try_emplace(hold.portfolio, "hold " + hold.reason);
  }
  return replays;
}

FactsOfPeriod::FactsOfPeriod(store::Database& book, store::DayRange days)
    : trades_(store::load_trades(book, days)),
      fx_trades_(store::load_fx_trades(book, days)),
      flows_(store::load_cash_flows(book, days)),
      transfers_(store::load_transfers(book, days)),
      openings_(store::load_openings(book, days)) {
  order_by_portfolio(transfers_);
  order_by_portfolio(trades_);
  order_by_portfolio(fx_trades_);
  order_by_portfolio(flows_);
  for (finance::Confirmation& confirmation : store::load_confirmations(book, days)) {
    const auto trade = store::load_trade(book, confirmation.trade_key);
    if (trade) confirmations_[trade->portfolio].push_back(std::move(confirmation));
  }
}

finance::PortfolioFacts FactsOfPeriod::of(PortfolioNo portfolio) const {
  finance::PortfolioFacts facts{range_of(trades_, portfolio),
                                range_of(fx_trades_, portfolio),
                                range_of(flows_, portfolio),
                                {},
                                {},
                                range_of(transfers_, portfolio)};
  const auto confirmed = confirmations_.find(portfolio);
  if (confirmed != confirmations_.end()) facts.confirmations = confirmed->second;
  const auto opening = openings_.find(portfolio);
  if (opening != openings_.end()) facts.opening = &opening->second;
  return facts;
}

std::int64_t FactsOfPeriod::count() const {
  return standing(trades_) + standing(fx_trades_) + standing(flows_) + standing(transfers_) +
         static_cast<std::int64_t>(openings_.size());
}

PortfolioWork settle_ordinary_day(finance::PortfolioState before, const SettlementPeriod& period,
                                  const FactsOfPeriod& facts,
                                  const finance::SettlementWorld& world) {
  PortfolioWork work;
  work.after = before;
  work.before = std::move(before);
  work.outcome = finance::advance(work.after, period.after, period.through,
                                  facts.of(work.before.portfolio), world);
  return work;
}

PortfolioWork settle_by_replay(store::Database& book, const store::Master& master,
                               PortfolioNo portfolio, const SettlementPeriod& period,
                               const finance::SettlementWorld& world) {
  const auto trades = store::load_trades_of(book, portfolio, period.through);
  const auto fx_trades = store::load_fx_trades_of(book, portfolio, period.through);
  const auto flows = store::load_cash_flows_of(book, portfolio, period.through);
  const auto confirmations = store::load_confirmations_of(book, portfolio, period.through);
  const auto transfers = store::load_transfers_of(book, portfolio, period.through);
  const auto opening = store::load_opening(book, portfolio);
  const store::PortfolioRow& row = master.portfolio(portfolio);
  const PortfolioJournal journal = journal_of(book, portfolio);
  finance::Replay replay =
      finance::replay({portfolio, row.id, row.base_currency}, period.through,
                      {trades, fx_trades, flows, confirmations, journal.cash_movements, transfers,
                       opening ? &*opening : nullptr},
                      world);
  PortfolioWork work;
  work.is_replay = true;
  work.before = store::StateReader(book, master).load(portfolio);
  work.after = std::move(replay.state);
  work.corrections = finance::corrections(journal.posted, replay.outcome.postings, period.through);
  work.outcome = std::move(replay.outcome);
  work.outcome.postings.clear();  // the corrections hold what is new
  // fails and findings of days gone by were told on their day
  std::erase_if(work.outcome.fails, [&](const auto& fail) { return fail.day <= period.after; });
  std::erase_if(work.outcome.findings,
                [&](const auto& finding) { return finding.day <= period.after; });
  return work;
}

}  // namespace wealthjobs::jobs
