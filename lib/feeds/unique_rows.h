// The rows of one file, each key once. An identical row is a duplicate; a row of the same key with
// other content is a conflict, and then neither is believed: which one came first must not decide.
//
//   Cost  one look-up in an open-addressed table of 8 bytes a slot, at most half full
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/date.h"

namespace wealthjobs::feeds {

inline std::uint64_t mix_hash(std::uint64_t seed, std::uint64_t value) {
  seed = (seed ^ value) * 0x9E3779B97F4A7C15U;
  return seed ^ (seed >> 32U);
}

inline std::uint64_t hash_part(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}
inline std::uint64_t hash_part(base::Date date) { return static_cast<std::uint64_t>(date.days()); }
inline std::uint64_t hash_part(std::uint32_t number) { return number; }
inline std::uint64_t hash_part(int number) { return static_cast<std::uint64_t>(number); }

template <class Row>
std::uint32_t key_hash(const Row& row) {
  std::uint64_t hash = 1;
  std::apply([&](const auto&... parts) { ((hash = mix_hash(hash, hash_part(parts))), ...); },
             row.key());
  return static_cast<std::uint32_t>(hash >> 16U);
}

enum class RowVerdict { fresh, duplicate, conflict };

template <class Row>
class UniqueRows {
 public:
  // Rows that stand in the vector already belong to another file.
  explicit UniqueRows(std::vector<Row>& rows) : rows_(rows), first_(rows.size()) {}

  // Appends the row when its key is new.
  RowVerdict add(const Row& row) {
    if (2 * (count() + 1) > slots_.size()) grow();
    const std::uint32_t hash = key_hash(row);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].used != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash != hash) continue;
      const std::size_t index = first_ + slots_[at].used - 1;
      if (rows_[index].key() != row.key()) continue;
      matched_ = index;
      return rows_[index] == row && !is_conflicted(index) ? RowVerdict::duplicate
                                                          : RowVerdict::conflict;
    }
    rows_.push_back(row);
    slots_[at] = {hash, static_cast<std::uint32_t>(count())};
    return RowVerdict::fresh;
  }

  // After a conflict: the earlier row, nullptr where it was taken out already.
  const Row* take_out_matched() {
    if (is_conflicted(matched_)) return nullptr;
    conflicted_.insert(std::ranges::lower_bound(conflicted_, matched_), matched_);
    return &rows_[matched_];
  }

  // Removes the rows that were taken out.
  void finish() {
    if (conflicted_.empty()) return;
    std::size_t to = conflicted_.front();
    for (std::size_t from = to; from < rows_.size(); ++from) {
      if (!is_conflicted(from)) rows_[to++] = rows_[from];
    }
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(to), rows_.end());
    conflicted_.clear();
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t used = 0;  // row number in this file, from 1
  };

  [[nodiscard]] std::size_t count() const { return rows_.size() - first_; }
  [[nodiscard]] bool is_conflicted(std::size_t index) const {
    return std::ranges::binary_search(conflicted_, index);
  }

  void grow() {
    std::vector<Slot> larger(std::max<std::size_t>(64, 4 * slots_.size()));
    for (const Slot& slot : slots_) {
      if (slot.used == 0) continue;
      std::size_t at = slot.hash & (larger.size() - 1);
      while (larger[at].used != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = slot;
    }
    slots_.swap(larger);
  }

  std::vector<Row>& rows_;
  std::size_t first_;
  std::size_t matched_ = 0;
  std::vector<Slot> slots_;
  std::vector<std::size_t> conflicted_;  // ascending
};

}  // namespace wealthjobs::feeds
