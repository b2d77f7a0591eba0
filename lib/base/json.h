// JSON documents with a stable key order: results, events, reports. The full library header stands
// in base/json_document.h; headers include this one.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace wealthjobs::base {

using Json = nlohmann::ordered_json;

// Every document that a command prints carries this number under "schema_version".
inline constexpr int json_schema_version = 1;

}  // namespace wealthjobs::base
