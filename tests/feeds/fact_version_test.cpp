#include "feeds/fact_version.h"

#include <gtest/gtest.h>

#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

BookFolder flow(std::string_view action, std::string_view version) {
  return parsed("cash_flows.csv",
                "action,version,flow_id,portfolio_id,date,currency,amount,kind\n" +
                    std::string(action) + "," + std::string(version) +
                    ",C1,P1,2020-06-01,AUD,5,deposit\n");
}

TEST(FactVersions, AreOneForANewFactAndTheNextForAChange) {
  using finance::FactAction;
  EXPECT_EQ(flow("", "").cash_flows.at(0).version, (FactVersion{FactAction::created, 1}));
  EXPECT_EQ(flow("amend", "").cash_flows.at(0).version, (FactVersion{FactAction::amend, 0}));
  EXPECT_EQ(flow("cancel", "3").cash_flows.at(0).version, (FactVersion{FactAction::cancel, 3}));
}

TEST(FactVersions, RefuseWhatCannotBe) {
  EXPECT_EQ(only_fault(flow("new", "2")), "bad_version@version");
  EXPECT_EQ(only_fault(flow("amend", "1")), "bad_version@version");
  EXPECT_EQ(only_fault(flow("amend", "99999999999")), "bad_version@version");
  EXPECT_EQ(only_fault(flow("delete", "")), "unknown_action@action");
}

}  // namespace
}  // namespace wealthjobs::feeds
