#include "store/statement.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/error.h"
#include "finance/ledger/numbers.h"
#include "store/scratch_book.h"

namespace wealthjobs::store {
namespace {

TEST(Statement, BringsBackEveryKindOfValue) {
  ScratchBook scratch;
  Database book = scratch.open();
  const unsigned char bytes[] = {0, 255, 7};
  const std::optional<std::int64_t> none;
  Cursor rows =
      book.query("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", std::numeric_limits<std::int64_t>::min(),
                 0.1, "text", std::string("with \0 inside", 13), base::Date(-7),
                 base::Currency::of("JPY"), finance::PortfolioNo{12}, Bytes(bytes), nullptr, none,
                 std::optional<base::Date>(base::Date(3)));
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(rows.real(1), 0.1);
  EXPECT_EQ(rows.text(2), "text");
  EXPECT_EQ(rows.text(3), std::string_view("with \0 inside", 13));
  EXPECT_EQ(rows.date(4), base::Date(-7));
  EXPECT_EQ(rows.currency(5), base::Currency::of("JPY"));
  EXPECT_EQ(rows.number<finance::PortfolioNo>(6), finance::PortfolioNo{12});
  ASSERT_EQ(rows.blob(7).size(), 3U);
  EXPECT_EQ(rows.blob(7)[1], 255);
  EXPECT_TRUE(rows.is_null(8));
  EXPECT_EQ(rows.text(8), "");
  EXPECT_EQ(rows.optional_integer(9), std::nullopt);
  EXPECT_EQ(rows.optional_date(10), base::Date(3));
  EXPECT_FALSE(rows.next());
}

TEST(Statement, BindsByPositionAndStepsAgain) {
  ScratchBook scratch;
  Database book = scratch.open();
  Statement statement = book.prepare("SELECT ? + ?");
  for (int i = 0; i < 3; ++i) {
    statement.bind(1, i).bind(2, 10);
    ASSERT_TRUE(statement.step());
    EXPECT_EQ(statement.small(0), i + 10);
    statement.reset();
  }
}

TEST(Statement, KeepsOneStatementForEachText) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_EQ(&book.cached("SELECT 1"), &book.cached("SELECT 1"));
  EXPECT_NE(&book.cached("SELECT 1"), &book.cached("SELECT 2"));
}

TEST(Statement, IsFreeAgainWhenItsCursorGoesOutOfScopeEarly) {
  ScratchBook scratch;
  Database book = scratch.open();
  const auto first = [&] {
    Cursor rows = book.query("SELECT account FROM account ORDER BY account");
    return rows.next() ? rows.small(0) : 0;
  };
  EXPECT_EQ(first(), 1000);
  EXPECT_EQ(first(), 1000);
  WriteTransaction write(book);  // no read is left open
  write.commit();
}

TEST(Statement, NamesAFaultInItsTextAsABug) {
  ScratchBook scratch;
  Database book = scratch.open();
  try {
    static_cast<void>(book.query("SELECT nonsense FROM nowhere"));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::internal);
    EXPECT_EQ(error.message(), scratch.path + ": no such table: nowhere");
  }
}

TEST(Statement, CountsTheRowsItChanged) {
  ScratchBook scratch;
  Database book = scratch.open();
  WriteTransaction write(book);
  EXPECT_EQ(book.run("UPDATE account SET label = label || '' WHERE account < ?", 1100), 3);
}

TEST(StatementDeathTest, MayNotWriteOutsideAWriteTransaction) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_DEATH(book.run("DELETE FROM hold"), "is_writing");
}

TEST(StatementDeathTest, MayNotBeStartedWhileItIsWalked) {
  ScratchBook scratch;
  Database book = scratch.open();
  Cursor rows = book.query("SELECT account FROM account");
  ASSERT_TRUE(rows.next());
  EXPECT_DEATH(static_cast<void>(book.query("SELECT account FROM account")), "busy");
}

TEST(StatementDeathTest, WantsAValueForEachParameter) {
  ScratchBook scratch;
  Database book = scratch.open();
  EXPECT_DEATH(static_cast<void>(book.query("SELECT ?, ?", 1)), "bind_parameter_count");
}

}  // namespace
}  // namespace wealthjobs::store
