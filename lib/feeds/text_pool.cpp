#include "feeds/text_pool.h"

#include <algorithm>
#include <cstring>

#include "feeds/text_hash.h"

namespace wealthjobs::feeds {

std::string_view TextPool::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > left_) {
    left_ = std::max(block_bytes, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

std::size_t TextPool::slot_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = words_.size() - 1;
  std::size_t at = hash & mask;
  while (!words_[at].text.empty() && (words_[at].hash != hash || words_[at].text != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

std::string_view TextPool::find(std::string_view text) const {
  return words_.empty() || text.empty() ? std::string_view()
                                        : words_[slot_of(text, hash_text(text))].text;
}

std::string_view TextPool::intern(std::string_view text) {
  if (text.empty()) return {};
  if (2 * (n_words_ + 1) > words_.size()) grow();
  const std::uint64_t hash = hash_text(text);
  Word& word = words_[slot_of(text, hash)];
  if (word.text.empty()) {
    word = {hash, keep(text)};
    ++n_words_;
  }
  return word.text;
}

void TextPool::grow() {
  std::vector<Word> old(std::max<std::size_t>(64, 2 * words_.size()));
  old.swap(words_);
  for (const Word& word : old) {
    if (!word.text.empty()) words_[slot_of(word.text, word.hash)] = word;
  }
}

}  // namespace wealthjobs::feeds
