#include "jobs/override_prices.h"

#include "scratch_book.h"
#include "store/findings.h"
#include "store/packs.h"

namespace wealthjobs::jobs::testing {
namespace {

struct Overrides : ::testing::Test {
  Overrides() { make_mini_book(scratch); }
  void set(const char* date, const char* price, const char* expires) {
    scratch.write([&](auto& write) {
      save_price_override(write, {finance::InstrumentNo{1}, day(date), 0, e6(price), day(expires),
                                  "fiona", "ann", "vendor is wrong"});
    });
  }
  store::PackPrice in_pack(const char* date) {
    return store::load_current_pack(scratch.book, day(date)).value().prices.at(0);
  }
  std::vector<std::string> told(const char* date) {
    std::vector<std::string> texts;
    for (const auto& finding : store::load_findings(scratch.book, day(date), "build_pack")) {
      texts.push_back(finding.kind + ": " + finding.text);
    }
    return texts;
  }
  ScratchBook scratch;
};

using Texts = std::vector<std::string>;

TEST_F(Overrides, WinOverTheVendorUntilTheyExpire) {
  set("2026-04-07", "41.00", "2026-04-08");
  scratch.cob("2026-04-07");
  EXPECT_EQ(in_pack("2026-04-07").price_e6, e6("41"));
  EXPECT_EQ(in_pack("2026-04-07").source, "override");
  EXPECT_EQ(told("2026-04-07"),
            Texts{"overridden_price: BHP: 41 of 2026-04-07 until 2026-04-08, approved by ann: "
                  "vendor is wrong"});
  scratch.cob("2026-04-08");
  EXPECT_EQ(in_pack("2026-04-08").price_e6, e6("41"));
  EXPECT_EQ(told("2026-04-08").size(), 1U);
  scratch.price("BHP", "2026-04-09", "43.20");
  scratch.cob("2026-04-09");
  EXPECT_EQ(in_pack("2026-04-09").price_e6, e6("43.20"));
  EXPECT_EQ(told("2026-04-09"), Texts{});
}

// Half the vendor's price would look like a split on the day on which the override is gone.
TEST_F(Overrides, AreNoYardstickForTheVendorsNextPrice) {
  set("2026-04-07", "21.40", "2026-04-07");
  scratch.cob("2026-04-07");
  scratch.cob("2026-04-08");
  EXPECT_EQ(in_pack("2026-04-08").price_e6, e6("43.10"));
  EXPECT_EQ(told("2026-04-08"), Texts{});
}

TEST_F(Overrides, GiveAPriceToWhatNoVendorPrices) {
  scratch.instrument("NEW");
  scratch.write([&](auto& write) {
    save_price_override(write, {finance::InstrumentNo{2}, day("2026-04-07"), 0, e6("5"),
                                day("2026-04-30"), "fiona", "ann", "not listed yet"});
  });
  scratch.run("build_pack", "2026-04-07");
  EXPECT_EQ(store::load_current_pack(scratch.book, day("2026-04-07"))->prices.size(), 2U);
}

TEST_F(Overrides, OfALaterDateStandOverEarlierOnes) {
  set("2026-04-07", "41.00", "2026-04-30");
  set("2026-04-08", "42.00", "2026-04-08");
  const OverridePrices overrides(scratch.book, scratch.master, day("2026-04-08"));
  ASSERT_EQ(overrides.prices().size(), 1U);
  EXPECT_EQ(overrides.prices()[0].price_e6, e6("42"));
  EXPECT_TRUE(overrides.contains(finance::InstrumentNo{1}));
  EXPECT_EQ(overrides.findings().size(), 1U);
}

TEST_F(Overrides, AskForARestatementWhereThePackIsBuilt) {
  scratch.work("2026-04-07");
  set("2026-04-07", "41.00", "2026-04-08");
  const Execution again = scratch.run("build_pack", "2026-04-07", {.force = true});
  EXPECT_EQ(again.status, ExitStatus::data_invalid);
  EXPECT_EQ(again.next, "add --restate --why TEXT to supersede the pack");
  scratch.work("2026-04-07", {.force = true, .restate = true});
  EXPECT_EQ(in_pack("2026-04-07").price_e6, e6("41"));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
