#include "runner/step_log.h"

#include <gtest/gtest.h>

#include <random>

#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

TEST(StepLog, KeepsEverythingBelowItsLimit) {
  const ScratchFolder folder;
  StepLog log(folder.path("a"), 100);
  log.write(std::string(70, 'a'));
  log.write(std::string(30, 'b'));
  log.finish();
  EXPECT_EQ(text_of(folder.path("a")), std::string(70, 'a') + std::string(30, 'b'));
}

TEST(StepLog, KeepsHeadAndTailOfAnyLength) {
  const ScratchFolder folder;
  std::mt19937 random(11);
  for (int i = 0; i < 1000; ++i) {
    std::string all;
    StepLog log(folder.path("a"), 400);
    for (std::size_t n = random() % 12; n > 0; --n) {
      std::string part(random() % 200, static_cast<char>('a' + random() % 26));
      log.write(part);
      all += part;
    }
    log.finish();
    const std::string text = all.empty() ? "" : text_of(folder.path("a"));
    if (all.size() <= 400) {
      EXPECT_EQ(text, all);
    } else {
      EXPECT_EQ(text.substr(0, 300), all.substr(0, 300));
      EXPECT_EQ(text.substr(text.size() - 100), all.substr(all.size() - 100));
      EXPECT_NE(text.find(": " + std::to_string(all.size() - 400) + " bytes left out"),
                std::string::npos);
    }
  }
}

TEST(StepLog, NeverFailsAStep) {
  StepLog log("/dev/full", 100);
  log.write("x");
  log.finish();
  EXPECT_EQ(log.bytes_seen(), 1);
  EXPECT_NE(log.fault().find("No space left"), std::string::npos);
}

TEST(StepLog, RemembersTheLastLineThatSaysSomething) {
  StepLog log("", 100);
  log.write("one\ntwo\x1b[0m\n\n  \n");
  EXPECT_EQ(log.last_line(), "two [0m");
  log.write(std::string(5000, '\n') + "three");
  EXPECT_EQ(log.last_line(), "three");
}

}  // namespace
}  // namespace wealthjobs::runner
