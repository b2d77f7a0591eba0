#include "finance/valuation/pack.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;
using testing::ElementsAre;
using testing::IsEmpty;

const Currency aud = Currency::of("AUD");
const Currency usd = Currency::of("USD");
const Date day = Date::from(2026, 4, 8);

PackContent golden() {
  PackContent content;
  content.asof = day;
  content.policy = "close-2026-04";
  content.rates = {{usd, aud, day, 152'340'000, "rba"}};
  content.prices = {{"BHP.XASX", aud, day, 43'100'000, "asx"},
                    {"AAPL.XNAS", usd, Date::from(2026, 4, 7), 212'480'000, "polygon"}};
  return content;
}

std::string refusal_of(const PackContent& content) {
  const auto text = canonical_pack(content);
  return text ? "written" : std::string(name_of(text.error().refusal));
}

TEST(Pack, WritesTheBytesOfTheWorkedExample) {
  const auto text = canonical_pack(golden());
  ASSERT_TRUE(text);
  EXPECT_EQ(*text,
            "wj-pack/1\nasof=2026-04-08\npolicy=close-2026-04\n"
            "F|USD|AUD|2026-04-08|152340000|8|rba\n"
            "P|AAPL.XNAS|USD|2026-04-07|212480000|6|polygon\n"
            "P|BHP.XASX|AUD|2026-04-08|43100000|6|asx\n");
  EXPECT_EQ(text->size(), 172U);
  const std::string hash = pack_hash(*text);
  EXPECT_EQ(hash, "fca656ba74be29b233046c60bf8672974dbc2eef88424824ad495a8b746bf994");
  EXPECT_EQ(pack_id(day, "close-2026-04", hash), "2026-04-08-close-2026-04-fca656ba74be");
}

TEST(Pack, AMillionthChangesTheHash) {
  PackContent content = golden();
  content.prices[0].price_e6 += 1;
  EXPECT_EQ(pack_hash(*canonical_pack(content)),
            "867f2e0e3f72247aa5cd1d7bc130390a07361a7ce7b50bbbccf86d2390c16310");
}

TEST(Pack, RefusesFieldsThatCouldReadAlike) {
  for (const std::string bad : {"a|b", "a\nb", "a\rb", "a\tb",
                                "a\x7f"
                                "b",
                                "\xff\xfe"}) {
    PackContent content = golden();
    content.prices[0].instrument = bad;
    EXPECT_EQ(refusal_of(content), "illegal_character");
    content = golden();
    content.policy = bad;
    EXPECT_EQ(refusal_of(content), "illegal_character");
    content = golden();
    content.rates[0].source = bad;
    EXPECT_EQ(refusal_of(content), "illegal_character");
  }
  PackContent content = golden();
  content.prices[0].source.clear();
  EXPECT_EQ(refusal_of(content), "empty_field");
  content = golden();
  content.waivers = {{"X", ""}};
  EXPECT_EQ(refusal_of(content), "empty_field");
  content = golden();
  content.prices[0].instrument = "MÜLLER.XETR";
  EXPECT_EQ(refusal_of(content), "written");
}

TEST(Pack, RefusesALookAhead) {
  PackContent content = golden();
  content.prices[1].asof = day + 1;
  const auto text = canonical_pack(content);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().refusal, PackRefusal::look_ahead);
  EXPECT_EQ(text.error().row, "P|AAPL.XNAS|USD|2026-04-09|212480000|6|polygon");
  content = golden();
  content.rates[0].asof = day + 1;
  EXPECT_EQ(refusal_of(content), "look_ahead");
}

TEST(Pack, RefusesTwoAnswersToOneQuestion) {
  PackContent content = golden();
  content.prices.push_back({"BHP.XASX", aud, day, 43'200'000, "vendor"});
  EXPECT_EQ(refusal_of(content), "duplicate_instrument");
  EXPECT_EQ(canonical_pack(content).error().row, "P|BHP.XASX|AUD|2026-04-08|43200000|6|vendor");
  content = golden();
  content.waivers = {{"BHP.XASX", "suspended"}};
  EXPECT_EQ(refusal_of(content), "duplicate_instrument");
  content = golden();
  content.rates.push_back({aud, usd, day, 65'640'000, "ecb"});
  EXPECT_EQ(refusal_of(content), "duplicate_pair");
  content = golden();
  content.rates[0].rate_e8 = 0;
  EXPECT_EQ(refusal_of(content), "rate_not_positive");
}

TEST(Pack, WritesWaiversAndNegativePrices) {
  PackContent content = golden();
  content.waivers = {{"OLD.XASX", "delisted, no market"}};
  content.prices[0].price_e6 = -37'630'000;
  const std::string text = *canonical_pack(content);
  EXPECT_THAT(text, testing::HasSubstr("|-37630000|6|asx\n"));
  EXPECT_THAT(text, testing::EndsWith("W|OLD.XASX|delisted, no market\n"));
}

PackContent random_pack(std::mt19937_64& random) {
  PackContent content = golden();
  content.prices.clear();
  for (int i = 0; i < 20; ++i) {
    content.prices.push_back({"I" + std::to_string(random() % 100'000U) + "." + std::to_string(i),
                              random() % 2U == 0 ? usd : aud,
                              day - static_cast<std::int32_t>(random() % 5U),
                              static_cast<std::int64_t>(random() >> 20U), "s"});
  }
  content.waivers = {{"W1", "a"}, {"W2", "b"}};
  content.rates.push_back({Currency::of("EUR"), usd, day, 110'000'000, "ecb"});
  return content;
}

TEST(Pack, ShuffledInputGivesTheSameBytes) {
  std::mt19937_64 random(17);
  for (int i = 0; i < 1'000; ++i) {
    PackContent content = random_pack(random);
    const std::string before = *canonical_pack(content);
    std::ranges::shuffle(content.prices, random);
    std::ranges::shuffle(content.waivers, random);
    std::ranges::shuffle(content.rates, random);
    ASSERT_EQ(*canonical_pack(content), before);
  }
}

TEST(Pack, ReadsBackExactlyWhatItWrote) {
  std::mt19937_64 random(18);
  for (int i = 0; i < 100; ++i) {
    const std::string text = *canonical_pack(random_pack(random));
    const auto content = parse_pack(text);
    ASSERT_TRUE(content) << content.error();
    ASSERT_EQ(*canonical_pack(*content), text);
  }
  PackContent empty;
  empty.policy = "close";
  EXPECT_TRUE(parse_pack(*canonical_pack(empty)));
}

TEST(Pack, RefusesBytesThatAreNotCanonical) {
  const std::string text = *canonical_pack(golden());
  const auto error = [](const std::string& bytes) {
    const auto content = parse_pack(bytes);
    return content ? std::string("read") : content.error();
  };
  EXPECT_EQ(error(""), "line 1: not a wj-pack/1");
  EXPECT_EQ(error("wj-pack/1\nasof=x\npolicy=a\n"), "line 2: expected asof=YYYY-MM-DD");
  EXPECT_EQ(error("wj-pack/1\nasof=2026-04-08\nrule=a\n"), "line 3: expected policy=<id>");
  EXPECT_EQ(error(text.substr(0, text.size() - 1)), "the rows are not in their canonical form");
  std::string plus = text;
  plus.replace(plus.find("43100000"), 8, "+43100000");
  EXPECT_EQ(error(plus), "the rows are not in their canonical form");
  EXPECT_EQ(error(text + "X|1\n"), "line 7: not an F, P or W row: X|1");
  EXPECT_EQ(error(text + "P|A|USD|2026-04-09|1|6|s\n"), "look_ahead: P|A|USD|2026-04-09|1|6|s");
  EXPECT_EQ(error(text + "P|A|USD|2026-04-08|1|7|s\n"),
            "line 7: not an F, P or W row: P|A|USD|2026-04-08|1|7|s");
}

TEST(PackCoverage, CountsTheValueThatHasAPrice) {
  const std::vector<HeldInstrument> held = {{"A", 995'00, true, false}, {"B", 5'00, false, true}};
  const PackCoverage enough = coverage_of(held);
  EXPECT_EQ(enough.bps, 9'950);
  EXPECT_TRUE(enough.is_enough);
  EXPECT_THAT(enough.missing, IsEmpty());
  const std::vector<HeldInstrument> less = {
      {"A", 99'499, true, false}, {"Z", 501, false, false}, {"C", 0, false, false}};
  const PackCoverage gap = coverage_of(less);
  EXPECT_EQ(gap.bps, 9'949);
  EXPECT_FALSE(gap.is_enough);
  EXPECT_THAT(gap.missing, ElementsAre("C", "Z"));
  EXPECT_EQ(coverage_of({}).bps, 10'000);
  EXPECT_TRUE(coverage_of({}).is_enough);
  const std::vector<HeldInstrument> shorted = {{"A", -100, true, false}, {"B", 100, false, false}};
  EXPECT_EQ(coverage_of(shorted).bps, 5'000);
}

TEST(PackChanges, ListWhatASupersedingPackChanges) {
  PackContent later = golden();
  later.prices[0].price_e6 = 43'110'000;
  later.rates[0].rate_e8 = 152'350'000;
  later.prices[1] = {"AAPL.XNYS", usd, day, 212'480'000, "polygon"};
  later.waivers = {{"OLD", "gone"}};
  const auto changes = pack_changes(*canonical_pack(golden()), *canonical_pack(later));
  EXPECT_THAT(
      changes,
      ElementsAre(
          PackChange{PackChangeKind::changed, "F|USD|AUD|2026-04-08|152340000|8|rba",
                     "F|USD|AUD|2026-04-08|152350000|8|rba"},
          PackChange{PackChangeKind::removed, "P|AAPL.XNAS|USD|2026-04-07|212480000|6|polygon", ""},
          PackChange{PackChangeKind::added, "", "P|AAPL.XNYS|USD|2026-04-08|212480000|6|polygon"},
          PackChange{PackChangeKind::changed, "P|BHP.XASX|AUD|2026-04-08|43100000|6|asx",
                     "P|BHP.XASX|AUD|2026-04-08|43110000|6|asx"},
          PackChange{PackChangeKind::added, "", "W|OLD|gone"}));
  EXPECT_THAT(pack_changes(*canonical_pack(golden()), *canonical_pack(golden())), IsEmpty());
  EXPECT_EQ(name_of(PackChangeKind::added), "added");
}

}  // namespace
}  // namespace wealthjobs::finance
