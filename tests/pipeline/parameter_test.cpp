#include "pipeline/parameter.h"

#include <gtest/gtest.h>

#include "base/json_document.h"
#include "pipeline/test_catalogue.h"

namespace wealthjobs::pipeline {
namespace {

TEST(EffectiveParameters, LaterLayersWinAndKeysAreSorted) {
  const Catalogue catalogue = test_catalogue();
  const JobEntry& job = *catalogue.find("settle_trades");
  const auto defaults = effective_parameters(job, {}, {});
  EXPECT_EQ(base::json_line(parameters_json(defaults)), R"({"lot_cost":"capitalised"})");
  const auto effective = effective_parameters(
      job, {{"lot_cost", std::string("expensed"), {}}, {"cash_tol_minor", std::int64_t{1}, {}}},
      {{"cash_tol_minor", std::int64_t{5}, {}}});
  EXPECT_EQ(base::json_line(parameters_json(effective)),
            R"({"cash_tol_minor":5,"lot_cost":"expensed"})");
}

TEST(ParametersJson, ShowsEveryType) {
  const std::vector<Parameter> parameters = {
      {"f",
       std::vector<ParameterRow>{
           {{"from", std::string("2020-01-01")}, {"bps", std::int64_t{80}}, {"net", true}}},
       {}},
      {"a", true, {}},
      {"c", std::vector<std::int64_t>{3, 1}, {}},
      {"d", std::vector<std::string>{"x", "y"}, {}}};
  EXPECT_EQ(
      base::json_line(parameters_json(parameters)),
      R"({"a":true,"c":[3,1],"d":["x","y"],"f":[{"bps":80,"from":"2020-01-01","net":true}]})");
}

TEST(ParseParameterText, ReadsTheTypeOfTheCatalogue) {
  const ParameterSpec number = integer_parameter("n", "bps", 0, 100);
  EXPECT_EQ(std::get<std::int64_t>(*parse_parameter_text(number, "42")), 42);
  EXPECT_EQ(parse_parameter_text(number, "101").error(), "n must be between 0 and 100 bps");
  EXPECT_EQ(parse_parameter_text(number, "1.5").error(), "n \"1.5\" is not a whole number");
  EXPECT_FALSE(parse_parameter_text(number, "99999999999999999999"));
  ParameterSpec spec = text_parameter("t", {"a", "b"});
  EXPECT_TRUE(parse_parameter_text(spec, "a"));
  EXPECT_EQ(parse_parameter_text(spec, "c").error(), "t must be one of a, b");
  spec.type = ParameterType::text_list;
  EXPECT_EQ(std::get<std::vector<std::string>>(*parse_parameter_text(spec, "a,b")).size(), 2U);
  EXPECT_FALSE(parse_parameter_text(spec, "a,c"));
  spec.type = ParameterType::boolean;
  EXPECT_TRUE(std::get<bool>(*parse_parameter_text(spec, "true")));
  EXPECT_FALSE(parse_parameter_text(spec, "yes"));
  spec.type = ParameterType::integer_list;
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(*parse_parameter_text(spec, "1,-2")),
            (std::vector<std::int64_t>{1, -2}));
  EXPECT_FALSE(parse_parameter_text(spec, "1,,2"));
  spec.type = ParameterType::rows;
  EXPECT_FALSE(parse_parameter_text(spec, "1"));
}

TEST(ParameterFault, ChecksTextsByTheirUnit) {
  ParameterSpec spec = text_parameter("t", {});
  spec.unit = "date";
  EXPECT_EQ(parameter_fault(spec, std::string("2020-06-30")), "");
  EXPECT_NE(parameter_fault(spec, std::string("2020-06-31")), "");
  spec.unit = "time";
  EXPECT_EQ(parameter_fault(spec, std::string("18:00")), "");
  EXPECT_EQ(parameter_fault(spec, std::string("25:00")), "is no time of day: an hour is 00 to 23");
  spec.unit = "path";
  EXPECT_EQ(parameter_fault(spec, std::string("in/{business_date}")), "");
  EXPECT_NE(parameter_fault(spec, std::string("in/{day}")), "");
}

TEST(ParameterFault, AnEmptyListFitsEveryListAndNoScalar) {
  ParameterSpec spec;
  spec.key = "k";
  const ParameterValue empty = std::vector<std::string>();
  for (const ParameterType type :
       {ParameterType::integer_list, ParameterType::text_list, ParameterType::rows}) {
    spec.type = type;
    EXPECT_EQ(parameter_fault(spec, empty), "");
  }
  spec.type = ParameterType::text;
  EXPECT_EQ(parameter_fault(spec, empty), "must be of type text");
}

}  // namespace
}  // namespace wealthjobs::pipeline
