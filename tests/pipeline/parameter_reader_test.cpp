#include "pipeline/config_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_P(RefusedParameter, WithPlaceAndReason) {
  EXPECT_THAT(faults(GetParam().text), ElementsAre(HasSubstr(GetParam().line)));
}

INSTANTIATE_TEST_SUITE_P(
    ParameterReader, RefusedParameter,
    ::testing::Values(
        Refusal{"[jobs.settle_trade]\n",
                "1:7: no job is named \"settle_trade\" (did you mean "
                "settle_trades?)"},
        Refusal{"[jobs.accrue_fees]\nmanagement_bps = 1.5\n",
                "2:18: management_bps of [jobs.accrue_fees] must be of type integer (bps), not a "
                "number with decimals (money and rates are integers, without decimals)"},
        Refusal{"[jobs.accrue_fees]\nmanagement_pct = 1\n",
                "unknown key \"management_pct\" in [jobs.accrue_fees] (the unit differs: use "
                "management_bps)"},
        Refusal{"[jobs.accrue_fees]\nmanagement_bps = 2000\n", "must be between 0 and 1000 bps"},
        Refusal{"[jobs.accrue_fees]\nmanagement_bps = \"100\"\n", "must be of type integer (bps)"},
        Refusal{"[jobs.accrue_fees]\ntiers = [ { from = \"2020-13-01\", rate_bps = 1 } ]\n",
                "entry 1 column from must be a date"},
        Refusal{"[jobs.accrue_fees]\ntiers = [ { from = 2020-01-01 } ]\n",
                "entry 1 lacks column rate_bps"},
        Refusal{"[jobs.settle_trades]\nlot_cost = \"free\"\n",
                "must be one of capitalised, expensed"},
        Refusal{"[jobs]\nsettle_trades = 1\n", "must be a table (write [jobs.NAME])"}));

}  // namespace
}  // namespace wealthjobs::pipeline
