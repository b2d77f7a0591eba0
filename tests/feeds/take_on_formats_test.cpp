#include <gtest/gtest.h>

#include "feeds/take_on_rows.h"
#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using base::Date;

TEST(OpeningPositionFormat, ReadsALot) {
  const BookFolder book = parsed("opening_positions.csv",
                                 "portfolio_id,date,instrument_id,lot_id,acquired_date,quantity,"
                                 "cost,cost_base\n"
                                 "P1,2020-05-29,BHP,L1,2015-03-02,100.5,4000.00,4000\n");
  ASSERT_EQ(book.opening_positions.size(), 1U);
  const OpeningPositionRow& row = book.opening_positions[0];
  EXPECT_EQ(row.date, Date::from(2020, 5, 29));
  EXPECT_EQ(row.lot_id, "L1");
  EXPECT_EQ(row.acquired_date, Date::from(2015, 3, 2));
  EXPECT_EQ(row.quantity_e6, 100'500'000);
  EXPECT_EQ(row.cost_e6, 4'000'000'000);
  EXPECT_EQ(row.cost_base_e6, 4'000'000'000);
  EXPECT_EQ(row.row_key(), "P1|BHP|2015-03-02|L1");
}

TEST(OpeningPositionFormat, GivesEachFaultItsReason) {
  const auto fault = [](std::string_view row) {
    return only_fault(
        parsed("opening_positions.csv",
               "portfolio_id,date,instrument_id,acquired_date,quantity,cost\n" + std::string(row)));
  };
  EXPECT_EQ(fault("P1,,BHP,2015-03-02,100,4000\n"), "");
  EXPECT_EQ(fault("P1,,BHP,2015-03-02,0,4000\n"), "qty_not_positive@quantity");
  EXPECT_EQ(fault("P1,,BHP,2015-03-02,1,-4\n"), "negative_amount@cost");
  EXPECT_EQ(fault("P1,,BHP,2015-02-30,1,4\n"), "bad_date@acquired_date");
  EXPECT_EQ(fault("P1,2015-03-01,BHP,2015-03-02,1,4\n"), "acquired_after_opening@acquired_date");
}

TEST(OpeningCashFormat, ReadsASignedBalance) {
  const BookFolder book =
      parsed("opening_cash.csv", "portfolio_id,currency,amount\nP1,AUD,-12.34\nP1,JPY,5\n");
  ASSERT_EQ(book.opening_cash.size(), 2U);
  EXPECT_FALSE(book.opening_cash[0].date);
  EXPECT_EQ(book.opening_cash[0].amount_minor, -1'234);
  EXPECT_EQ(book.opening_cash[1].amount_minor, 5);
}

TEST(OpeningAccrualFormat, ReadsCarriesMarkAndUnits) {
  const BookFolder book =
      parsed("opening_accruals.csv",
             "portfolio_id,management_fee,interest,fee_carry,interest_carry,high_water_mark,units\n"
             "P1,12.34,1.10,56/100,-1/365,1.234567891,1000\n");
  ASSERT_EQ(book.opening_accruals.size(), 1U);
  const OpeningAccrualRow& row = book.opening_accruals[0];
  EXPECT_EQ(row.currency, "");
  EXPECT_EQ(row.management_fee_e6, 12'340'000);
  EXPECT_EQ(row.interest_e6, 1'100'000);
  EXPECT_EQ(row.fee_carry, (finance::Carry{56, 100}));
  EXPECT_EQ(row.interest_carry, (finance::Carry{-1, 365}));
  EXPECT_EQ(row.high_water_mark_e9, 1'234'567'891);
  EXPECT_EQ(row.units_e6, 1'000'000'000);
}

TEST(OpeningAccrualFormat, RefusesACarryOfAWholeUnitOrMore) {
  EXPECT_FALSE(carry_from("1/1"));
  EXPECT_FALSE(carry_from("-3/2"));
  EXPECT_FALSE(carry_from("1/0"));
  EXPECT_FALSE(carry_from("1"));
  EXPECT_FALSE(carry_from("a/b"));
  EXPECT_FALSE(carry_from("/3"));
  EXPECT_EQ(carry_from("0/1"), finance::Carry{});
  EXPECT_EQ(only_fault(parsed("opening_accruals.csv", "portfolio_id,fee_carry\nP1,0.5\n")),
            "bad_carry@fee_carry");
}

TEST(TransferFormat, ReadsBothDirectionsWithTheirVersions) {
  const BookFolder book =
      parsed("transfers.csv",
             "action,version,transfer_id,portfolio_id,instrument_id,direction,date,quantity,"
             "acquired_date,cost\n"
             ",,X1,P1,BHP,in,2020-06-01,100,2015-03-02,4000\n"
             "cancel,2,X2,P1,BHP,out,2020-06-02,40,,\n");
  ASSERT_EQ(book.transfers.size(), 2U);
  EXPECT_EQ(book.transfers[0].direction, finance::TransferDirection::in);
  EXPECT_EQ(book.transfers[0].acquired_date, Date::from(2015, 3, 2));
  EXPECT_EQ(book.transfers[1].direction, finance::TransferDirection::out);
  EXPECT_EQ(book.transfers[1].version, (FactVersion{finance::FactAction::cancel, 2}));
}

TEST(TransferFormat, GivesEachFaultItsReason) {
  const auto fault = [](std::string_view row) {
    return only_fault(parsed("transfers.csv",
                             "transfer_id,portfolio_id,instrument_id,direction,date,quantity,"
                             "acquired_date,cost\n" +
                                 std::string(row)));
  };
  EXPECT_EQ(fault("X1,P1,BHP,sideways,2020-06-01,1,,\n"), "unknown_direction@direction");
  EXPECT_EQ(fault("X1,P1,BHP,in,2020-06-01,1,,4\n"), "missing_value@acquired_date");
  EXPECT_EQ(fault("X1,P1,BHP,in,2020-06-01,1,2020-06-02,4\n"),
            "acquired_after_transfer@acquired_date");
  EXPECT_EQ(fault("X1,P1,BHP,out,2020-06-01,1,,4\n"), "not_of_this_kind@cost");
}

TEST(PortfolioTermsFormat, ReadsWhatChangesAndLeavesTheRestEmpty) {
  const BookFolder book = parsed("portfolio_terms.csv",
                                 "portfolio_id,from_date,fee_schedule_id,status\n"
                                 "P1,2020-07-01,F2,\nP1,2020-09-01,none,closed\n");
  ASSERT_EQ(book.portfolio_terms.size(), 2U);
  EXPECT_EQ(book.portfolio_terms[0].fee_schedule_id, "F2");
  EXPECT_EQ(book.portfolio_terms[0].status, "");
  EXPECT_EQ(book.portfolio_terms[1].status, "closed");
}

TEST(PortfolioTermsFormat, RefusesTwoRowsOfOneDay) {
  const BookFolder book = parsed("portfolio_terms.csv",
                                 "portfolio_id,from_date,household\n"
                                 "P1,2020-07-01,H1\nP1,2020-07-01,H2\nP1,2020-08-01,H2\n");
  EXPECT_EQ(book.portfolio_terms.size(), 1U);
  ASSERT_EQ(book.quarantine.size(), 2U);
  EXPECT_EQ(book.quarantine[0].reason, "duplicate_key");
  EXPECT_EQ(only_fault(parsed("portfolio_terms.csv",
                              "portfolio_id,from_date,status\nP1,2020-07-01,ended\n")),
            "unknown_status@status");
}

}  // namespace
}  // namespace wealthjobs::feeds
