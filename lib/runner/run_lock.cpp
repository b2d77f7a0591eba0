#include "runner/run_lock.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <ctime>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "pipeline/retry_policy.h"

namespace wealthjobs::runner {
namespace {

constexpr std::int64_t poll_ms = 50;
constexpr std::int64_t dying_ms = 5'000;  // how long a dead holder is given
constexpr std::size_t record_bytes = 256;
constexpr int record_count = 64;
constexpr off_t book_byte = 0;
constexpr off_t first_record_byte = 1;               // pipeline number 0, "days" 1 to 64
constexpr off_t first_slot_byte = 1 + record_count;  // and from 65 the slots of runs that post

off_t run_byte(std::string_view pipeline, base::Date date) {
  std::uint64_t number = pipeline::seed_of(pipeline) & 0x3fffffffU;
  if (number == 0) number = 1;
  const auto day = static_cast<std::uint32_t>(date.days());
  return static_cast<off_t>(number << 32U | day);
}

bool set_lock(int fd, short type, off_t byte) {
  struct flock lock{};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  while (fcntl(fd, F_OFD_SETLK, &lock) != 0) {
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EACCES) return false;
    throw base::Error(base::ErrorKind::io_error,
                      std::string("cannot lock the book: ") + std::strerror(errno),
                      "put the database on a local disk");
  }
  return true;
}

bool is_locked_by_another(int fd, off_t byte) {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  if (fcntl(fd, F_OFD_GETLK, &lock) != 0) return false;
  return lock.l_type != F_UNLCK;
}

// One line "byte|pid|start|host|purpose", padded with blanks to the size of a record.
std::string record_text(off_t byte, const LockHolder& holder) {
  std::string text = std::to_string(byte) + "|" + std::to_string(holder.pid) + "|" +
                     std::to_string(holder.started_us) + "|" + holder.host + "|" + holder.purpose;
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  text.resize(record_bytes - 1, ' ');
  return text + "\n";
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<LockHolder> parse_record(std::string_view text, off_t byte) {
  const std::vector<std::string> parts = base::split_text(base::trim_blanks(text), '|');
  if (parts.size() < 5 || number(parts[0]) != byte) return std::nullopt;
  const auto pid = number(parts[1]);
  const auto started = number(parts[2]);
  if (!pid || !started) return std::nullopt;
  return LockHolder{*pid, parts[3], *started, parts[4]};
}

}  // namespace

class LockFile {
 public:
  explicit LockFile(const std::string& database, int flags = O_RDWR | O_CREAT)
      : fd_(open((database + ".lock").c_str(), flags | O_CLOEXEC, 0660)) {
    if (fd_ < 0 && (flags & O_CREAT) != 0) {
      throw base::Error(base::error_kind_of_errno(errno),
                        "cannot open " + database + ".lock: " + std::strerror(errno),
                        "the user of this command needs to write beside the book");
    }
  }
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

  base::Result<RunLock, LockRefusal> take(off_t byte, short type, const LockHolder& self) {
    if (!set_lock(fd_, type, byte)) return base::refuse(find_holder(byte));
    write_record(byte, self);
    return RunLock(std::exchange(fd_, -1));
  }

  // Shared with other runs that post; the slot is this one's alone.
  base::Result<RunLock, LockRefusal> take_slot(int slots, const LockHolder& self) {
    if (!set_lock(fd_, F_RDLCK, book_byte)) return base::refuse(find_holder(book_byte));
    for (off_t slot = first_slot_byte; slot < first_slot_byte + slots; ++slot) {
      if (!set_lock(fd_, F_WRLCK, slot)) continue;
      write_record(book_byte, self);  // who refuses an import
      write_record(slot, self);       // who refuses one run too many
      return RunLock(std::exchange(fd_, -1));
    }
    LockRefusal holder;
    for (off_t slot = first_slot_byte; slot < first_slot_byte + slots && !holder; ++slot) {
      holder = find_holder(slot);
    }
    return base::refuse(std::move(holder));
  }

  [[nodiscard]] LockRefusal find_holder(off_t byte) const {
    std::array<char, record_bytes> buffer{};
    for (int i = 0; i < record_count; ++i) {
      const ssize_t n = pread(fd_, buffer.data(), buffer.size(), i * off_t{record_bytes});
      if (n <= 0) break;
      const std::string_view text(buffer.data(), static_cast<std::size_t>(n));
      auto holder = parse_record(text.substr(0, text.find('\n')), byte);
      if (holder && is_locked_by_another(fd_, first_record_byte + i)) return holder;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_held_by_another(off_t byte) const {
    return is_locked_by_another(fd_, byte);
  }

 private:
  // More than 64 holders at once: the lock holds all the same, its messages name nobody.
  // A record byte that this file has locked itself would be given again: the search goes on.
  void write_record(off_t byte, const LockHolder& self) {
    for (int i = next_record_; i < record_count; ++i) {
      if (!set_lock(fd_, F_WRLCK, first_record_byte + i)) continue;
      const std::string text = record_text(byte, self);
      // A full disk costs the next caller the holder's name, nothing else.
      [[maybe_unused]] const ssize_t n =
          pwrite(fd_, text.data(), text.size(), i * off_t{record_bytes});
      next_record_ = i + 1;
      return;
    }
  }

  int fd_;
  int next_record_ = 0;
};

namespace {

// A killed runner's lock lives on for the instant in which a child of it has not yet executed its
// program: that is nobody to wait for, and nobody to be refused by.
bool is_dead(const LockHolder& holder, const LockHolder& self) {
  return holder.pid > 0 && holder.host == self.host &&
         kill(static_cast<pid_t>(holder.pid), 0) != 0 && errno == ESRCH;
}

// `take` tries once.
template <class Take>
RunLock wait_for(const Take& take, const LockHolder& self, std::int64_t wait_s,
                 const base::Clock& clock) {
  const std::int64_t started = clock.monotonic_us();
  // A holder between its lock and its record is named a moment later.
  const std::int64_t naming_until = started + 2 * poll_ms * 1000;
  const std::int64_t dying_until = started + dying_ms * 1000;
  for (;;) {
    auto taken = take();
    if (taken) return std::move(*taken);
    const std::int64_t now = clock.monotonic_us();
    const LockRefusal& holder = taken.error();
    const bool is_dying = holder && now < dying_until && is_dead(*holder, self);
    if (!is_dying && now - started >= wait_s * 1'000'000 && (holder || now >= naming_until)) {
      throw base::Error(base::ErrorKind::busy,
                        holder ? "already running: " + describe(*holder)
                               : "already running: another process holds the lock",
                        "wait for it (--wait 10m), or see: wealthjobs status");
    }
    const timespec pause{0, poll_ms * 1'000'000};
    nanosleep(&pause, nullptr);
  }
}

short lock_type(BookAccess access) { return access == BookAccess::shared ? F_RDLCK : F_WRLCK; }

}  // namespace

RunLock::RunLock(RunLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  if (this != &other) {
    release();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

RunLock::~RunLock() { release(); }

void RunLock::release() {
  if (fd_ >= 0) close(std::exchange(fd_, -1));
}

std::string describe(const LockHolder& holder) {
  return holder.purpose + " (pid " + std::to_string(holder.pid) + " on " + holder.host + " since " +
         base::format_utc(holder.started_us) + ")";
}

base::Result<RunLock, LockRefusal> try_lock_run(const std::string& database,
                                                std::string_view pipeline, base::Date date,
                                                const LockHolder& self) {
  return LockFile(database).take(run_byte(pipeline, date), F_WRLCK, self);
}

base::Result<RunLock, LockRefusal> try_lock_book(const std::string& database, BookAccess access,
                                                 const LockHolder& self) {
  return LockFile(database).take(book_byte, lock_type(access), self);
}

RunLock lock_run(const std::string& database, std::string_view pipeline, base::Date date,
                 const LockHolder& self, std::int64_t wait_s, const base::Clock& clock) {
  return wait_for([&] { return try_lock_run(database, pipeline, date, self); }, self, wait_s,
                  clock);
}

RunLock lock_book(const std::string& database, BookAccess access, const LockHolder& self,
                  std::int64_t wait_s, const base::Clock& clock) {
  return wait_for([&] { return try_lock_book(database, access, self); }, self, wait_s, clock);
}

base::Result<RunLock, LockRefusal> try_lock_posting(const std::string& database, int max_runs,
                                                    const LockHolder& self) {
  if (max_runs <= 1) return try_lock_book(database, BookAccess::exclusive, self);
  return LockFile(database).take_slot(max_runs, self);
}

RunLock lock_posting(const std::string& database, int max_runs, const LockHolder& self,
                     std::int64_t wait_s, const base::Clock& clock) {
  return wait_for([&] { return try_lock_posting(database, max_runs, self); }, self, wait_s, clock);
}

std::optional<LockHolder> holder_of_run(const std::string& database, std::string_view pipeline,
                                        base::Date date) {
  const LockFile file(database, O_RDONLY);
  const off_t byte = run_byte(pipeline, date);
  if (!file.is_open() || !file.is_held_by_another(byte)) return std::nullopt;
  LockRefusal holder = file.find_holder(byte);
  return holder ? holder : LockHolder{0, "", 0, std::string(pipeline) + " " + date.iso()};
}

LockHolder this_process(std::string purpose, const base::Clock& clock) {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  return {getpid(), host.data(), clock.wall_us(), std::move(purpose)};
}

}  // namespace wealthjobs::runner
