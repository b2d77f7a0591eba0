#include "runner/journal_queue.h"

#include "base/error.h"

namespace wealthjobs::runner {
namespace {

constexpr int reader_patience_ms = 5'000;

}  // namespace

bool JournalQueue::flush() {
  if (changes_.empty()) return true;
  // Only this may not wait: a reader of the same connection has patience with a recovery.
  book_.set_busy_timeout(0);
  auto write = store::WriteTransaction::try_begin(book_);
  book_.set_busy_timeout(reader_patience_ms);
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
