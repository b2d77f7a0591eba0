#include "store/openings.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date taken_on = base::Date::from(2020, 5, 29);

struct Openings : testing::Test, BookFixture {
  OpeningPositionRow lot(const char* id, std::int64_t cost_minor = 400'000) const {
    return {
        p1,
        taken_on,
        {id, finance::InstrumentNo{2}, day(2015, 3, 2), aud(), 100'000'000, cost_minor, cost_minor},
        "opening_positions.csv:2"};
  }
  OpeningAccrualRow accrual() const {
    finance::OpeningAccrual row;
    row.currency = aud();
    row.management_fee_minor = 1'234;
    row.fee_carry = {56, 100};
    row.high_water_mark_e9 = 1'250'000'000;
    row.units_e6 = 1'000'000;
    return {p1, taken_on, row, "opening_accruals.csv:2"};
  }
};

TEST_F(Openings, ComeBackAsOneOpening) {
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_opening_positions(w, std::vector{lot("L2"), lot("L1")}).added, 2);
    const std::vector<OpeningCashRow> cash{{p1, taken_on, {aud(), 150'000}, "opening_cash.csv:2"}};
    EXPECT_EQ(save_opening_cash(w, cash).added, 1);
    EXPECT_EQ(save_opening_accruals(w, std::vector{accrual()}).added, 1);
  });
  const auto opening = load_opening(book, p1).value();
  EXPECT_EQ(opening.date, taken_on);
  ASSERT_EQ(opening.lots.size(), 2U);
  EXPECT_EQ(opening.lots[0], lot("L1").balance);
  EXPECT_EQ(opening.cash.at(0).amount_minor, 150'000);
  EXPECT_EQ(opening.accruals.at(0), accrual().balance);
  EXPECT_EQ(load_openings(book, {taken_on - 1, taken_on}).at(p1), opening);
  EXPECT_TRUE(load_openings(book, {taken_on, taken_on + 9}).empty());
  EXPECT_EQ(load_opening_days(book).at(p1), taken_on);
  EXPECT_FALSE(load_opening(book, p2));
}

TEST_F(Openings, KnowADuplicateAndReportOtherContent) {
  write([&](WriteTransaction& w) { save_opening_positions(w, std::vector{lot("L1")}); });
  write([&](WriteTransaction& w) {
    const SaveCounts again = save_opening_positions(w, std::vector{lot("L1"), lot("L1", 400'001)});
    EXPECT_EQ(again.duplicate, 1);
    EXPECT_EQ(again.conflicts, std::vector<std::size_t>{1});
  });
}

TEST_F(Openings, GiveFeesAndInterestTheirAccruals) {
  write([&](WriteTransaction& w) { save_opening_accruals(w, std::vector{accrual()}); });
  EXPECT_TRUE(load_opening_accruals(book, taken_on - 1).empty());
  const auto rows = load_opening_accruals(book, taken_on + 30);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].portfolio, p1);
  EXPECT_EQ(rows[0].day, taken_on);
  EXPECT_EQ(rows[0].balance, accrual().balance);
}

TEST_F(Openings, AreAChangedFactOnceForEachPortfolio) {
  write([&](WriteTransaction& w) {
    save_opening_positions(w, std::vector{lot("L1"), lot("L2")});
    save_opening_accruals(w, std::vector{accrual()});
  });
  const auto changed = load_changed_facts(book, 0, taken_on);
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].kind, FactKind::opening);
  EXPECT_EQ(changed[0].portfolio, p1);
  EXPECT_EQ(changed[0].key, "P1");
  EXPECT_TRUE(load_changed_facts(book, 0, taken_on - 1).empty());
}

TEST_F(Openings, ChangeTheDigestWithTheirContent) {
  const DayRange days{taken_on - 1, taken_on};
  const std::string empty = load_opening_digest(book, days).sha256;
  write([&](WriteTransaction& w) { save_opening_positions(w, std::vector{lot("L1")}); });
  const FactDigest one = load_opening_digest(book, days);
  EXPECT_EQ(one.facts, 1);
  EXPECT_NE(one.sha256, empty);
  EXPECT_EQ(load_fact_digest(book, FactKind::opening, days).sha256, one.sha256);
}

}  // namespace
}  // namespace wealthjobs::store
