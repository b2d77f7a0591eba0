// Owner of the text cells of a parsed book: rows hold views into it, so that a million rows cost no
// million allocations. Equal ids that went through intern() share one address.
//
// Views stay valid as long as the pool lives, also after it has been moved.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace wealthjobs::feeds {

class TextPool {
 public:
  // A copy that lives as long as the pool.
  std::string_view keep(std::string_view text);
  // The one copy of this text: for words that come back row after row.
  std::string_view intern(std::string_view text);

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 16U;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::unordered_set<std::string_view> words_;
};

}  // namespace wealthjobs::feeds
