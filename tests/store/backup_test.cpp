#include "store/backup.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "store/doctor.h"
#include "store/dump.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

struct Backup : testing::Test {
  Backup() {
    WriteTransaction write(book);
    write.raise_revision("fiona", "import", 5);
    book.execute("INSERT INTO balance VALUES (1, 1000, 'USD', 5)");
    write.commit();
  }
  ScratchBook scratch;
  Database book = scratch.open();
  std::string target = scratch.folder / "backup's.db";
};

TEST_F(Backup, IsTheBookAtThatInstant) {
  const std::string before = dump_sha256(book, {.with_revisions = true});
  const BackupReport report = backup_book(book, target);
  EXPECT_EQ(report.revision, 1);
  EXPECT_EQ(report.bytes, static_cast<std::int64_t>(bytes_of(target).size()));
  Database copy = Database::open(target);
  EXPECT_EQ(dump_sha256(copy, {.with_revisions = true}), before);
  EXPECT_TRUE(check_structure(copy).empty());
  WriteTransaction write(copy);  // it is a whole book
  write.raise_revision("fiona", "goes on", 6);
  write.commit();
}

TEST_F(Backup, IsTakenWhileAnotherConnectionWrites) {
  Database writer = scratch.open();
  WriteTransaction write(writer);
  writer.execute("INSERT INTO balance VALUES (2, 1000, 'USD', 6)");
  backup_book(book, target);
  write.commit();
  Database copy = Database::open(target);
  EXPECT_EQ(copy.integer_or(0, "SELECT count(*) FROM balance"), 1);
}

TEST_F(Backup, RefusesToOverwriteUnlessTold) {
  write_bytes(target, "something of value");
  EXPECT_THROW(backup_book(book, target), base::Error);
  EXPECT_EQ(bytes_of(target), "something of value");
  backup_book(book, target, {.may_overwrite = true});
  EXPECT_EQ(book_revision(book), 1);
  EXPECT_THROW(backup_book(book, scratch.path, {.may_overwrite = true}), base::Error);
}

TEST_F(Backup, LeavesNothingWhereItCannotWrite) {
  EXPECT_THROW(backup_book(book, scratch.folder / "none/copy.db"), base::Error);
  EXPECT_FALSE(book_exists(scratch.folder / "none"));
}

}  // namespace
}  // namespace wealthjobs::store
