#include "pipeline/config_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/refusal.h"

namespace wealthjobs::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ConfigReader, ReadsFeedsCustodiansAndJobs) {
  const ParsedConfig parsed = parse(
      "[[feed]]\nname = \"ecb\"\nkind = \"ecb_csv\"\npath = \"fx/*.csv\"\n"
      "[[feed]]\nname = \"px\"\nkind = \"yahoo_csv\"\npath = \"p/*.csv\"\nsource = \"yahoo\"\n"
      "currency = \"USD\"\ncalendar = \"XNYS\"\nrequired = false\n"
      "[custodian.bigbank]\nlag_bd = 2\nexpected_by = \"+1d 09:00\"\nrequired = true\n"
      "max_abs_minor = 100\nmax_abs_currency = \"AUD\"\n"
      "[jobs.accrue_fees]\nmanagement_bps = 100\n"
      "tiers = [ { from = 2020-01-01, rate_bps = 80 }, { from = \"2021-01-01\", rate_bps = 70 } "
      "]\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  ASSERT_EQ(parsed.config.feeds.size(), 2U);
  EXPECT_EQ(parsed.config.feeds[0].source, "ecb");
  EXPECT_EQ(parsed.config.feeds[1].source, "yahoo");
  EXPECT_FALSE(parsed.config.feeds[1].required);
  ASSERT_EQ(parsed.config.custodians.size(), 1U);
  EXPECT_EQ(parsed.config.custodians[0].lag_bd, 2);
  const auto& fees = parsed.config.jobs.at("accrue_fees");
  ASSERT_EQ(fees.size(), 2U);
  EXPECT_EQ(std::get<std::int64_t>(fees[0].value), 100);
  EXPECT_EQ(std::get<std::vector<ParameterRow>>(fees[1].value).size(), 2U);
}

TEST(ConfigReader, ReadsTheCalendar) {
  const ParsedConfig parsed = parse(
      "[calendar]\npinned_today = 2020-06-30\nfiscal_year_end = \"06-30\"\nday_end = \"17:00\"\n");
  EXPECT_THAT(lines_of(parsed), IsEmpty());
  EXPECT_EQ(parsed.config.calendar.pinned_today->iso(), "2020-06-30");
  EXPECT_EQ(parsed.config.calendar.fiscal_year_end_month, 6);
  EXPECT_EQ(parsed.config.calendar.day_end_minute, 1'020);
}

TEST_P(RefusedSection, WithPlaceAndReason) {
  EXPECT_THAT(faults(GetParam().text), ElementsAre(HasSubstr(GetParam().line)));
}

INSTANTIATE_TEST_SUITE_P(
    ConfigReader, RefusedSection,
    ::testing::Values(
        Refusal{"[stor]\n",
                "jobs.toml:1:2: unknown key \"stor\" in the configuration "
                "(did you mean store?)"},
        Refusal{"[store]\ndatabse = \"x\"\n",
                "2:1: unknown key \"databse\" in [store] "
                "(did you mean database?)"},
        Refusal{"[store]\ndatabase = 5\n",
                "2:12: database of [store] must be a text, not an "
                "integer"},
        Refusal{"[store]\ndatabase = \"\"\n", "must name one file"},
        Refusal{"store = 1\n", "1:9: store of the configuration must be a table"},
        Refusal{"[calendar]\nprimary = \"XNYZ\"\n",
                "2:11: no calendar is named \"XNYZ\" (did you "
                "mean XNYS?)"},
        Refusal{"[calendar]\nzone = \"America/NewYork\"\n", "2:8: no time zone is named"},
        Refusal{"[calendar]\nday_end = \"25:00\"\n", "(an hour is 00 to 23)"},
        Refusal{"[calendar]\nday_end = 18:00:00\n", "must be a text like \"18:00\", not a time"},
        Refusal{"[calendar]\nfiscal_year_end = \"02-29\"\n", "fiscal_year_end"},
        Refusal{"[calendar]\npinned_today = \"2020-02-30\"\n", "must be a date like"},
        Refusal{"[calendar]\nmin_horizon_days = -1\n", "between 0 and 36500 (days)"},
        Refusal{"[runner]\nmax_concurrent_runs = 0\n", "between 1 and 64"},
        Refusal{"[runner]\ngrace_s = \"10m\"\n",
                "must be an integer (s), not a text "
                "(in seconds: 600)"},
        Refusal{"[runner]\ngrace_ms = 10\n", "(did you mean grace_s?)"},
        Refusal{"[[feed]]\nname = \"a\"\nkind = \"ecb_cvs\"\npath = \"x\"\n",
                "3:8: kind of feed \"a\" is unknown: \"ecb_cvs\" (did you mean ecb_csv?)"},
        Refusal{"[[feed]]\nname = \"a\"\nkind = \"ecb_csv\"\n", "feed \"a\" needs a path"},
        Refusal{"[[feed]]\nname = \"a\"\nkind = \"ecb_csv\"\npath = \"{date}\"\n",
                "unknown placeholder \"{date}\""},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"yahoo_csv\"\npath=\"x\"\ncurrency=\"usd\"\n",
                "no ISO 4217 currency"},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"ecb_csv\"\npath=\"x\"\ncurrency=\"USD\"\n",
                "5:10: currency of feed \"a\" means nothing for kind \"ecb_csv\" (remove it)"},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"ecb_csv\"\npath=\"x\"\nbase=\"EUR\"\n",
                "5:6: base of feed \"a\" means nothing for kind \"ecb_csv\""},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"fred_csv\"\npath=\"x\"\ninstrument=\"A\"\n",
                "5:12: instrument of feed \"a\" means nothing for kind \"fred_csv\""},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"yahoo_csv\"\npath=\"x\"\nseries=\"A\"\n",
                "5:8: series of feed \"a\" means nothing for kind \"yahoo_csv\""},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"fred_csv\"\npath=\"x\"\nbase=\"EUR\"\n",
                "5:6: base and quote of feed \"a\" must be two currencies"},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"fred_csv\"\npath=\"x\"\nquote=\"EUR\"\n"
                "base=\"EUR\"\n",
                "6:6: base and quote of feed \"a\" must be two currencies"},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"fred_csv\"\npath=\"x\"\nquote=\"USD\"\n"
                "base=\"EUR\"\nseries=\"DEXUSEU\"\n",
                "7:8: series of feed \"a\" means nothing beside base and quote"},
        Refusal{"[[feed]]\nname=\"a\"\nkind=\"ecb_csv\"\npath=\"x\"\n[[feed]]\nname=\"a\"\n"
                "kind=\"ecb_csv\"\npath=\"y\"\n",
                "6:6: a second feed is named \"a\" (the first is on line 1)"},
        Refusal{"[feed]\nname = \"a\"\n", "feed must be a list of tables (write [[feed]])"},
        Refusal{"[custodian.x]\nexpected_by = \"tomorrow\"\n", "expected_by of custodian \"x\""}));

}  // namespace
}  // namespace wealthjobs::pipeline
