#include "finance/valuation/fx_checks.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/decimal.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {
namespace {

using base::Currency;
using base::Date;
using testing::ElementsAre;
using testing::IsEmpty;

FxQuote quote(std::string_view from, std::string_view to, std::string_view rate,
              std::string source = "ecb") {
  return {Currency::of(from), Currency::of(to), Date::from(2026, 4, 8),
          *base::parse_decimal(rate, base::fx_scale), std::move(source)};
}

std::vector<Currency> currencies(std::initializer_list<std::string_view> codes) {
  std::vector<Currency> list;
  for (const std::string_view code : codes) list.push_back(Currency::of(code));
  return list;
}

std::vector<std::string> pairs(const RequiredQuotes& required) {
  std::vector<std::string> names;
  for (const FxQuote& q : required.quotes) names.push_back(q.base.code() + q.quote.code());
  return names;
}

const Currency eur = Currency::of("EUR");

TEST(RequiredQuotes, TakesOnlyWhatConnectsTheBook) {
  const std::vector<FxQuote> ecb = {quote("EUR", "USD", "1.1"), quote("EUR", "AUD", "1.6"),
                                    quote("EUR", "JPY", "125"), quote("EUR", "GBP", "0.9")};
  EXPECT_THAT(pairs(required_quotes(ecb, currencies({"AUD", "USD"}), eur)),
              ElementsAre("EURAUD", "EURUSD"));
  EXPECT_THAT(pairs(required_quotes(ecb, currencies({"AUD"}), eur)), IsEmpty());
  EXPECT_THAT(pairs(required_quotes(ecb, currencies({"EUR", "JPY"}), eur)), ElementsAre("EURJPY"));
}

TEST(RequiredQuotes, DropsTheAnchorWhereOneBranchCarriesTheWholeBook) {
  const std::vector<FxQuote> chain = {quote("EUR", "USD", "1.1"), quote("USD", "AUD", "1.5"),
                                      quote("USD", "JPY", "110")};
  EXPECT_THAT(pairs(required_quotes(chain, currencies({"AUD", "JPY"}), eur)),
              ElementsAre("USDAUD", "USDJPY"));
}

TEST(RequiredQuotes, WorksWithoutTheAnchor) {
  const std::vector<FxQuote> one = {quote("USD", "AUD", "1.5234")};
  const RequiredQuotes required = required_quotes(one, currencies({"AUD", "USD"}), eur);
  EXPECT_THAT(pairs(required), ElementsAre("USDAUD"));
  EXPECT_THAT(required.missing, IsEmpty());
}

TEST(RequiredQuotes, NamesWhatIsMissing) {
  const std::vector<FxQuote> one = {quote("EUR", "USD", "1.1")};
  EXPECT_EQ(required_quotes(one, currencies({"USD", "EUR", "BHD"}), eur).missing,
            currencies({"BHD"}));
  EXPECT_EQ(required_quotes({}, currencies({"AUD", "USD"}), eur).missing,
            currencies({"AUD", "USD"}));
}

TEST(RequiredQuotes, IsATreeWhateverWasQuoted) {
  std::mt19937_64 random(5);
  const auto all = currencies({"AUD", "CAD", "CHF", "EUR", "GBP", "JPY", "NZD", "USD"});
  for (int i = 0; i < 1'000; ++i) {
    std::vector<FxQuote> quotes;
    for (std::size_t a = 0; a < all.size(); ++a) {
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        if (random() % 3U != 0) continue;
        quotes.push_back({all[a], all[b], Date(0),
                          static_cast<std::int64_t>(random() % 1'000'000'000U + 1U), "x"});
      }
    }
    std::vector<Currency> book;
    std::ranges::copy_if(all, std::back_inserter(book), [&](Currency) { return random() % 2U; });
    RequiredQuotes first = required_quotes(quotes, book, eur);
    std::ranges::shuffle(quotes, random);
    const RequiredQuotes second = required_quotes(quotes, book, eur);
    ASSERT_EQ(first.quotes, second.quotes);
    ASSERT_EQ(first.missing, second.missing);
    const FxRates rates = *FxRates::build(first.quotes);
    if (!first.quotes.empty()) {
      ASSERT_EQ(first.quotes.size() + 1, rates.currencies().size());  // n nodes, n - 1 edges
    }
    for (const Currency a : book) {
      for (const Currency b : book) {
        const bool is_missing =
            std::ranges::count(first.missing, a) > 0 || std::ranges::count(first.missing, b) > 0;
        ASSERT_TRUE(is_missing || rates.has(a, b)) << a.code() << b.code();
      }
    }
  }
}

TEST(FxCross, AcceptsTheQuoteOfTheWorkedExample) {
  const FxRates others = *FxRates::build(
      std::vector<FxQuote>{quote("EUR", "USD", "1.0846"), quote("AUD", "USD", "0.6571")});
  const auto check = check_cross(quote("EUR", "AUD", "1.6512"), others);
  ASSERT_TRUE(check);
  EXPECT_EQ(check->derived_e8, 165'058'591);
  EXPECT_EQ(check->deviation_e8, 37'204);  // 3.7204 bp
  EXPECT_TRUE(check->is_within);
  EXPECT_FALSE(check_cross(quote("EUR", "AUD", "1.6523"), others)->is_within);
  EXPECT_EQ(check_cross(quote("EUR", "JPY", "125"), others), std::nullopt);
}

TEST(FxCross, IsWiderForMinorCurrenciesAndExactAtTheBorder) {
  const FxRates others =
      *FxRates::build(std::vector<FxQuote>{quote("EUR", "USD", "1"), quote("USD", "ZAR", "10")});
  EXPECT_TRUE(check_cross(quote("EUR", "ZAR", "10.05"), others)->is_within);
  EXPECT_FALSE(check_cross(quote("EUR", "ZAR", "10.05000001"), others)->is_within);
}

TEST(FxMove, UsesAndListsAMover) {
  const FxMoveCheck quiet =
      check_move(quote("EUR", "GBP", "0.80"), quote("EUR", "GBP", "0.824"), false);
  EXPECT_EQ(quiet.move, FxMove::ordinary);  // exactly 3 %
  const FxMoveCheck moved =
      check_move(quote("EUR", "GBP", "0.80"), quote("EUR", "GBP", "0.864"), false);
  EXPECT_EQ(moved.move, FxMove::mover);
  EXPECT_EQ(moved.change_e8, 8'000'000);
  EXPECT_TRUE(moved.needs_second_source);
  EXPECT_FALSE(check_move(quote("EUR", "GBP", "0.80"), quote("EUR", "GBP", "0.864"), true)
                   .needs_second_source);
  FxCheckOptions hold;
  hold.hold_moves = true;
  EXPECT_EQ(check_move(quote("EUR", "GBP", "0.80"), quote("EUR", "GBP", "0.864"), false, hold).move,
            FxMove::held);
  EXPECT_EQ(check_move(quote("EUR", "ZAR", "10"), quote("EUR", "ZAR", "10.8"), false).move,
            FxMove::ordinary);
}

TEST(FxMove, HoldsNothingInTheEcbHistory) {
  WEALTHJOBS_NEEDS_SHARED("data/fx/eurofxref-hist.csv");
  const auto rows = csv_rows(shared_path("data/fx/eurofxref-hist.csv"));
  int movers = 0;
  std::string gbp_moves;
  for (std::size_t column = 1; column < rows[0].size(); ++column) {
    const auto currency = Currency::parse(rows[0][column]);
    if (!currency) continue;
    std::optional<FxQuote> previous;
    for (std::size_t day = rows.size(); day-- > 1;) {
      const auto rate = base::parse_decimal(rows[day][column], base::fx_scale);
      if (!rate) continue;
      const FxQuote today{eur, *currency, *Date::parse(rows[day][0]), *rate, "ecb"};
      if (previous) {
        const FxMoveCheck check = check_move(*previous, today, false);
        ASSERT_NE(check.move, FxMove::held);
        if (check.move == FxMove::mover) ++movers;
        if (check.move == FxMove::mover && currency->code() == "GBP") {
          gbp_moves += today.asof.iso() + " ";
        }
      }
      previous = today;
    }
  }
  EXPECT_EQ(gbp_moves, "2016-06-24 2016-06-27 ");
  EXPECT_EQ(movers, 13);
}

TEST(FxConsensus, TakesOneMeanOfTwoMedianOfThree) {
  const auto of = [](std::initializer_list<std::string_view> rates) {
    std::vector<FxQuote> sources;
    for (const std::string_view rate : rates) sources.push_back(quote("EUR", "USD", rate));
    return consensus_of(sources);
  };
  EXPECT_EQ(of({"1.1"}).rate_e8, 110'000'000);
  EXPECT_EQ(of({"1.1", "1.1002"}).rate_e8, 110'010'000);
  EXPECT_EQ(of({"1.1", "1.1002"}).kind, FxConsensusKind::mean);
  EXPECT_EQ(of({"1.00000001", "1.00000002"}).rate_e8, 100'000'002);  // half to even
  const FxConsensus median = of({"1.2", "1.1", "1.1001"});
  EXPECT_EQ(median.rate_e8, 110'010'000);
  EXPECT_EQ(median.kind, FxConsensusKind::median);
  EXPECT_THAT(median.outliers, ElementsAre(0U));
  EXPECT_EQ(of({"1.1", "1.1002", "1.1004", "1.1006"}).rate_e8, 110'030'000);
}

TEST(FxConsensus, TwentyBasisPointsAreTheBorder) {
  const auto of = [](std::string_view a, std::string_view b) {
    return consensus_of(std::vector<FxQuote>{quote("EUR", "USD", a), quote("EUR", "USD", b)});
  };
  EXPECT_EQ(of("1", "1.002").kind, FxConsensusKind::mean);
  EXPECT_EQ(of("1.00200001", "1").kind, FxConsensusKind::contradiction);
  EXPECT_EQ(of("1.00200001", "1").rate_e8, 0);
}

TEST(FxAge, CarriesAFixingForThreeBusinessDays) {
  EXPECT_EQ(fx_age(0), FxAge::current);
  EXPECT_EQ(fx_age(1), FxAge::carried);
  EXPECT_EQ(fx_age(3), FxAge::carried);
  EXPECT_EQ(fx_age(4), FxAge::stale);
}

TEST(PegBand, IsCheckedInBothDirections) {
  const PegBand band{Currency::of("USD"), Currency::of("HKD"), 775'000'000, 785'000'000};
  EXPECT_EQ(is_inside(band, quote("USD", "HKD", "7.80")), true);
  EXPECT_EQ(is_inside(band, quote("USD", "HKD", "7.86")), false);
  EXPECT_EQ(is_inside(band, quote("HKD", "USD", "0.1282")), true);
  EXPECT_EQ(is_inside(band, quote("HKD", "USD", "0.1270")), false);
  EXPECT_EQ(is_inside(band, quote("USD", "JPY", "110")), std::nullopt);
}

TEST(FxNames, AreTheWordsOfTheReports) {
  EXPECT_EQ(name_of(FxMove::mover), "mover");
  EXPECT_EQ(name_of(FxConsensusKind::contradiction), "contradiction");
  EXPECT_EQ(name_of(FxAge::carried), "carried");
}

}  // namespace
}  // namespace wealthjobs::finance
