#include "jobs/job.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

Parameters sample() {
  return Parameters({{"count", std::int64_t{3}, {}},
                     {"is_on", true, {}},
                     {"list", std::vector<std::string>{"a", "b"}, {}},
                     {"name", "close", {}},
                     {"table", std::vector<pipeline::ParameterRow>{{{"t", std::int64_t{1}}}}, {}}});
}

TEST(Parameters, GiveTypedValues) {
  const Parameters parameters = sample();
  EXPECT_EQ(parameters.integer("count"), 3);
  EXPECT_TRUE(parameters.boolean("is_on"));
  EXPECT_EQ(parameters.text("name"), "close");
  EXPECT_EQ(parameters.texts("list"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(parameters.rows("table").size(), 1U);
}

TEST(Parameters, UnknownKeyOrWrongTypeIsABug) {
  const Parameters parameters = sample();
  EXPECT_DEATH((void)parameters.integer("other"), "");
  EXPECT_DEATH((void)parameters.integer("name"), "");
}

TEST(Parameters, HashFollowsTheValues) {
  EXPECT_EQ(sample().sha256(), sample().sha256());
  EXPECT_NE(sample().sha256(), Parameters({{"count", std::int64_t{4}, {}}}).sha256());
  // where a value stands in the file is no part of it
  EXPECT_EQ(Parameters({{"count", std::int64_t{4}, {}}}).sha256(),
            Parameters({{"count", std::int64_t{4}, {7, 1}}}).sha256());
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
