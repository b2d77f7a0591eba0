#include "feeds/text_pool.h"

#include <algorithm>
#include <cstring>

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

std::string_view TextPool::intern(std::string_view text) {
  const auto known = words_.find(text);
  if (known != words_.end()) return *known;
  return *words_.insert(keep(text)).first;
}

}  // namespace wealthjobs::feeds
