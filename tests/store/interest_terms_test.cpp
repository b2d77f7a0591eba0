#include "store/interest_terms.h"

#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date from(20'454);

InterestTierRow tier(std::optional<std::int64_t> upto_minor, std::int64_t rate_ppm,
                     base::Date date = from) {
  InterestTierRow row;
  row.schedule_id = "S1";
  row.currency = aud();
  row.from_date = date;
  row.upto_minor = upto_minor;
  row.rate_ppm = rate_ppm;
  return row;
}

struct InterestTerms : ::testing::Test, BookFixture {
  SaveCounts save(const std::vector<InterestTierRow>& rows) {
    SaveCounts counts;
    write([&](WriteTransaction& w) { counts = save_interest_tiers(w, rows); });
    return counts;
  }
};

TEST_F(InterestTerms, TiersComeBackInOrder) {
  InterestTierRow full = tier(std::nullopt, 35'000);
  full.side = finance::InterestSide::debit;
  full.tier_mode = finance::InterestTierMode::whole;
  full.day_count = finance::DayCount::act_360;
  full.wht_ppm = 100'000;
  EXPECT_EQ(save({full, tier(std::nullopt, 30'000), tier(5'000'000, 20'000)}).added, 3);
  const auto rows = load_interest_tiers(book);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].row, tier(5'000'000, 20'000));
  EXPECT_EQ(rows[1].row, tier(std::nullopt, 30'000));
  EXPECT_EQ(rows[2].row, full);
  EXPECT_GT(rows[0].known_rev, 0);
}

TEST_F(InterestTerms, AGroupIsNeverChangedOrAddedTo) {
  save({tier(std::nullopt, 20'000)});
  EXPECT_EQ(save({tier(std::nullopt, 20'000)}).duplicate, 1);
  EXPECT_EQ(save({tier(std::nullopt, 30'000)}).conflicts, (std::vector<std::size_t>{0}));
  EXPECT_EQ(save({tier(std::nullopt, 20'000), tier(100, 10'000)}).conflicts,
            (std::vector<std::size_t>{1}));
  EXPECT_EQ(save({tier(std::nullopt, 30'000, from + 1)}).added, 1);
  EXPECT_EQ(load_interest_tiers(book).size(), 2U);
}

TEST_F(InterestTerms, TheCustodiansGroupHasNoRate) {
  InterestTierRow row = tier(std::nullopt, 0);
  row.source = finance::InterestSource::custodian;
  save({row});
  EXPECT_EQ(load_interest_tiers(book).at(0).row, row);
}

}  // namespace
}  // namespace wealthjobs::store
