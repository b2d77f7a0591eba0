// Locks of a book: who may run a pipeline of a date, and who may write, at one time (RULINGS B6).
//
//   File      <database>.lock, made once, never deleted, O_CLOEXEC; its bytes are names only
//   Run lock  one byte at (pipeline number << 32 | epoch day), exclusive
//   Book lock byte 0: shared for pipelines that post nothing, exclusive for those that post,
//             for import, restate and maintenance. Commands that only look take no lock
//   Slots     [runner] max_concurrent_runs = N above 1: a run that posts takes byte 0 shared and
//             one of N slot bytes exclusively. So N runs post at a time (SQLite lets one of them
//             write at a time, RULINGS B2 lets it read again what another has changed), still none
//             beside an import, a restate or maintenance
//   Pipeline number   30 bits of the FNV-1a hash of the name, never 0
//   Mechanism F_OFD_SETLK: the kernel drops the lock with its process, so after kill -9 the next
//             start works at once and nobody ever removes a stale lock
//   Holder    each holder also writes one 256-byte record (pid, host, start, purpose) into the file
//             and locks that record's byte: a record whose byte is free is history, not a holder
//   Example   RunLock lock = lock_run("wealth.db", "cob", date, me, 0, clock);
//   Failure   held by another: Error(busy) that names pid, host and start; a file that cannot be
//             made or opened: Error(no_permission | no_space | io_error)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/date.h"
#include "base/result.h"

namespace wealthjobs::runner {

struct LockHolder {
  std::int64_t pid = 0;
  std::string host;
  std::int64_t started_us = 0;  // wall time
  std::string purpose;          // "cob 2020-06-30", "import book"
};

// "cob 2020-06-30 (pid 4711 on ledger1 since 2020-06-30T22:00:04Z)"
std::string describe(const LockHolder& holder);

enum class BookAccess { shared, exclusive };

class RunLock {
 public:
  RunLock() = default;
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();
  [[nodiscard]] bool is_held() const { return fd_ >= 0; }
  void release();

 private:
  friend class LockFile;
  explicit RunLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

// Who holds it instead; nullopt for a holder that has not written its record yet.
using LockRefusal = std::optional<LockHolder>;

base::Result<RunLock, LockRefusal> try_lock_run(const std::string& database,
                                                std::string_view pipeline, base::Date date,
                                                const LockHolder& self);
base::Result<RunLock, LockRefusal> try_lock_book(const std::string& database, BookAccess access,
                                                 const LockHolder& self);

// As above; tries again for `wait_s` seconds of the monotonic clock, then throws Error(busy).
RunLock lock_run(const std::string& database, std::string_view pipeline, base::Date date,
                 const LockHolder& self, std::int64_t wait_s, const base::Clock& clock);
RunLock lock_book(const std::string& database, BookAccess access, const LockHolder& self,
                  std::int64_t wait_s, const base::Clock& clock);

// For a run that posts: one of `max_runs` places, and nobody beside it who needs the book alone.
base::Result<RunLock, LockRefusal> try_lock_posting(const std::string& database, int max_runs,
                                                    const LockHolder& self);
RunLock lock_posting(const std::string& database, int max_runs, const LockHolder& self,
                     std::int64_t wait_s, const base::Clock& clock);

// Who runs this pipeline and date now, without taking the lock: for `status` and `cancel`.
std::optional<LockHolder> holder_of_run(const std::string& database, std::string_view pipeline,
                                        base::Date date);

// pid and host of this process.
LockHolder this_process(std::string purpose, const base::Clock& clock);

}  // namespace wealthjobs::runner
