#include "jobs/custodian_worth.h"

#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CustodianWorth : ::testing::Test {
  CustodianWorth() {
    book.instrument("VOD", "GBP");
    book.instrument("NEW", "AUD");
    pack.prices = {{no("BHP"), day("2026-04-08"), e6("43.10"), base::Currency::of("AUD"), "asx"},
                   {no("VOD"), day("2026-04-08"), e6("2.00"), base::Currency::of("GBP"), "lse"}};
    pack.rates = {{base::Currency::of("GBP"), base::Currency::of("AUD"), day("2026-04-08"),
                   200'000'000, "rba"}};
  }
  finance::InstrumentNo no(const char* id) { return book.master.instrument_no(id).value(); }
  CustodianBook book;
  store::Pack pack;
  base::Currency aud = base::Currency::of("AUD");
};

TEST_F(CustodianWorth, IsTheSizeOfTheDifferenceInBaseCurrency) {
  const CustodyWorth worth(book.master, pack);
  EXPECT_EQ(worth.of({no("BHP"), {}}, e6("-50"), aud), 215'500);
  EXPECT_EQ(worth.of({no("VOD"), {}}, e6("10"), aud), 4'000);
  EXPECT_EQ(worth.of({finance::no_instrument, base::Currency::of("GBP")}, -150, aud), 300);
}

TEST_F(CustodianWorth, WithoutPriceOrRateIsNotKnown) {
  const CustodyWorth worth(book.master, pack);
  EXPECT_EQ(worth.of({no("NEW"), {}}, e6("1"), aud), std::nullopt);
  EXPECT_EQ(worth.of({finance::no_instrument, base::Currency::of("USD")}, 1, aud), std::nullopt);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
