// Keeps secrets out of step logs: the values of environment variables whose names end in _PASSWORD,
// _TOKEN, _SECRET or _KEY are replaced by "***", also where a value is cut across two reads.
//
//   Masked    by value, wherever it stands in the output; each line of a multi-line value by itself
//   Not       values shorter than 6 bytes (they would blank half the log); WEALTHJOBS_ variables
//   Example   API_KEY=s3cr3t-42: "GET ?k=s3cr3t-42" is logged as "GET ?k=***"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wealthjobs::runner {

class SecretMask {
 public:
  SecretMask() = default;
  // From entries "NAME=value".
  static SecretMask of(const std::vector<std::string>& environment);
  static SecretMask of_this_process();

  // The part of the stream that is ready to be written. What could be the start of a secret is kept
  // back until the next call.
  std::string pass(std::string_view bytes);
  // What was kept back; call it at the end of the stream.
  std::string finish();
  [[nodiscard]] std::string masked(std::string_view text) const;
  [[nodiscard]] bool is_empty() const { return secrets_.empty(); }

 private:
  std::vector<std::string> secrets_;  // the longest first
  std::string kept_;
};

}  // namespace wealthjobs::runner
