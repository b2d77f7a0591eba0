#include "store/event_chain.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/sha256.h"
#include "store/sample_run.h"

namespace wealthjobs::store {
namespace {

void tamper(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  const std::string script = "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; " + sql;
  ASSERT_EQ(sqlite3_exec(handle, script.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

struct EventChain : testing::Test {
  EventChain() {
    Database book = scratch.open();
    WriteTransaction write(book);
    for (int i = 1; i <= 5; ++i) {
      NewEvent event;
      event.type = i == 3 ? event_type::gate_overridden : event_type::step_progress;
      event.at_us = i;
      event.payload_json = R"({"n":)" + std::to_string(i) + "}";
      if (i == 2) event.run_id = "cob-2020-06-30-1";
      EXPECT_EQ(append_event(write, sample_origin, event), i);
    }
    write.commit();
  }
  Findings findings() const {
    Database book = scratch.open();
    return check_event_chain(book);
  }
  ScratchBook scratch;
};

TEST_F(EventChain, IsWhatItsHeaderSays) {
  Database book = scratch.open();
  const EventRow first = load_events(book, 0, 1).at(0);
  EXPECT_EQ(canonical_event(first),
            "wj-event/1\n1\n1\nStepProgress\n\n\n\nfiona\nledger1\n42\nc0ffee\n0.1.0\n"
            "{\"n\":1}\n");
  EXPECT_EQ(first.prev_hash, base::zero_hash);
  EXPECT_EQ(first.hash,
            base::sha256_hex(std::string(base::zero_hash) + "\n" + canonical_event(first)));
  EXPECT_EQ(load_events(book, 1, 1).at(0).prev_hash, first.hash);
  EXPECT_TRUE(findings().empty());
}

TEST_F(EventChain, EscapesWhatCouldMakeTwoEventsReadAlike) {
  EventRow one;
  one.origin.actor = "a\nb";
  EventRow two;
  two.origin.actor = "a";
  two.origin.host = "b";
  EXPECT_NE(canonical_event(one), canonical_event(two));
  EventRow three;
  three.origin.actor = "a\\nb";
  EXPECT_NE(canonical_event(one), canonical_event(three));
}

TEST_F(EventChain, GivesTheEventsOfOneRun) {
  Database book = scratch.open();
  EXPECT_EQ(load_events(book, 0, 10, "cob-2020-06-30-1").size(), 1U);
  EXPECT_EQ(load_events(book, 3, 10).size(), 2U);
}

TEST_F(EventChain, FindsAChangedEvent) {
  tamper(scratch.path, "UPDATE event SET actor = 'nobody' WHERE seq = 3");
  ASSERT_EQ(findings().size(), 1U);
  EXPECT_EQ(findings()[0].where, "event 3");
  EXPECT_EQ(findings()[0].text, "its content does not have the stored hash");
}

TEST_F(EventChain, FindsAMissingEvent) {
  tamper(scratch.path, "DELETE FROM event WHERE seq = 2");
  ASSERT_EQ(findings().size(), 1U);
  EXPECT_EQ(findings()[0].where, "event 3");
  EXPECT_EQ(findings()[0].text, "follows event 1: events are missing");
}

TEST_F(EventChain, FindsAnEventThatWasHashedAnewWithoutThoseBehindIt) {
  Database book = scratch.open();
  EventRow event = load_events(book, 1, 1).at(0);
  event.payload_json = "{}";
  tamper(scratch.path,
         "UPDATE event SET payload_json = '{}', hash = '" + event_hash(event) + "' WHERE seq = 2");
  ASSERT_EQ(findings().size(), 1U);
  EXPECT_EQ(findings()[0].where, "event 3");
  EXPECT_EQ(findings()[0].text, "is not linked to the event before it");
}

}  // namespace
}  // namespace wealthjobs::store
