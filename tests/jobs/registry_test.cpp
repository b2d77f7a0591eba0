#include <set>

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(Registry, EveryJobIsWhole) {
  std::set<std::string_view> names;
  for (const JobDefinition& job : registry()) {
    EXPECT_TRUE(names.insert(job.name).second) << job.name;
    EXPECT_FALSE(job.summary.empty()) << job.name;
    EXPECT_FALSE(job.reads.empty()) << job.name;
    EXPECT_FALSE(job.writes.empty()) << job.name;
    EXPECT_NE(job.fingerprint, nullptr) << job.name;
    EXPECT_NE(job.run, nullptr) << job.name;
    EXPECT_GE(job.rule_version, 1) << job.name;
    for (const std::string& before : job.after_jobs) EXPECT_TRUE(find_job(before)) << before;
  }
}

TEST(Registry, EveryParameterHasAMeaningAndADefaultWithinItsBounds) {
  for (const JobDefinition& job : registry()) {
    for (const pipeline::ParameterSpec& spec : job.parameters) {
      EXPECT_FALSE(spec.meaning.empty()) << job.name << " " << spec.key;
      if (!spec.default_value) continue;
      EXPECT_EQ(pipeline::parameter_fault(spec, *spec.default_value), "")
          << job.name << " " << spec.key;
    }
  }
}

TEST(Registry, OnlyTheCloseAndTheCustodiansControlCanBeOverridden) {
  for (const JobDefinition& job : registry()) {
    EXPECT_EQ(job.can_override, job.name == "close_ledger" || job.name == "reconcile_custodian")
        << job.name;
  }
}

TEST(Registry, CatalogueIsPlainDataOfIt) {
  const pipeline::Catalogue plain = catalogue();
  EXPECT_EQ(plain.jobs.size(), registry().size());
  ASSERT_NE(plain.find("close_ledger"), nullptr);
  EXPECT_TRUE(plain.find("close_ledger")->posts);
  EXPECT_EQ(plain.calendars.size(), 14U);
  EXPECT_EQ(find_job("no_such_job"), nullptr);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
