// Words in braces that stand in commands and paths of the configuration.
//
//   {business_date} 2020-06-30   {run_id} cob-2020-06-30-1   {step} upload   {pipeline} cob
//   {config_dir}    the folder of the configuration file
//
//   Example   "in/{business_date}/prices.csv"  ->  "in/2020-06-30/prices.csv"
//   Failure   any other word in braces, and an open brace, is a fault; there is no escape
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wealthjobs::pipeline {

struct PlaceholderValues {
  std::string business_date;
  std::string run_id;
  std::string step;
  std::string pipeline;
  std::string config_dir;
};

const std::vector<std::string>& placeholder_names();

// "" when every placeholder of the text is known, else what is wrong with the first other one.
std::string placeholder_fault(std::string_view text);

// Aborts where placeholder_fault would complain: the configuration has been checked before.
std::string expand_placeholders(std::string_view text, const PlaceholderValues& values);

}  // namespace wealthjobs::pipeline
