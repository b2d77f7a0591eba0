#include "runner/journal_queue.h"

#include "base/error.h"

namespace wealthjobs::runner {

bool JournalQueue::flush() {
  if (changes_.empty()) return true;
  auto write = store::WriteTransaction::try_begin(book_);
  if (!write) return false;
  for (const Change& change : changes_) change(*write, origin_);
  try {
    write->commit();
  } catch (const base::Error& error) {
    // A reader can hold a checkpoint back, never a commit; but a lock is a lock: come again.
    if (error.kind() == base::ErrorKind::busy) return false;
    throw;
  }
  changes_.clear();
  return true;
}

}  // namespace wealthjobs::runner
