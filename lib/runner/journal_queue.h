// What the parent still has to write into the run journal, in order, in as few commits as possible.
//
//   add()     one change; nothing happens yet
//   flush()   all changes in one transaction, without waiting: false where another process is
//             writing, the changes stay and the caller comes back on its next turn (RULINGS B2)
//   Cost      the end of one step and the start of the next share one durable commit
#pragma once

#include <functional>
#include <vector>

#include "store/database.h"
#include "store/event_chain.h"
#include "store/transaction.h"

namespace wealthjobs::runner {

class JournalQueue {
 public:
  using Change = std::function<void(store::WriteTransaction&, const store::EventOrigin&)>;

  JournalQueue(store::Database& book, store::EventOrigin origin)
      : book_(book), origin_(std::move(origin)) {}

  void add(Change change) { changes_.push_back(std::move(change)); }
  // Throws base::Error where the book cannot be written at all.
  bool flush();
  [[nodiscard]] bool is_empty() const { return changes_.empty(); }
  [[nodiscard]] store::Database& book() { return book_; }
  [[nodiscard]] const store::EventOrigin& origin() const { return origin_; }

 private:
  store::Database& book_;
  store::EventOrigin origin_;
  std::vector<Change> changes_;
};

}  // namespace wealthjobs::runner
