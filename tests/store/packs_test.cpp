#include "store/packs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = base::Date::from(2026, 4, 8);

Pack pack_of(const std::string& id, std::int64_t bhp_price_e6) {
  Pack pack;
  pack.header.id = id;
  pack.header.day = d1;
  pack.header.policy = "close-2026-04";
  pack.header.sha256 = "sha256 of " + id;
  pack.prices = {{aapl, d1 - 1, 212'480'000, usd(), "polygon"},
                 {bhp, d1, bhp_price_e6, aud(), "asx"}};
  pack.rates = {{usd(), aud(), d1, 152'340'000, "rba"}};
  pack.waivers = {{vod, "suspended"}};
  return pack;
}

struct Packs : testing::Test, BookFixture {
  std::int64_t save(const Pack& pack) {
    std::int64_t no = 0;
    write([&](WriteTransaction& w) { no = save_pack(w, pack, "first"); });
    return no;
  }
};

TEST_F(Packs, ComeBackWhole) {
  const std::int64_t no = save(pack_of("A", 43'100'000));
  const auto pack = load_current_pack(book, d1);
  ASSERT_TRUE(pack.has_value());
  EXPECT_EQ(pack->header.no, no);
  EXPECT_EQ(pack->header.state, "built");
  EXPECT_EQ(pack->header.n_prices, 2);
  EXPECT_EQ(pack->header.n_rates, 1);
  EXPECT_EQ(pack->prices, pack_of("A", 43'100'000).prices);
  EXPECT_EQ(pack->rates, pack_of("A", 0).rates);
  EXPECT_EQ(pack->waivers, pack_of("A", 0).waivers);
  EXPECT_FALSE(load_current_pack(book, d1 + 1).has_value());
}

TEST_F(Packs, OfTheSameContentAreOne) {
  EXPECT_EQ(save(pack_of("A", 43'100'000)), save(pack_of("A", 43'100'000)));
  EXPECT_EQ(count("pack"), 1);
  EXPECT_EQ(count("pack_event"), 1);
}

TEST_F(Packs, SupersedeTheOneBeforeAndKeepIt) {
  const std::int64_t first = save(pack_of("A", 43'100'000));
  const std::int64_t second = save(pack_of("B", 43'100'001));
  EXPECT_EQ(load_current_pack_header(book, d1)->no, second);
  EXPECT_EQ(load_current_pack_header(book, d1)->supersedes_no, first);
  EXPECT_EQ(load_pack_header(book, "A")->state, "superseded");
  EXPECT_EQ(load_pack(book, *load_pack_header(book, first)).prices[1].price_e6, 43'100'000);
  EXPECT_EQ(load_packs_of(book, d1).size(), 2U);
}

TEST_F(Packs, BecomeCurrentAgainWhenTheContentReturns) {
  const std::int64_t first = save(pack_of("A", 43'100'000));
  save(pack_of("B", 43'100'001));
  EXPECT_EQ(save(pack_of("A", 43'100'000)), first);
  EXPECT_EQ(load_current_pack_header(book, d1)->id, "A");
  EXPECT_EQ(load_pack_header(book, "B")->state, "superseded");
}

TEST_F(Packs, GoThroughTheirStates) {
  const std::int64_t no = save(pack_of("A", 43'100'000));
  write([&](WriteTransaction& w) {
    save_pack_event(w, no, "reconciled", "ok");
    save_pack_event(w, no, "fresh", "nightly");
  });
  const auto events = load_pack_events(book, no);
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[2].n, 3);
  EXPECT_EQ(events[2].why, "nightly");
  EXPECT_EQ(load_pack_header(book, no)->state, "fresh");
  EXPECT_FALSE(load_pack_header(book, "Z").has_value());
}

}  // namespace
}  // namespace wealthjobs::store
