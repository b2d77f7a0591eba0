#include "pipeline/placeholders.h"

#include <gtest/gtest.h>

namespace wealthjobs::pipeline {
namespace {

const PlaceholderValues values = {"2020-06-30", "cob-2020-06-30-1", "upload", "cob", "/etc/wj"};

TEST(Placeholders, AreReplacedByTheirValues) {
  EXPECT_EQ(expand_placeholders("{config_dir}/in/{business_date}/{pipeline}.{step}", values),
            "/etc/wj/in/2020-06-30/cob.upload");
  EXPECT_EQ(expand_placeholders("{run_id}", values), "cob-2020-06-30-1");
  EXPECT_EQ(expand_placeholders("plain } text", values), "plain } text");
  EXPECT_EQ(expand_placeholders("", values), "");
}

TEST(Placeholders, AValueIsNeverExpandedAgain) {
  PlaceholderValues hostile = values;
  hostile.config_dir = "{step}";
  EXPECT_EQ(expand_placeholders("{config_dir}", hostile), "{step}");
}

TEST(Placeholders, UnknownOnesAreNamed) {
  EXPECT_EQ(placeholder_fault("{business_date}"), "");
  EXPECT_NE(placeholder_fault("a {date} b").find("\"{date}\""), std::string::npos);
  EXPECT_NE(placeholder_fault("{}").find("unknown placeholder"), std::string::npos);
  EXPECT_EQ(placeholder_fault("{business_date"), "has an open brace without its end");
}

}  // namespace
}  // namespace wealthjobs::pipeline
