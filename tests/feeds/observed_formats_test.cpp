#include <gtest/gtest.h>

#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using base::Currency;
using base::Date;

TEST(PriceFormat, ReadsAndChecks) {
  const std::string header = "instrument_id,date,close,currency,source\n";
  const BookFolder book = parsed("prices.csv", header +
                                                   "AAPL,2020-06-30,364.8,USD,\n"
                                                   "AAPL,2020-06-30,364.9,USD,vendor\n");
  ASSERT_EQ(book.prices.size(), 2U) << only_fault(book);
  EXPECT_EQ(book.prices[0].close_e6, 364'800'000);
  EXPECT_EQ(book.prices[1].source, "vendor");
  // equal ids share one address
  EXPECT_EQ(book.prices[0].instrument_id.data(), book.prices[1].instrument_id.data());
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("prices.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("AAPL,2020-06-30,0,USD,"), "price_not_positive@close");
  EXPECT_EQ(fault("AAPL,2020-06-30,-0,USD,"), "price_not_positive@close");
  EXPECT_EQ(fault("AAPL,2020-06-30,364.1234567,USD,"), "scale_overflow@close");
  EXPECT_EQ(fault("AAPL,2020-06-30,,USD,"), "missing_value@close");
  EXPECT_EQ(fault("=cmd,2020-06-30,1,USD,"), "bad_id@instrument_id");
}

TEST(PriceFormat, WarnsOnly) {
  const BookFolder book =
      parsed("prices.csv", "instrument_id,date,close,currency\nAAPL,2020-06-30,x,USD\n");
  ASSERT_EQ(book.quarantine.size(), 1U);
  EXPECT_EQ(book.quarantine[0].severity, Severity::warn);
  EXPECT_EQ(book.quarantine[0].row_key, "AAPL|2020-06-30");
  EXPECT_EQ(book.quarantine[0].instrument_id, "AAPL");
}

TEST(FxRateFormat, ReadsAndChecks) {
  const std::string header = "date,base,quote,rate\n";
  const BookFolder book = parsed("fx_rates.csv", header + "2020-06-30,EUR,USD,1.1198\n");
  ASSERT_EQ(book.fx_rates.size(), 1U) << only_fault(book);
  EXPECT_EQ(book.fx_rates[0].rate_e8, 111'980'000);
  EXPECT_EQ(book.fx_rates[0].quote, Currency::of("USD"));
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("fx_rates.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("2020-06-30,EUR,EUR,1"), "self_fx@quote");
  EXPECT_EQ(fault("2020-06-30,EUR,USD,0"), "rate_not_positive@rate");
  EXPECT_EQ(fault("2020-06-30,EUR,USD,1.123456789"), "scale_overflow@rate");
}

TEST(SeriesFormat, ReadsAndChecks) {
  const std::string header = "series_id,date,value,published_at\n";
  const BookFolder book =
      parsed("series.csv", header +
                               "CPI,2020-06-01,257.217,2020-07-14T12:30:00Z\n"
                               "SPY,2020-06-30,308.36,\nRF,2020-06-30,-0,2020-07-01\n");
  ASSERT_EQ(book.series.size(), 3U) << only_fault(book);
  EXPECT_EQ(book.series[0].published_date, Date::from(2020, 7, 14));
  EXPECT_DOUBLE_EQ(book.series[1].value, 308.36);
  EXPECT_EQ(book.series[2].published_date, Date::from(2020, 7, 1));
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("series.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("CPI,2020-06-01,nan,"), "not_a_number@value");
  EXPECT_EQ(fault("CPI,2020-06-01,1e309,"), "out_of_range@value");
  EXPECT_EQ(fault("CPI,2020-06-01,1,yesterday"), "bad_date@published_at");
  EXPECT_EQ(fault("CPI,2020-06-01,1,2020-99-99T00:00"), "bad_date@published_at");
}

TEST(PortfolioHistoryFormat, LeavesTheMinorUnitToTheCurrency) {
  const BookFolder book = parsed(
      "portfolio_history.csv", "portfolio_id,date,nav,external_flow\nP1,2019-12-31,1234.50,-10\n");
  ASSERT_EQ(book.portfolio_history.size(), 1U) << only_fault(book);
  EXPECT_EQ(minor_from_e6(book.portfolio_history[0].nav_e6, Currency::of("AUD")), 123'450);
  EXPECT_EQ(minor_from_e6(book.portfolio_history[0].external_flow_e6, Currency::of("JPY")), -10);
  EXPECT_EQ(minor_from_e6(book.portfolio_history[0].nav_e6, Currency::of("JPY")), std::nullopt);
}

TEST(CustodianFormats, ReadSignedFigures) {
  const BookFolder positions =
      parsed("custodian_positions.csv",
             "statement_date,custodian,account,portfolio_id,instrument_id,quantity\n"
             "2020-06-30,BNY,A-1,P1,AAPL,-12.5\n");
  ASSERT_EQ(positions.custodian_positions.size(), 1U) << only_fault(positions);
  EXPECT_EQ(positions.custodian_positions[0].quantity_e6, -12'500'000);
  EXPECT_EQ(positions.files[0].first_date, Date::from(2020, 6, 30));
  const BookFolder cash = parsed("custodian_cash.csv",
                                 "statement_date,custodian,account,portfolio_id,currency,amount\n"
                                 "2020-06-30,BNY,A-1,P1,JPY,-500\n");
  ASSERT_EQ(cash.custodian_cash.size(), 1U) << only_fault(cash);
  EXPECT_EQ(cash.custodian_cash[0].amount_minor, -500);
}

}  // namespace
}  // namespace wealthjobs::feeds
