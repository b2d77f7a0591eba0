#include "store/dump.h"

#include <gtest/gtest.h>

#include "store/sample_run.h"

namespace wealthjobs::store {
namespace {

std::string dump_of(Database& book, const DumpOptions& options = {}) {
  std::string text;
  dump_book(book, [&](std::string_view line) { text += line; }, options);
  return text;
}

TEST(Dump, ShowsRowsInKeyOrderAsLiterals) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  book.execute(
      "INSERT INTO hold VALUES (2, 1, 'r', 'it''s', NULL, '', 1), "
      "(1, 1, 'r', 'd', NULL, NULL, 1)");
  write.commit();
  const std::string text = dump_of(book);
  EXPECT_NE(text.find("# table hold day|portfolio_no|reason|detail|released_by|released_why\n"
                      "1|1|'r'|'d'|NULL|NULL\n2|1|'r'|'it''s'|NULL|''\n"),
            std::string::npos)
      << text;
}

TEST(Dump, KnowsNoClockAndNoRuns) {
  ScratchBook one;
  ScratchBook two;
  Database first = one.open();
  Database second = two.open();
  created_run(first);
  for (Database* book : {&first, &second}) {
    WriteTransaction write(*book);
    write.raise_revision("fiona", "import", book == &first ? 1 : 999);
    book->execute("INSERT INTO balance VALUES (1, 1000, 'USD', 5)");
    write.commit();
  }
  EXPECT_EQ(dump_sha256(first), dump_sha256(second));
  EXPECT_EQ(dump_sha256(first, {.with_revisions = true}),
            dump_sha256(second, {.with_revisions = true}));
  EXPECT_EQ(dump_of(first).find("fiona"), std::string::npos);
  EXPECT_NE(dump_of(first, {.with_revisions = true}).find("fiona"), std::string::npos);
}

TEST(Dump, DiffersForEveryDifference) {
  ScratchBook scratch;
  Database book = scratch.open();
  const std::string before = dump_sha256(book);
  WriteTransaction write(book);
  book.execute("INSERT INTO balance VALUES (1, 1000, 'USD', 5)");
  write.commit();
  EXPECT_NE(dump_sha256(book), before);
}

}  // namespace
}  // namespace wealthjobs::store
