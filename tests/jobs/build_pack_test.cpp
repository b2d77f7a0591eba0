// build_pack: which prices and quotes stand, and what is told about them (RULINGS A6, A7).
#include "scratch_book.h"
#include "store/findings.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

struct BuildPack : ::testing::Test {
  BuildPack() { make_mini_book(scratch); }
  std::int64_t price_in_pack(const char* date, const char* instrument = "BHP") {
    const auto pack = store::load_current_pack(scratch.book, day(date));
    if (!pack) return -1;
    for (const store::PackPrice& price : pack->prices) {
      if (price.instrument == scratch.master.instrument_no(instrument)) return price.price_e6;
    }
    return 0;
  }
  std::vector<std::string> kinds(const char* date) {
    std::vector<std::string> found;
    for (const auto& finding : store::load_findings(scratch.book, day(date), "build_pack")) {
      found.push_back(finding.kind);
    }
    return found;
  }
  void waive(std::int64_t no) {
    scratch.write([&](auto& transaction) {
      ASSERT_TRUE(save_resolution(
          transaction, no, {store::QuarantineStatus::waived, "fiona", "the fund did split"}));
    });
  }
  ScratchBook scratch;
};

using Kinds = std::vector<std::string>;

TEST_F(BuildPack, TakesTheLatestObservationUpToTheDay) {
  const Execution done = scratch.run("build_pack", "2026-04-07");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  const auto pack = store::load_current_pack_header(scratch.book, day("2026-04-07")).value();
  EXPECT_EQ(done.why, pack.id + ": 1 price, 0 rates");
  EXPECT_EQ(pack.id, "2026-04-07-close-" + pack.sha256.substr(0, 12));
  EXPECT_EQ(price_in_pack("2026-04-07"), e6("42.80"));
  EXPECT_EQ(kinds("2026-04-07"), Kinds{});
}

TEST_F(BuildPack, UsesAndListsAMover) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "49.00");  // +13.7 %
  scratch.cob("2026-04-09");
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("49"));
  EXPECT_EQ(kinds("2026-04-09"), Kinds{"mover"});
}

TEST_F(BuildPack, HoldsMoversBackOnDemand) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "49.00");
  scratch.run("build_pack", "2026-04-09", {.with = {{"move_action", "hold", {}}}});
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("43.10"));
  EXPECT_EQ(kinds("2026-04-09"), Kinds{"held_price"});
}

TEST_F(BuildPack, HoldsASuspectedSplitBackUntilItIsWaived) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "10.90");  // 4:1?
  EXPECT_EQ(scratch.run("build_pack", "2026-04-09").status, ExitStatus::ok);
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("43.10"));
  EXPECT_EQ(kinds("2026-04-09"), Kinds{"held_price"});
  const auto rows = store::load_quarantine(scratch.book);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row_key, "BHP|2026-04-09|10.9");
  EXPECT_EQ(rows[0].reason, "suspected_split");
  EXPECT_TRUE(scratch.run("build_pack", "2026-04-09", {.force = true}).is_reused);

  waive(rows[0].no);
  const Execution believed = scratch.run("build_pack", "2026-04-09", {.force = true});
  EXPECT_EQ(believed.status, ExitStatus::ok) << believed.why;
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("10.90"));
}

TEST_F(BuildPack, WaiverOfTheDayBeforeIsBelievedToday) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "10.90");
  scratch.cob("2026-04-09");
  waive(1);
  scratch.price("BHP", "2026-04-10", "11.00");
  scratch.cob("2026-04-10");
  EXPECT_EQ(price_in_pack("2026-04-10"), e6("11.00"));
  EXPECT_EQ(kinds("2026-04-10"), Kinds{});
}

TEST_F(BuildPack, SplitOnRecordExplainsTheMove) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "10.90");
  scratch.add(Split{"S1", "2026-04-09", "4", "1"});
  scratch.cob("2026-04-09");
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("10.90"));
  EXPECT_EQ(kinds("2026-04-09"), Kinds{});
}

TEST_F(BuildPack, HoldsWhatTwoSourcesContradict) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-09", "43.20", "asx");
  scratch.price("BHP", "2026-04-09", "43.40", "yahoo");  // 46 bp apart
  scratch.run("build_pack", "2026-04-09");
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("43.10"));
  EXPECT_EQ(store::load_quarantine(scratch.book).at(0).reason, "source_contradiction");
}

TEST_F(BuildPack, MissingRateOfTheBookGates) {
  scratch.instrument("ABC", "USD");
  const Execution gated = scratch.run("build_pack", "2026-04-08");
  EXPECT_EQ(gated.status, ExitStatus::data_missing);
  EXPECT_EQ(gated.why, "no FX quote connects AUD, USD");
  EXPECT_EQ(price_in_pack("2026-04-08"), -1);
}

TEST_F(BuildPack, InstrumentWithoutAnyPriceIsToldAndDoesNotGate) {
  scratch.instrument("NEW");
  scratch.add(
      Buy{.id = "T1", .date = "2026-04-07", .quantity = "5", .price = "10", .instrument = "NEW"});
  scratch.add(Buy{.id = "T2", .date = "2026-04-07", .quantity = "5", .price = "42"});
  scratch.run("build_pack", "2026-04-07");
  scratch.run("settle_trades", "2026-04-07");
  const Execution done = scratch.run("build_pack", "2026-04-08");
  EXPECT_EQ(done.status, ExitStatus::ok) << done.why;
  EXPECT_EQ(kinds("2026-04-08"), Kinds{"no_price"});
}

TEST_F(BuildPack, ChangedPriceOfAnOpenDayNeedsRestate) {
  scratch.run("build_pack", "2026-04-08");
  scratch.price("BHP", "2026-04-08", "43.20");
  const Execution refused = scratch.run("build_pack", "2026-04-08", {.force = true});
  EXPECT_EQ(refused.status, ExitStatus::data_invalid);
  EXPECT_NE(refused.why.find("P|BHP|AUD|2026-04-08|43100000|6|asx"), std::string::npos)
      << refused.why;
  EXPECT_EQ(price_in_pack("2026-04-08"), e6("43.10"));
  scratch.run("build_pack", "2026-04-08", {.force = true, .restate = true});
  EXPECT_EQ(price_in_pack("2026-04-08"), e6("43.20"));
  EXPECT_EQ(store::load_packs_of(scratch.book, day("2026-04-08")).size(), 2U);
}

TEST_F(BuildPack, NewerPriceOfAnOpenDayNeedsNoFlag) {
  scratch.run("build_pack", "2026-04-09");  // with the price of the day before
  scratch.price("BHP", "2026-04-09", "43.20");
  EXPECT_EQ(scratch.run("build_pack", "2026-04-09", {.force = true}).status, ExitStatus::ok);
  EXPECT_EQ(price_in_pack("2026-04-09"), e6("43.20"));
}

TEST_F(BuildPack, ChangedPriceOfAClosedDayIsRefusedAndNamed) {
  scratch.cob("2026-04-08");
  scratch.price("BHP", "2026-04-08", "43.20");
  const Execution refused = scratch.run("build_pack", "2026-04-08", {.force = true});
  EXPECT_EQ(refused.status, ExitStatus::gate_blocked);
  EXPECT_NE(refused.why.find("P|BHP|AUD|2026-04-08|43100000|6|asx"), std::string::npos);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
