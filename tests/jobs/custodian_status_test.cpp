#include "jobs/custodian_status.h"

#include "base/json_document.h"
#include "custodian_fixture.h"

namespace wealthjobs::jobs::testing {
namespace {

struct CustodianStatusOf : ::testing::Test {
  CustodianBook book;
};

TEST_F(CustodianStatusOf, NothingComparedIsSaid) {
  const CustodianStatus status = custodian_status(book.book, day("2026-04-09"));
  EXPECT_EQ(custodian_status_text(status), "not custodian-reconciled");
  base::Json record = {{"overrides", base::Json::array()}};
  add_custodian_record(status, record);
  EXPECT_TRUE(record["custodian_reconciled_through"].is_null());
}

TEST_F(CustodianStatusOf, CustodianOneStatementBehindHoldsItBack) {
  book.portfolio("P2");
  book.add(Flow{.id = "C2", .date = "2026-04-01", .amount = "10.00", .portfolio = "P2"});
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13645.76");
  book.tell("2026-04-08", {.cash = {{"P2", "AUD", 1'000}}, .custodian = "STT"});
  ASSERT_EQ(book.evening("2026-04-09").status, ExitStatus::ok);
  EXPECT_EQ(custodian_status_text(custodian_status(book.book, day("2026-04-09"))),
            "custodian-reconciled through 2026-04-08");
  book.tell("2026-04-09", "150", "13645.76");
  ASSERT_EQ(book.evening("2026-04-10").status, ExitStatus::ok);
  const CustodianStatus status = custodian_status(book.book, day("2026-04-10"));
  EXPECT_EQ(status.through, day("2026-04-08"));
  ASSERT_EQ(status.custodians.size(), 2U);
  EXPECT_EQ(status.custodians[0].day, day("2026-04-09"));
  EXPECT_EQ(custodian_status(book.book, day("2026-04-08")).through, std::nullopt)
      << "as that evening left it";
}

TEST_F(CustodianStatusOf, OverrideJoinsThoseOfTheClose) {
  book.close_through("2026-04-08");
  book.tell("2026-04-08", "150", "13000.00");
  book.evening("2026-04-09", {.override_why = "agreed by phone"});
  base::Json record = {{"overrides", base::Json::array()}};
  add_custodian_record(custodian_status(book.book, day("2026-04-09")), record);
  ASSERT_EQ(record["overrides"].size(), 1U);
  EXPECT_EQ(record["overrides"][0]["why"], "agreed by phone");
  EXPECT_EQ(record["breaks"]["open"], 1);
  EXPECT_EQ(record["custodians"][0]["reconciled_through"], "2026-04-08");
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
