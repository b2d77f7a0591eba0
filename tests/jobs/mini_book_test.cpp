// The mini book of the domain pages (part VII) through the jobs: four days, no interest, no fees.
#include <algorithm>

#include "base/sha256.h"
#include "scratch_book.h"
#include "store/portfolio_states.h"

namespace wealthjobs::jobs::testing {
namespace {

void buy_150(ScratchBook& scratch) {
  scratch.config.jobs["settle_trades"] = {{"confirm_mode", "custodian", {}}};
  make_mini_book(scratch);
  scratch.add(Buy{.id = "T1",
                  .date = "2026-04-02",
                  .quantity = "150",
                  .price = "42.3150",
                  .commission = "6.35",
                  .tax = "0.64"});
  scratch.add(Delivered{"D1", "T1", "2026-04-08", "100", "4236.16"});
}

TEST(MiniBook, PostsFlowTradeAndPartialDeliveryAndNothingElse) {
  ScratchBook scratch;
  buy_150(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08"}) {
    scratch.cob(date);
  }
  EXPECT_EQ(scratch.journal(), (std::vector<std::string>{
                                   "2026-04-01 flow|C1 1000 +2000000, 3000 -2000000",
                                   "2026-04-02 trade|T1|td 1100 +635424, 2000 -635424",
                                   "2026-04-08 trade|T1|set|1 2000 +423616, 1000 -423616",
                               }));
  // GAV of the page less the interest and fees that these four jobs do not post
  EXPECT_EQ(scratch.nav("2026-04-01").gav_minor, 2'000'000);
  EXPECT_EQ(scratch.nav("2026-04-02").gav_minor, 2'000'000 + 637'500 - 635'424);
  EXPECT_EQ(scratch.nav("2026-04-07").gav_minor, 2'000'000 + 642'000 - 635'424);
  EXPECT_EQ(scratch.nav("2026-04-08").gav_minor, 1'576'384 + 646'500 - 211'808);
  EXPECT_EQ(scratch.nav("2026-04-01").external_flow_minor, 2'000'000);
  EXPECT_EQ(scratch.nav("2026-04-02").external_flow_minor, 0);
  EXPECT_EQ(scratch.trial_balance("2026-04-08"),
            "1000-CASH|AUD|1576384\n"
            "1100-SECURITIES-COST|AUD|635424\n"
            "2000-PAYABLE-SETTLEMENT|AUD|-211808\n"
            "3000-CLIENT-CAPITAL|AUD|-2000000\n");
}

TEST(MiniBook, TradedQuantityIsSettledQuantityAndOpenPurchase) {
  ScratchBook scratch;
  buy_150(scratch);
  scratch.add(Flow{"C1", "2026-04-01", "20000.00"});
  for (const char* date : {"2026-04-01", "2026-04-02", "2026-04-07", "2026-04-08"}) {
    scratch.cob(date);
  }
  const auto positions = store::load_current_positions(scratch.book);
  ASSERT_EQ(positions.size(), 1U);
  EXPECT_EQ(positions[0].traded_e6, e6("150"));
  EXPECT_EQ(positions[0].settled_e6, e6("100"));
  const auto open = store::load_open_settlements(scratch.book);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].settlement.quantity_e6 - open[0].settlement.settled_quantity_e6, e6("50"));
  EXPECT_EQ(open[0].settlement.amount_minor - open[0].settlement.settled_minor, 211'808);
  EXPECT_EQ(open[0].settlement.contractual_date, day("2026-04-08"));
}

// Domain job 9: everything of the first close dates from one evening; the book is young.
TEST(MiniBook, ClosesWithTheHashesOfTheRuleBook) {
  ScratchBook scratch;
  buy_150(scratch);
  scratch.add(Flow{"C1", "2026-04-02", "10440.75"});
  scratch.price("BHP", "2026-04-09", "43.20");
  scratch.cob("2026-04-08");
  EXPECT_EQ(scratch.trial_balance("2026-04-08"),
            "1000-CASH|AUD|620459\n"
            "1100-SECURITIES-COST|AUD|635424\n"
            "2000-PAYABLE-SETTLEMENT|AUD|-211808\n"
            "3000-CLIENT-CAPITAL|AUD|-1044075\n");
  const auto first = store::load_close(scratch.book, day("2026-04-08")).value();
  EXPECT_EQ(first.tb_hash, "f5ed79a9899b69c01384d6c7f27b9dc48f49de40fc9443b6de2f0caef7068ca3");
  EXPECT_EQ(first.prev_hash, base::zero_hash);
  EXPECT_EQ(first.entry_count, 3);
  EXPECT_EQ(first.last_entry_id, 3);
  EXPECT_EQ(first.hash, "7f52adbf240a56badd2d9df3da50eea64f6474d34ecd9d66164553eab2a82fa7");

  scratch.cob("2026-04-09");
  const auto second = store::load_close(scratch.book, day("2026-04-09")).value();
  EXPECT_EQ(second.entry_count, 0);
  EXPECT_EQ(second.last_entry_id, 3);
  EXPECT_EQ(second.hash, "32809fc8a07dcc3317829fcad775435926e5e1d5f8921cb0bf299381d30f903f");
}

// The same facts in the opposite order of arrival: the same journal and the same seal.
TEST(MiniBook, OrderOfArrivalChangesNothing) {
  std::vector<std::string> journals[2];
  std::string hashes[2];
  for (const int turn : {0, 1}) {
    ScratchBook scratch;
    scratch.portfolio("P1");
    scratch.portfolio("P2");
    scratch.instrument("BHP");
    scratch.price("BHP", "2026-04-02", "42.50");
    std::vector<std::string> ids{"A", "B", "C", "D", "E", "F"};
    if (turn == 1) std::ranges::reverse(ids);
    for (const std::string& id : ids) {
      scratch.add(Flow{.id = id.c_str(),
                       .date = "2026-04-01",
                       .amount = "1000.00",
                       .portfolio = id < "D" ? "P1" : "P2"});
      scratch.add(Buy{.id = ("T" + id).c_str(),
                      .date = "2026-04-02",
                      .quantity = "7",
                      .price = "42.31",
                      .portfolio = id < "D" ? "P2" : "P1"});
    }
    scratch.cob("2026-04-02");
    journals[turn] = scratch.journal();
    hashes[turn] = store::load_ledger_head(scratch.book).hash + " " +
                   store::load_close(scratch.book, day("2026-04-02")).value().hash;
  }
  EXPECT_EQ(journals[0], journals[1]);
  EXPECT_EQ(hashes[0], hashes[1]);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
