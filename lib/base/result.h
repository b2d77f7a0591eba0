// An answer that may be a refusal: the value, or why there is none. Refusals of the domain are
// return values; a broken world throws base::Error instead.
#pragma once

#include <expected>
#include <string>

namespace wealthjobs::base {

template <class Value, class Refusal = std::string>
using Result = std::expected<Value, Refusal>;

template <class Refusal>
std::unexpected<Refusal> refuse(Refusal refusal) {
  return std::unexpected<Refusal>(std::move(refusal));
}

inline std::unexpected<std::string> refuse(const char* text) {
  return std::unexpected<std::string>(text);
}

}  // namespace wealthjobs::base
