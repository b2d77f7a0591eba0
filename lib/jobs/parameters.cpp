#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/json_document.h"
#include "base/sha256.h"
#include "jobs/job.h"

namespace wealthjobs::jobs {

const pipeline::ParameterValue& Parameters::value(std::string_view key) const {
  const auto found = std::ranges::find(values_, key, &pipeline::Parameter::key);
  WEALTHJOBS_CHECK(found != values_.end());
  return found->value;
}

namespace {

template <class Type>
const Type& typed(const pipeline::ParameterValue& value) {
  WEALTHJOBS_CHECK(std::holds_alternative<Type>(value));
  return std::get<Type>(value);
}

}  // namespace

std::int64_t Parameters::integer(std::string_view key) const {
  return typed<std::int64_t>(value(key));
}

bool Parameters::boolean(std::string_view key) const { return typed<bool>(value(key)); }

const std::string& Parameters::text(std::string_view key) const {
  return typed<std::string>(value(key));
}

const std::vector<std::int64_t>& Parameters::integers(std::string_view key) const {
  return typed<std::vector<std::int64_t>>(value(key));
}

const std::vector<std::string>& Parameters::texts(std::string_view key) const {
  return typed<std::vector<std::string>>(value(key));
}

const std::vector<pipeline::ParameterRow>& Parameters::rows(std::string_view key) const {
  return typed<std::vector<pipeline::ParameterRow>>(value(key));
}

std::string Parameters::sha256() const {
  return base::sha256_hex(base::json_line(pipeline::parameters_json(values_)));
}

JobResult JobResult::gate(base::ExitStatus status, std::string why, std::string next) {
  JobResult result;
  result.status = status;
  result.why = std::move(why);
  result.next = std::move(next);
  return result;
}

}  // namespace wealthjobs::jobs
