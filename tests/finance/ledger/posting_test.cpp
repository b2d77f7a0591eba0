#include "finance/ledger/posting.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/error.h"

namespace wealthjobs::finance {
namespace {

const base::Currency aud = base::Currency::of("AUD");
const base::Currency usd = base::Currency::of("USD");

PostingLine money(Account account, base::Currency currency, std::int64_t amount) {
  PostingLine line;
  line.account = account;
  line.currency = currency;
  line.amount_minor = amount;
  return line;
}

Posting with_lines(std::vector<PostingLine> lines) {
  Posting posting;
  posting.lines = std::move(lines);
  return posting;
}

TEST(Posting, BalancesInEveryCurrencyOnItsOwn) {
  EXPECT_TRUE(is_balanced(
      with_lines({money(Account::cash, aud, 5), money(Account::client_capital, aud, -5)})));
  EXPECT_TRUE(is_balanced(
      with_lines({money(Account::cash, aud, 5), money(Account::cash, usd, -3),
                  money(Account::fx_clearing, usd, 3), money(Account::fx_clearing, aud, -5)})));
  EXPECT_FALSE(is_balanced(
      with_lines({money(Account::cash, aud, 5), money(Account::fx_clearing, usd, -5)})));
  EXPECT_FALSE(is_balanced(with_lines({money(Account::cash, aud, 5)})));
  EXPECT_FALSE(is_balanced(with_lines({})));
}

TEST(Posting, HasNoEmptyLine) {
  EXPECT_FALSE(
      is_balanced(with_lines({money(Account::cash, aud, 5), money(Account::client_capital, aud, -5),
                              money(Account::cash, aud, 0)})));
  EXPECT_FALSE(
      is_balanced(with_lines({money(Account::cash, {}, 5), money(Account::cash, {}, -5)})));
}

TEST(Posting, MayMoveQuantityAlone) {
  PostingLine line = money(Account::securities_cost, aud, 0);
  line.quantity_e6 = 7;
  EXPECT_TRUE(is_balanced(with_lines({line})));
}

TEST(Posting, DoesNotWrapWhenItIsAddedUp) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(
      is_balanced(with_lines({money(Account::cash, aud, most), money(Account::cash, aud, most),
                              money(Account::client_capital, aud, 2)})));
}

TEST(Posting, AddsToNothingWithItsReversal) {
  Posting posting = with_lines(
      {money(Account::securities_cost, aud, 5), money(Account::payable_settlement, aud, -5)});
  posting.lines[0].quantity_e6 = 3;
  posting.lines[0].lot_id = "T1";
  posting.deliveries = {{InstrumentNo{1}, 3}};
  posting.realisations = {{.lot_id = "T1",
                           .instrument = InstrumentNo{1},
                           .acquired_date = base::Date(1),
                           .disposed_date = base::Date(2),
                           .quantity_e6 = 1,
                           .currency = aud,
                           .cost_minor = 2,
                           .proceeds_minor = 3,
                           .cost_base_minor = 4,
                           .proceeds_base_minor = 5,
                           .price_gain_base_minor = 6,
                           .fx_gain_base_minor = 7}};
  const Posting reversal = reversal_of(posting);
  EXPECT_EQ(reversal.kind, EntryKind::reversal);
  EXPECT_EQ(reversal.lines[0].amount_minor, -5);
  EXPECT_EQ(reversal.lines[0].quantity_e6, -3);
  EXPECT_EQ(reversal.lines[0].lot_id, "T1");
  EXPECT_EQ(reversal.lines[1].quantity_e6, std::nullopt);
  EXPECT_EQ(reversal.deliveries[0].quantity_e6, -3);
  const Realisation& part = reversal.realisations[0];
  EXPECT_EQ(part.quantity_e6, -1);
  EXPECT_EQ(part.cost_minor, -2);
  EXPECT_EQ(part.proceeds_minor, -3);
  EXPECT_EQ(part.cost_base_minor, -4);
  EXPECT_EQ(part.proceeds_base_minor, -5);
  EXPECT_EQ(part.price_gain_base_minor, -6);
  EXPECT_EQ(part.fx_gain_base_minor, -7);
  EXPECT_TRUE(is_balanced(reversal));
}

TEST(Posting, RefusesToNegateTheSmallestAmount) {
  Posting posting;
  posting.deliveries = {{InstrumentNo{1}, std::numeric_limits<std::int64_t>::min()}};
  EXPECT_THROW(std::ignore = reversal_of(posting), base::Error);
}

TEST(Posting, NamesItsKind) {
  EXPECT_EQ(name_of(EntryKind::normal), "normal");
  EXPECT_EQ(name_of(EntryKind::closing), "closing");
}

}  // namespace
}  // namespace wealthjobs::finance
