#include "finance/ledger/correction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finance/ledger/small_world.h"

namespace wealthjobs::finance::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<PostedEntry> journal_of(const SettlementOutcome& outcome) {
  std::vector<PostedEntry> posted;
  for (const Posting& posting : outcome.postings) {
    posted.push_back({static_cast<std::int64_t>(posted.size()) + 1, 0, false, posting});
  }
  return posted;
}

std::vector<std::string> keys(const std::vector<Reversal>& reversals) {
  std::vector<std::string> result;
  for (const auto& reversal : reversals) result.push_back(reversal.source_key);
  return result;
}

std::vector<std::string> keys(const std::vector<Replacement>& replacements) {
  std::vector<std::string> result;
  for (const auto& replacement : replacements) result.push_back(replacement.source_key);
  return result;
}

SmallWorld two_trades() {
  SmallWorld w;
  w.facts.flow("C1", "2026-04-01", "5000.00", aud);
  w.facts.trade("T1", Side::buy, bhp, "2026-04-01", "100", "10", aud);
  w.facts.trade("T2", Side::buy, bhp, "2026-04-02", "10", "10", aud);
  w.actions = ActionsByInstrument({dividend("D1", bhp, "2026-04-07", "2026-04-10", "1", aud)});
  return w;
}

TEST(Corrections, AreNoneForUnchangedFacts) {
  const auto result = two_trades().replay_through("2026-04-10");
  EXPECT_TRUE(
      corrections(journal_of(result.outcome), result.outcome.postings, day("2026-04-10")).empty());
}

TEST(Corrections, ReverseAndReplaceWhatAnAmendmentTouches) {
  SmallWorld w = two_trades();
  const auto before = w.replay_through("2026-04-08");
  w.facts.trades[0].quantity_e6 = e6("90");
  w.facts.trades[0].version = 2;
  const auto after = w.replay_through("2026-04-08");
  const auto posted = journal_of(before.outcome);
  const auto result = corrections(posted, after.outcome.postings, day("2026-04-08"));
  EXPECT_THAT(keys(result.reversals),
              ElementsAre("trade|T1|td|x0", "trade|T1|set|1|x0", "ca|D1|v1|P1|ex|x0"));
  EXPECT_THAT(keys(result.replacements),
              ElementsAre("trade|T1|td|r1", "trade|T1|set|1|r1", "ca|D1|v1|P1|ex|r1"));
  EXPECT_EQ(result.reversals[0].entry_id, 2);
  EXPECT_EQ(result.reversals[0].posting.lines[0].amount_minor, -100000);
  EXPECT_EQ(result.reversals[0].posting.date, day("2026-04-01"));
  EXPECT_EQ(result.replacements[0].posting.lines[0].amount_minor, 90000);
  EXPECT_EQ(result.replacements[0].generation, 1);
}

TEST(Corrections, TakeBackACancelledTradeAndGiveItANewGenerationWhenItReturns) {
  SmallWorld w = two_trades();
  const auto before = w.replay_through("2026-04-03");
  auto posted = journal_of(before.outcome);
  w.facts.trades[1].is_cancelled = true;
  const auto without = w.replay_through("2026-04-03");
  const auto cancelled = corrections(posted, without.outcome.postings, day("2026-04-03"));
  EXPECT_THAT(keys(cancelled.reversals), ElementsAre("trade|T2|td|x0"));
  EXPECT_THAT(cancelled.replacements, IsEmpty());
  for (auto& entry : posted) {
    if (entry.posting.cause_key == "trade|T2|td") entry.is_reversed = true;
  }
  const auto returned = corrections(posted, before.outcome.postings, day("2026-04-03"));
  EXPECT_THAT(returned.reversals, IsEmpty());
  EXPECT_THAT(keys(returned.replacements), ElementsAre("trade|T2|td|r1"));
}

TEST(Corrections, MoveAnEntryWhoseTrueDateChanged) {
  SmallWorld w = two_trades();
  const auto before = w.replay_through("2026-04-03");
  w.facts.flows[0].date = day("2026-03-31");
  const auto after = w.replay_through("2026-04-03");
  const auto result =
      corrections(journal_of(before.outcome), after.outcome.postings, day("2026-04-03"));
  EXPECT_THAT(keys(result.reversals), ElementsAre("flow|C1|x0"));
  ASSERT_EQ(result.replacements.size(), 1U);
  EXPECT_EQ(result.replacements[0].posting.date, day("2026-03-31"));
}

TEST(Corrections, LeaveLaterEntriesAlone) {
  SmallWorld w = two_trades();
  const auto all = w.replay_through("2026-04-10");
  const auto early = w.replay_through("2026-04-02");
  const auto posted = journal_of(all.outcome);
  EXPECT_TRUE(corrections(posted, early.outcome.postings, day("2026-04-02")).empty());
  EXPECT_TRUE(corrections(posted, all.outcome.postings, day("2026-04-02")).empty());
}

TEST(Corrections, MoveALaterEntryThatIsWantedEarlier) {
  SmallWorld w = two_trades();
  const auto before = w.replay_through("2026-04-02");
  w.facts.trades[1].trade_date = day("2026-04-01");
  const auto after = w.replay_through("2026-04-01");
  const auto result =
      corrections(journal_of(before.outcome), after.outcome.postings, day("2026-04-01"));
  EXPECT_THAT(keys(result.reversals), ElementsAre("trade|T2|td|x0"));
  EXPECT_THAT(keys(result.replacements), ElementsAre("trade|T2|td|r1"));
}

TEST(CorrectionsDeathTest, AbortOnTwoStandingEntriesOfOneCause) {
  const auto result = two_trades().replay_through("2026-04-01");
  auto posted = journal_of(result.outcome);
  posted.push_back(posted.front());
  EXPECT_DEATH(corrections(posted, result.outcome.postings, day("2026-04-01")), "standing");
}

TEST(Corrections, NumberTheirKeys) {
  EXPECT_EQ(source_key_of("trade|T1|td", 0), "trade|T1|td");
  EXPECT_EQ(source_key_of("trade|T1|td", 2), "trade|T1|td|r2");
  EXPECT_EQ(reversal_key_of("trade|T1|td", 0), "trade|T1|td|x0");
}

}  // namespace
}  // namespace wealthjobs::finance::testing
