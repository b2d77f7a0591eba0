// The rows of one file, each key once. An identical row is a duplicate; a row of the same key with
// other content is a conflict, and then neither is believed: which one came first must not decide.
//
//   Cost  one look-up in an open-addressed table of 8 bytes a slot, at most half full
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/date.h"
#include "feeds/text_hash.h"

namespace wealthjobs::feeds {

// Neighbouring days share a cache line of the table: files are sorted by day, or hold each id on
// each day, and a table of a million rows does not fit into the cache.
class KeyHash {
 public:
  void add(std::string_view text) { mixed_ = mix_hash(mixed_, hash_text(text)); }
  void add(std::uint32_t number) { mixed_ = mix_hash(mixed_, number); }
  void add(int number) { mixed_ = mix_hash(mixed_, static_cast<std::uint32_t>(number)); }
  void add(base::Date date) {
    const auto days = static_cast<std::uint32_t>(date.days());
    mixed_ = mix_hash(mixed_, days >> 3U);
    day_ = days & 7U;
    has_day_ = true;
  }
  [[nodiscard]] std::uint32_t value() const {
    const auto hash = static_cast<std::uint32_t>(mixed_ >> 16U);
    return has_day_ ? hash << 3U | day_ : hash;
  }

 private:
  std::uint64_t mixed_ = 1;
  std::uint32_t day_ = 0;
  bool has_day_ = false;
};

template <class Row>
std::uint32_t key_hash(const Row& row) {
  KeyHash hash;
  std::apply([&](const auto&... parts) { (hash.add(parts), ...); }, row.key());
  return hash.value();
}

enum class RowVerdict { fresh, duplicate, conflict };

template <class Row>
class UniqueRows {
 public:
  // Rows that stand in the vector already belong to another file.
  explicit UniqueRows(std::vector<Row>& rows) : rows_(rows), first_(rows.size()) {}

  // Appends the row when its key is new.
  RowVerdict add(const Row& row) {
    if (slots_.empty()) {
      // a file in ascending order holds no key twice and needs no table
      if (count() == 0 || rows_.back().key() < row.key()) {
        rows_.push_back(row);
        return RowVerdict::fresh;
      }
      build();
    }
    return look_up(row);
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

  RowVerdict look_up(const Row& row) {
    if (2 * (count() + 1) > slots_.size()) grow(2 * slots_.size());
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

  // The table of the rows that came in ascending order.
  void build() {
    grow(std::bit_ceil(std::max<std::size_t>(64, 4 * count())));
    for (std::size_t i = 0; i < count(); ++i) {
      const std::uint32_t hash = key_hash(rows_[first_ + i]);
      std::size_t at = hash & (slots_.size() - 1);
      while (slots_[at].used != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {hash, static_cast<std::uint32_t>(i + 1)};
    }
  }

  void grow(std::size_t size) {
    std::vector<Slot> larger(size);
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
