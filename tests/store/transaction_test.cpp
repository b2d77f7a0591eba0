#include "store/transaction.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

TEST(WriteTransaction, RaisesTheRevisionOnceAndGivesItATime) {
  ScratchBook scratch;
  Database book = scratch.open();
  {
    WriteTransaction write(book);
    EXPECT_EQ(write.revision(), 0);
    EXPECT_EQ(write.raise_revision("fiona", "import book", 1'000'000), 1);
    EXPECT_EQ(write.raise_revision("fiona", "import book", 2'000'000), 1);
    EXPECT_EQ(write.known_us(), 1'000'000);
    write.commit();
  }
  EXPECT_EQ(book_revision(book), 1);
  Cursor rows = book.query("SELECT known_us, actor, cause FROM knowledge WHERE revision = 1");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), 1'000'000);
  EXPECT_EQ(rows.text(1), "fiona");
  EXPECT_EQ(rows.text(2), "import book");
}

TEST(WriteTransaction, KnowledgeTimeIsStrictlyIncreasingWhateverTheClockDoes) {
  ScratchBook scratch;
  Database book = scratch.open();
  std::int64_t last = 0;
  for (const std::int64_t now_us : {500, 500, 10, 501, 502, 9000}) {
    WriteTransaction write(book);
    write.raise_revision("a", "b", now_us);
    EXPECT_GT(write.known_us(), last);
    EXPECT_GE(write.known_us(), now_us);
    last = write.known_us();
    write.commit();
  }
  EXPECT_EQ(last, 9000);
}

TEST(WriteTransaction, RollsBackUnlessCommitted) {
  ScratchBook scratch;
  Database book = scratch.open();
  {
    WriteTransaction write(book);
    write.raise_revision("a", "b", 1);
  }
  EXPECT_EQ(book_revision(book), 0);
  {
    WriteTransaction write(book);
    write.raise_revision("a", "b", 1);
    write.roll_back();
  }
  EXPECT_EQ(book_revision(book), 0);
}

TEST(WriteTransaction, IsTheOnlyOne) {
  ScratchBook scratch;
  Database one = scratch.open();
  Database two = scratch.open({.busy_timeout_ms = 0});
  WriteTransaction first(one);
  EXPECT_FALSE(WriteTransaction::try_begin(two).has_value());
  try {
    WriteTransaction second(two);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::busy);
  }
  first.commit();
  std::optional<WriteTransaction> second = WriteTransaction::try_begin(two);
  ASSERT_TRUE(second.has_value());
  second->raise_revision("b", "c", 5);
  second->commit();
  EXPECT_EQ(book_revision(one), 1);
}

TEST(ReadTransaction, SeesOneUnchangingBookWhileAnotherConnectionWrites) {
  ScratchBook scratch;
  Database reader = scratch.open({.mode = OpenMode::read_only});
  Database writer = scratch.open();
  ReadTransaction read(reader);
  EXPECT_EQ(read.revision(), 0);
  WriteTransaction write(writer);
  write.raise_revision("a", "b", 1);
  write.commit();
  EXPECT_EQ(book_revision(reader), 0);
  read.end();
  EXPECT_EQ(book_revision(reader), 1);
}

TEST(ReadTransaction, InsideAnotherEndsNothing) {
  ScratchBook scratch;
  Database book = scratch.open();
  ReadTransaction outer(book);
  {
    ReadTransaction inner(book);
  }
  EXPECT_TRUE(book.in_transaction());
  outer.end();
  EXPECT_FALSE(book.in_transaction());
}

TEST(ReadTransaction, ShowsThatSomebodyWroteInBetween) {
  ScratchBook scratch;
  Database book = scratch.open();
  Database other = scratch.open();
  ReadTransaction read(book);
  {
    WriteTransaction write(other);
    write.raise_revision("a", "b", 1);
    write.commit();
  }
  read.end();
  WriteTransaction write(book);
  EXPECT_NE(write.revision(), read.revision());
}

}  // namespace
}  // namespace wealthjobs::store
