#include "finance/ledger/entry_text.h"

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

const base::Currency aud = base::Currency::of("AUD");

EntryHead trade_entry() {
  return {4, base::Date::from(2026, 4, 2), EntryKind::normal, "trade|T1|td", std::nullopt};
}

TEST(EntryText, WritesOneFieldALineAndThenTheLines) {
  EntryText text;
  text.begin({}, trade_entry());
  text.add({Account::securities_cost, "P1", "BHP", aud, 635424, 150'000'000, "T1"});
  text.add({Account::payable_settlement, "P1", "", aud, -635424, std::nullopt, ""});
  EXPECT_EQ(text.canonical(),
            "wj-entry/1\n4\n2026-04-02\nnormal\ntrade|T1|td\n\n"
            "1100|P1|BHP|AUD|635424|150000000|T1\n2000|P1||AUD|-635424||\n");
}

TEST(EntryText, NamesTheEntryThatItReverses) {
  EntryText text;
  EntryHead head = trade_entry();
  head.entry_id = 9;
  head.kind = EntryKind::reversal;
  head.source_key = "trade|T1|td|x0";
  head.reverses_entry_id = 4;
  text.begin({}, head);
  EXPECT_EQ(text.canonical(), "wj-entry/1\n9\n2026-04-02\nreversal\ntrade|T1|td|x0\n4\n");
}

TEST(EntryText, ChainsEachHashToTheOneBefore) {
  EntryText text;
  text.begin({}, trade_entry());
  const std::string first(text.canonical());
  const auto first_hash = text.hash();
  EXPECT_EQ(base::hex_of(first_hash),
            base::sha256_hex(std::string(base::zero_hash) + "\n" + first));
  text.begin(first_hash, trade_entry());
  EXPECT_EQ(text.canonical(), first);  // memory is used again, nothing of it is left
  EXPECT_EQ(base::hex_of(text.hash()), base::sha256_hex(base::hex_of(first_hash) + "\n" + first));
}

}  // namespace
}  // namespace wealthjobs::finance
