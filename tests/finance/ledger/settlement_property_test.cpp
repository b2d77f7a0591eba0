// Properties of settlement over random portfolios (domain page 92: 1, 2, 3, 5).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/correction.h"
#include "finance/ledger/random_world.h"
#include "finance/ledger/ties.h"

namespace wealthjobs::finance::testing {
namespace {

constexpr std::uint32_t n_worlds = 1500;

bool is_same(const Posting& a, const Posting& b) {
  return a.cause_key == b.cause_key && a.kind == b.kind && a.portfolio == b.portfolio &&
         a.date == b.date && a.lines == b.lines && a.deliveries == b.deliveries &&
         a.realisations == b.realisations;
}

void expect_same(const SettlementOutcome& a, const SettlementOutcome& b) {
  ASSERT_EQ(keys_of(a), keys_of(b));
  for (std::size_t i = 0; i < a.postings.size(); ++i) {
    ASSERT_TRUE(is_same(a.postings[i], b.postings[i])) << a.postings[i].cause_key;
  }
  ASSERT_EQ(a.fails, b.fails);
  ASSERT_EQ(a.findings, b.findings);
  ASSERT_EQ(a.faults, b.faults);
}

void expect_same(const PortfolioState& a, const PortfolioState& b) {
  ASSERT_EQ(a.balances, b.balances);
  ASSERT_EQ(a.holdings, b.holdings);
  ASSERT_EQ(a.lots, b.lots);
  ASSERT_EQ(a.settlements, b.settlements);
  ASSERT_EQ(a.entitlements, b.entitlements);
}

template <class Fact, class DateOf>
std::vector<Fact> dated(const std::vector<Fact>& facts, base::Date from, base::Date through,
                        DateOf date_of) {
  std::vector<Fact> result;
  for (const Fact& fact : facts) {
    if (from < date_of(fact) && date_of(fact) <= through) result.push_back(fact);
  }
  return result;
}

Facts facts_dated(const Facts& facts, base::Date from, base::Date through) {
  return {dated(facts.trades, from, through, [](const Trade& f) { return f.trade_date; }),
          dated(facts.fx_trades, from, through, [](const FxTrade& f) { return f.trade_date; }),
          dated(facts.flows, from, through, [](const CashFlow& f) { return f.date; }),
          dated(facts.confirmations, from, through, [](const Confirmation& f) { return f.date; })};
}

template <class T>
void append(std::vector<T>& all, std::vector<T> more) {
  std::ranges::move(more, std::back_inserter(all));
}

// As cob does it: a few days at a time, from what the book keeps, with the facts of those days.
Replay day_by_day(RandomWorld& r, int longest_step) {
  Replay result;
  result.state = r.w.empty_state();
  base::Date from = r.start - 2;
  while (from < r.last_day()) {
    const base::Date through = std::min(r.last_day(), from + r.number(1, longest_step));
    const Facts facts = facts_dated(r.w.facts, from, through);
    auto outcome = advance(result.state, from, through, facts.view(), r.world());
    append(result.outcome.postings, std::move(outcome.postings));
    append(result.outcome.fails, std::move(outcome.fails));
    append(result.outcome.findings, std::move(outcome.findings));
    append(result.outcome.faults, std::move(outcome.faults));
    drop_finished_items(result.state);
    EXPECT_THAT(broken_ties(result.state), ::testing::IsEmpty()) << through.iso();
    from = through;
  }
  return result;
}

TEST(SettlementProperty, DayByDayIsTheReplay) {
  int n_fails = 0;
  int n_faults = 0;
  for (std::uint32_t seed = 0; seed < n_worlds; ++seed) {
    SCOPED_TRACE(seed);
    RandomWorld r(seed);
    Replay whole = r.replay_all();
    drop_finished_items(whole.state);
    const Replay steps = day_by_day(r, seed % 2 == 0 ? 1 : 9);
    ASSERT_NO_FATAL_FAILURE(expect_same(whole.outcome, steps.outcome));
    ASSERT_NO_FATAL_FAILURE(expect_same(whole.state, steps.state));
    n_fails += static_cast<int>(whole.outcome.fails.size());
    n_faults += static_cast<int>(whole.outcome.faults.size());
  }
  EXPECT_GT(n_fails, 5000);  // the worlds do contain what may go wrong
  EXPECT_GT(n_faults, 1000);
}

TEST(SettlementProperty, TheOrderOfTheFactsDoesNotMatter) {
  for (std::uint32_t seed = 0; seed < n_worlds; ++seed) {
    SCOPED_TRACE(seed);
    RandomWorld r(seed);
    const Replay before = r.replay_all();
    r.shuffle();
    const Replay after = r.replay_all();
    ASSERT_NO_FATAL_FAILURE(expect_same(before.outcome, after.outcome));
    ASSERT_NO_FATAL_FAILURE(expect_same(before.state, after.state));
  }
}

TEST(SettlementProperty, TheBooksBalanceAndCostOutIsCostIn) {
  for (std::uint32_t seed = 0; seed < n_worlds; ++seed) {
    SCOPED_TRACE(seed);
    const Replay all = RandomWorld(seed).replay_all();
    ASSERT_THAT(broken_ties(all.state), ::testing::IsEmpty());
    std::map<base::Currency, std::int64_t> sums;
    for (const auto& [key, balance] : all.state.balances) sums[key.second] += balance;
    for (const auto& [currency, sum] : sums) ASSERT_EQ(sum, 0) << currency.code();
    std::map<base::Currency, std::int64_t> cost;
    std::int64_t base_gain = 0;
    for (const Posting& posting : all.outcome.postings) {
      ASSERT_TRUE(is_balanced(posting));
      for (const PostingLine& line : posting.lines) {
        const bool is_purchase = line.account == Account::securities_cost &&
                                 line.amount_minor > 0 && posting.realisations.empty();
        if (is_purchase) cost[line.currency] += line.amount_minor;
      }
      for (const Realisation& part : posting.realisations) {
        cost[part.currency] -= part.cost_minor;
        base_gain += part.price_gain_base_minor + part.fx_gain_base_minor -
                     (part.proceeds_base_minor - part.cost_base_minor);
      }
    }
    for (const Lot& lot : all.state.lots) cost[lot.currency] -= lot.cost_minor;
    for (const auto& [currency, rest] : cost) ASSERT_EQ(rest, 0) << currency.code();
    ASSERT_EQ(base_gain, 0);
  }
}

// What a journal adds up to on every account, currency, instrument, lot and quantity.
struct JournalSums {
  std::map<std::tuple<Account, InstrumentNo, base::Currency, std::string>,
           std::pair<std::int64_t, std::int64_t>>
      lines;
  std::map<InstrumentNo, std::int64_t> delivered;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> realised;

  void add(const Posting& posting) {
    for (const PostingLine& line : posting.lines) {
      auto& sum = lines[{line.account, line.instrument, line.currency, line.lot_id}];
      sum.first += line.amount_minor;
      sum.second += line.quantity_e6.value_or(0);
    }
    for (const Delivery& one : posting.deliveries) delivered[one.instrument] += one.quantity_e6;
    for (const Realisation& part : posting.realisations) {
      auto& sum = realised[part.lot_id];
      sum.first += part.cost_minor + part.quantity_e6;
      sum.second += part.price_gain_base_minor + 3 * part.fx_gain_base_minor;
    }
  }
  void drop_zeros() {
    const auto is_zero = [](const auto& row) { return row.second == std::pair{0L, 0L}; };
    std::erase_if(lines, is_zero);
    std::erase_if(realised, is_zero);
    std::erase_if(delivered, [](const auto& row) { return row.second == 0; });
  }
  bool operator==(const JournalSums&) const = default;
};

TEST(SettlementProperty, CorrectionsMakeTheJournalSayWhatTheReplaySays) {
  std::size_t n_corrections = 0;
  for (std::uint32_t seed = 0; seed < n_worlds; ++seed) {
    SCOPED_TRACE(seed);
    RandomWorld r(seed);
    const Replay before = r.replay_all();
    std::vector<PostedEntry> journal;
    JournalSums sums;
    for (const Posting& posting : before.outcome.postings) {
      journal.push_back({static_cast<std::int64_t>(journal.size()) + 1, 0, false, posting});
      sums.add(posting);
    }
    ASSERT_TRUE(corrections(journal, before.outcome.postings, r.last_day()).empty());
    r.amend();
    const Replay after = r.replay_all();
    const Corrections fixes = corrections(journal, after.outcome.postings, r.last_day());
    n_corrections += fixes.reversals.size();
    JournalSums wanted;
    for (const Posting& posting : after.outcome.postings) wanted.add(posting);
    for (const Reversal& reversal : fixes.reversals) {
      JournalSums pair;
      pair.add(journal[static_cast<std::size_t>(reversal.entry_id) - 1].posting);
      pair.add(reversal.posting);
      pair.drop_zeros();
      ASSERT_EQ(pair, JournalSums{});
      journal[static_cast<std::size_t>(reversal.entry_id) - 1].is_reversed = true;
      sums.add(reversal.posting);
    }
    for (const Replacement& replacement : fixes.replacements) {
      sums.add(replacement.posting);
      journal.push_back({static_cast<std::int64_t>(journal.size()) + 1, replacement.generation,
                         false, replacement.posting});
    }
    sums.drop_zeros();
    wanted.drop_zeros();
    ASSERT_EQ(sums, wanted);
    ASSERT_TRUE(corrections(journal, after.outcome.postings, r.last_day()).empty());
  }
  EXPECT_GT(n_corrections, 5000U);
}

}  // namespace
}  // namespace wealthjobs::finance::testing
