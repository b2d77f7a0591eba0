#include "runner/journal_queue.h"

#include <gtest/gtest.h>

#include "runner/scratch_folder.h"
#include "store/migration.h"

namespace wealthjobs::runner {
namespace {

class JournalQueueTest : public testing::Test {
 protected:
  JournalQueueTest() {
    store::create_book(folder.path("wealth.db"));
    book.emplace(store::Database::open(folder.path("wealth.db"), {.busy_timeout_ms = 0}));
  }
  static JournalQueue::Change event(std::string_view type) {
    return [type](store::WriteTransaction& write, const store::EventOrigin& origin) {
      store::NewEvent event;
      event.type = type;
      store::append_event(write, origin, event);
    };
  }
  ScratchFolder folder;
  std::optional<store::Database> book;
};

TEST_F(JournalQueueTest, WritesItsChangesInOrderAndOnce) {
  JournalQueue journal(*book, {"fiona", "ledger1", 42, "", "0.1.0"});
  EXPECT_TRUE(journal.flush());
  journal.add(event("RunStarted"));
  journal.add(event("StepStarted"));
  EXPECT_TRUE(journal.flush());
  EXPECT_TRUE(journal.is_empty());
  EXPECT_TRUE(journal.flush());
  const auto events = store::load_events(*book, 0, 10);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].type, "RunStarted");
  EXPECT_EQ(events[1].origin.actor, "fiona");
}

TEST_F(JournalQueueTest, KeepsThemWhileAnotherProcessWrites) {
  JournalQueue journal(*book, {});
  journal.add(event("RunStarted"));
  auto other = store::Database::open(folder.path("wealth.db"));
  {
    const store::WriteTransaction write(other);
    EXPECT_FALSE(journal.flush());
    EXPECT_FALSE(journal.is_empty());
  }
  EXPECT_TRUE(journal.flush());
  EXPECT_EQ(store::load_events(*book, 0, 10).size(), 1U);
}

}  // namespace
}  // namespace wealthjobs::runner
