#include "finance/valuation/price_choice.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

using base::Date;

const Date today = Date::from(2026, 4, 8);
const std::vector<std::string> priority = {"asx", "vendor"};

PriceObservation seen(std::int64_t price_e6, std::string source, Date asof = today,
                      PriceType type = PriceType::official_close, int version = 1) {
  PriceObservation o;
  o.asof = asof;
  o.price_e6 = price_e6;
  o.type = type;
  o.source = std::move(source);
  o.version = version;
  return o;
}

PriceObservation manual(std::int64_t price_e6, Date expires, bool is_approved = true,
                        Date asof = today) {
  PriceObservation o = seen(price_e6, "desk", asof, PriceType::manual);
  o.is_approved = is_approved;
  o.expires = expires;
  return o;
}

std::int64_t chosen(const std::vector<PriceObservation>& observations) {
  const auto choice = choose_price(observations, today, priority);
  return choice ? observations[choice->row].price_e6 : -1;
}

TEST(PriceChoice, FollowsTheWaterfallOnOneDay) {
  EXPECT_EQ(chosen({seen(4, "asx", today, PriceType::last_trade),
                    seen(3, "asx", today, PriceType::fund_nav),
                    seen(2, "asx", today, PriceType::evaluated), seen(1, "asx")}),
            1);
  EXPECT_EQ(chosen({seen(4, "asx", today, PriceType::last_trade),
                    seen(3, "vendor", today, PriceType::fund_nav)}),
            3);
}

TEST(PriceChoice, FollowsTheSourcePriority) {
  EXPECT_EQ(chosen({seen(2, "vendor"), seen(1, "asx")}), 1);
  EXPECT_EQ(chosen({seen(3, "zeta"), seen(4, "alpha"), seen(2, "vendor")}), 2);
  EXPECT_EQ(chosen({seen(3, "zeta"), seen(4, "alpha")}), 4) << "unlisted sources by name";
}

TEST(PriceChoice, PrefersTodayOfTheSecondSourceToYesterdayOfTheFirst) {
  EXPECT_EQ(chosen({seen(1, "asx", today - 1), seen(2, "vendor")}), 2);
}

TEST(PriceChoice, TakesTheLatestVersion) {
  EXPECT_EQ(chosen({seen(1, "asx"), seen(2, "asx", today, PriceType::official_close, 3),
                    seen(3, "asx", today, PriceType::official_close, 2)}),
            2);
}

TEST(PriceChoice, AnApprovedOverrideWinsUntilItExpires) {
  const std::vector<PriceObservation> with = {seen(1, "asx"), manual(9, today)};
  EXPECT_EQ(chosen(with), 9);
  EXPECT_TRUE(choose_price(with, today, priority)->is_override);
  EXPECT_EQ(chosen({seen(1, "asx"), manual(9, today - 1, true, today - 5)}), 1);
  EXPECT_EQ(chosen({seen(1, "asx"), manual(9, today, false)}), 1);
  EXPECT_EQ(chosen({seen(1, "asx"), manual(9, today + 9, true, today + 1)}), 1);
  EXPECT_EQ(chosen({manual(8, today, true, today - 2), manual(9, today, true, today - 1)}), 9);
}

TEST(PriceChoice, NeverLooksAhead) {
  const std::vector<PriceObservation> ahead = {seen(1, "asx", today + 1),
                                               seen(2, "asx", today - 9)};
  EXPECT_EQ(chosen(ahead), 2);
  EXPECT_EQ(count_later_than(ahead, today), 1U);
  EXPECT_EQ(chosen({seen(1, "asx", today + 1)}), -1);
  EXPECT_EQ(chosen({}), -1);
}

TEST(PriceChoice, DoesNotDependOnTheOrderOfTheRows) {
  std::mt19937_64 random(21);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<PriceObservation> rows;
    for (int n = 0; n < 8; ++n) {
      rows.push_back(seen(static_cast<std::int64_t>(random() % 5U + 1U),
                          random() % 2U == 0 ? "asx" : "other",
                          today - static_cast<std::int32_t>(random() % 3U),
                          static_cast<PriceType>(random() % 4U), static_cast<int>(random() % 2U)));
    }
    const std::int64_t before = chosen(rows);
    std::ranges::shuffle(rows, random);
    ASSERT_EQ(chosen(rows), before);
  }
}

TEST(PriceType, HasANameThatReadsBack) {
  for (const PriceType type : {PriceType::official_close, PriceType::evaluated, PriceType::fund_nav,
                               PriceType::last_trade, PriceType::manual}) {
    EXPECT_EQ(parse_price_type(name_of(type)), type);
  }
  EXPECT_EQ(parse_price_type("guess"), std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::finance
