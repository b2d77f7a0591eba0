#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using base::Date;
using testing::HasSubstr;

TEST(InstrumentFormat, ReadsOptionalColumnsAndDefaults) {
  const BookFolder book =
      parsed("instruments.csv",
             "instrument_id,name,kind,currency,calendar,isin,sector,country,price_factor,lot_size\n"
             "VOD,\"Vodafone, plc\",equity,GBP,XLON,GB00BH4HKS39,Telecom,GB,100,1\n"
             "SPY,S&P 500,etf,USD,XNYS,,,,,\n");
  ASSERT_EQ(book.instruments.size(), 2U) << only_fault(book);
  EXPECT_EQ(book.instruments[0].name, "Vodafone, plc");
  EXPECT_EQ(book.instruments[0].price_factor, 100);
  EXPECT_EQ(book.instruments[0].lot_size_e6, 1'000'000);
  EXPECT_EQ(book.instruments[1].kind, InstrumentKind::etf);
  EXPECT_EQ(name_of(book.instruments[1].kind), "etf");
  EXPECT_EQ(book.instruments[1].price_factor, 1);
  EXPECT_EQ(book.instruments[1].lot_size_e6, 1);
  EXPECT_EQ(book.instruments[1].isin, "");
}

// RULINGS C6: a book with bonds would be valued wrongly without them.
TEST(InstrumentFormat, RefusesBondsAltogether) {
  const BookFolder book = parsed("instruments.csv",
                                 "instrument_id,name,kind,currency,calendar\n"
                                 "A,A,equity,USD,XNYS\nT10,Treasury,bond,USD,XNYS\n");
  ASSERT_TRUE(book.is_refused());
  EXPECT_THAT(book.refusals[0], HasSubstr("book/instruments.csv:3:14: T10: bonds cannot"));
}

TEST(InstrumentFormat, GivesEachFaultItsReason) {
  const auto fault = [](const std::string& row) {
    return only_fault(
        parsed("instruments.csv",
               "instrument_id,name,kind,currency,calendar,price_factor,lot_size\n" + row + "\n"));
  };
  EXPECT_EQ(fault("A,A,option,USD,XNYS,,"), "unknown_kind@kind");
  EXPECT_EQ(fault("A,A,equity,US$,XNYS,,"), "unknown_currency@currency");
  EXPECT_EQ(fault("A,A,equity,USD,,,"), "missing_value@calendar");
  EXPECT_EQ(fault("A,A,equity,USD,XNYS,0,"), "out_of_range@price_factor");
  EXPECT_EQ(fault("A,A,equity,USD,XNYS,0.01,"), "scale_overflow@price_factor");
  EXPECT_EQ(fault("A,A,equity,USD,XNYS,,-1"), "out_of_range@lot_size");
  EXPECT_EQ(fault("A,=1+1,equity,USD,XNYS,,"), "formula_text@name");
}

TEST(PortfolioFormat, ReadsAndChecks) {
  const std::string header =
      "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id,status,open_date,"
      "close_date\n";
  const BookFolder book =
      parsed("portfolios.csv", header +
                                   "P1,One,C1,AUD,2015-01-02,SPY,,,\n"
                                   "P2,Two,C1,USD,2015-01-02,,closed,2015-01-02,2020-01-02\n");
  ASSERT_EQ(book.portfolios.size(), 2U) << only_fault(book);
  EXPECT_EQ(book.portfolios[0].status, PortfolioStatus::open);
  EXPECT_EQ(book.portfolios[0].inception_date, Date::from(2015, 1, 2));
  EXPECT_EQ(book.portfolios[1].benchmark_id, "");
  EXPECT_EQ(name_of(book.portfolios[1].status), "closed");
  EXPECT_EQ(book.portfolios[1].close_date, Date::from(2020, 1, 2));
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("portfolios.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("../x,One,C1,AUD,2015-01-02,SPY,,,"), "bad_id@portfolio_id");
  EXPECT_EQ(fault("P1,One,,AUD,2015-01-02,SPY,,,"), "missing_value@client_id");
  EXPECT_EQ(fault("P1,One,C1,AUD,0000-00-00,SPY,,,"), "bad_date@inception_date");
  EXPECT_EQ(fault("P1,One,C1,AUD,2015-01-02,SPY,asleep,,"), "unknown_status@status");
  EXPECT_EQ(fault("P1,One,C1,AUD,2015-01-02,SPY,closed,,2014-01-01"),
            "closed_before_inception@close_date");
}

TEST(HolidayFormat, ReadsAndChecks) {
  const BookFolder book = parsed("holidays.csv",
                                 "calendar,date,kind,name\nXNYS,2025-01-09,holiday,Mourning\n"
                                 "XNYS,2025-07-03,early_close,\n");
  ASSERT_EQ(book.holidays.size(), 2U) << only_fault(book);
  EXPECT_EQ(name_of(book.holidays[0].kind), "holiday");
  EXPECT_EQ(book.holidays[1].kind, HolidayMark::early_close);
  EXPECT_EQ(only_fault(parsed("holidays.csv", "calendar,date,kind\nXNYS,2025-01-09,feast\n")),
            "unknown_kind@kind");
}

TEST(SuspensionFormat, ReadsAndChecks) {
  const std::string header = "instrument_id,from_date,to_date,haircut_bps,approved_by\n";
  const BookFolder book =
      parsed("suspensions.csv", header + "AMT,2020-03-02,2020-03-09,2500,risk desk\n");
  ASSERT_EQ(book.suspensions.size(), 1U) << only_fault(book);
  EXPECT_EQ(book.suspensions[0].haircut_bps, 2'500);
  const auto fault = [&](const std::string& row) {
    return only_fault(parsed("suspensions.csv", header + row + "\n"));
  };
  EXPECT_EQ(fault("AMT,2020-03-02,2020-03-01,0,x"), "to_before_from@to_date");
  EXPECT_EQ(fault("AMT,2020-03-02,2020-03-09,10001,x"), "out_of_range@haircut_bps");
  EXPECT_EQ(fault("AMT,2020-03-02,2020-03-09,0,"), "missing_value@approved_by");
}

}  // namespace
}  // namespace wealthjobs::feeds
