#include "base/json_document.h"

#include <gtest/gtest.h>

namespace wealthjobs::base {
namespace {

TEST(JsonText, KeepsTheOrderOfTheKeys) {
  Json document;
  document["schema_version"] = json_schema_version;
  document["b"] = 1;
  document["a"] = Json::array({1, 2});
  EXPECT_EQ(json_text(document),
            "{\n  \"schema_version\": 1,\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}\n");
  EXPECT_EQ(json_line(document), R"({"schema_version":1,"b":1,"a":[1,2]})");
}

TEST(JsonText, WritesMoneyExactly) {
  EXPECT_EQ(json_line(Json{{"minor", 9'223'372'036'854'775'807}}),
            R"({"minor":9223372036854775807})");
}

TEST(JsonText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(json_line(Json("a\xff"
                           "b")),
            "\"a\xef\xbf\xbd"
            "b\"");
  EXPECT_EQ(json_text(Json("\xc3")), "\"\xef\xbf\xbd\"\n");
}

TEST(JsonLine, StaysOnOneLine) { EXPECT_EQ(json_line(Json("a\nb\tc")), R"("a\nb\tc")"); }

}  // namespace
}  // namespace wealthjobs::base
