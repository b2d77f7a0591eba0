#include "jobs/in_kind_values.h"

#include "scratch_book.h"
#include "store/master.h"

namespace wealthjobs::jobs::testing {
namespace {

using finance::Account;

const base::Currency aud = base::Currency::of("AUD");

struct InKind : ::testing::Test {
  InKind() {
    make_mini_book(scratch);
    scratch.run("build_pack", "2026-04-08");
  }
  finance::PostingLine stock(const char* quantity) {
    return {.account = Account::securities_cost,
            .portfolio = finance::PortfolioNo{1},
            .instrument = finance::InstrumentNo{1},
            .currency = aud,
            .amount_minor = -160'000,
            .quantity_e6 = e6(quantity),
            .lot_id = "L1"};
  }
  ScratchBook scratch;
};

TEST_F(InKind, StockCountsAtThePriceOfTheDaysPack) {
  InKindValues values(scratch.book, scratch.master, day("2026-04-08"));
  EXPECT_EQ(values.value_minor(stock("-40")), cents("-1724.00"));
}

TEST_F(InKind, ASuspensionTakesItsHaircut) {
  const store::Suspension suspension{finance::InstrumentNo{1}, day("2026-04-01"), day("2026-04-30"),
                                     2'500, "fiona"};
  scratch.write([&](auto& write) { save_suspensions(write, std::vector{suspension}); });
  InKindValues values(scratch.book, scratch.master, day("2026-04-08"));
  EXPECT_EQ(values.value_minor(stock("40")), cents("1293.00"));
}

TEST_F(InKind, MoneyCountsAsItIsAndTheCounterSideNot) {
  InKindValues values(scratch.book, scratch.master, day("2026-04-08"));
  finance::PostingLine line = stock("1");
  line.quantity_e6.reset();
  line.account = Account::payable_fees_mgmt;
  EXPECT_EQ(values.value_minor(line), -160'000);
  line.account = Account::client_capital;
  EXPECT_EQ(values.value_minor(line), 0);
  line.account = Account::retained;
  EXPECT_EQ(values.value_minor(line), 0);
}

TEST_F(InKind, WithoutAPackNothingHasAPrice) {
  InKindValues values(scratch.book, scratch.master, day("2026-04-01"));
  EXPECT_EQ(values.value_minor(stock("40")), 0);
}

TEST_F(InKind, ConcernsOpeningsAndTransfers) {
  finance::Posting posting;
  for (const auto& [key, is_in_kind] :
       {std::pair("open|P1", true), {"transfer|X1", true}, {"trade|T1|td", false}}) {
    posting.cause_key = key;
    EXPECT_EQ(InKindValues::concerns(posting), is_in_kind) << key;
  }
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
