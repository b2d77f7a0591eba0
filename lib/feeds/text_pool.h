// Owner of the text cells of a parsed book: rows hold views into it, so that a million rows cost no
// million allocations. Equal ids that went through intern() share one address.
//
// Views stay valid as long as the pool lives, also after it has been moved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace wealthjobs::feeds {

class TextPool {
 public:
  // A copy that lives as long as the pool.
  std::string_view keep(std::string_view text);
  // The one copy of this text: for words that come back row after row.
  std::string_view intern(std::string_view text);
  // As intern(), but an empty view where the text was never interned.
  [[nodiscard]] std::string_view find(std::string_view text) const;

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 16U;
  struct Word {
    std::uint64_t hash = 0;
    std::string_view text;  // empty: a free slot
  };

  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void grow();

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::vector<Word> words_;  // open addressing, at most half full
  std::size_t n_words_ = 0;
};

}  // namespace wealthjobs::feeds
