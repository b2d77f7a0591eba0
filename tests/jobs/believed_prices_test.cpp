#include "jobs/believed_prices.h"

#include "scratch_book.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {
namespace {

void hold(ScratchBook& scratch, const char* date, const char* price,
          store::QuarantineStatus status) {
  store::QuarantineRow row;
  row.job = "build_pack";
  row.day = day(date);
  row.source = "price asx";
  row.row_key = held_price_key(scratch.master, finance::InstrumentNo{1}, day(date), e6(price));
  row.reason = "suspected_split";
  row.instrument = finance::InstrumentNo{1};
  scratch.write([&](auto& transaction) {
    save_quarantine(transaction, std::vector{row});
    if (status == store::QuarantineStatus::open) return;
    save_resolution(transaction, scratch.count("quarantine"), {status, "fiona", "seen"});
  });
}

TEST(BelievedPrices, KeyNamesInstrumentDayAndPrice) {
  ScratchBook scratch;
  make_mini_book(scratch);
  EXPECT_EQ(held_price_key(scratch.master, finance::InstrumentNo{1}, day("2026-04-09"), e6("10.9")),
            "BHP|2026-04-09|10.9");
}

TEST(BelievedPrices, OpenRowsAreNotBelieved) {
  ScratchBook scratch;
  make_mini_book(scratch);
  hold(scratch, "2026-04-07", "10.9", store::QuarantineStatus::open);
  hold(scratch, "2026-04-08", "10.8", store::QuarantineStatus::fixed);
  hold(scratch, "2026-04-09", "10.7", store::QuarantineStatus::waived);
  const BelievedPrices believed(scratch.book, scratch.master);
  EXPECT_FALSE(believed.contains("BHP|2026-04-07|10.9"));
  EXPECT_TRUE(believed.contains("BHP|2026-04-08|10.8"));
  EXPECT_TRUE(believed.contains("BHP|2026-04-09|10.7"));
}

TEST(BelievedPrices, LastWaivedOneOfThePeriodStandsForThePriceBefore) {
  ScratchBook scratch;
  make_mini_book(scratch);
  hold(scratch, "2026-04-07", "10.9", store::QuarantineStatus::waived);
  hold(scratch, "2026-04-08", "10.8", store::QuarantineStatus::fixed);
  const BelievedPrices believed(scratch.book, scratch.master);
  const finance::InstrumentNo bhp{1};
  const auto price = believed.last_waived(bhp, day("2026-04-02"), day("2026-04-09"));
  ASSERT_TRUE(price);
  EXPECT_EQ(price->price_e6, e6("10.9"));
  EXPECT_EQ(price->asof, day("2026-04-07"));
  EXPECT_EQ(price->source, "asx");
  EXPECT_FALSE(believed.last_waived(bhp, day("2026-04-07"), day("2026-04-09")));
  EXPECT_FALSE(believed.last_waived(bhp, day("2026-04-01"), day("2026-04-02")));
  EXPECT_FALSE(
      believed.last_waived(finance::InstrumentNo{2}, day("2026-04-01"), day("2026-05-01")));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
