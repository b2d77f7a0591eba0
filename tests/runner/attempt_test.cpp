#include "runner/attempt.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <limits>

#include "runner/scratch_folder.h"

namespace wealthjobs::runner {
namespace {

AttemptSpec shell(const std::string& script) {
  AttemptSpec spec;
  spec.argv = {"/bin/sh", "-c", script};
  return spec;
}

AttemptEnd wait_for(Attempt& attempt, std::vector<std::string>& lines) {
  int status = 0;
  rusage usage{};
  EXPECT_EQ(wait4(attempt.pid(), &status, 0, &usage), attempt.pid());
  return attempt.finish(status, usage, lines);
}

TEST(Attempt, LeadsAProcessGroupOfItsOwn) {
  Attempt attempt(shell("exec sleep 60"), {}, 0);
  EXPECT_EQ(getpgid(attempt.pid()), attempt.pid());
  attempt.kill_now();
  std::vector<std::string> lines;
  EXPECT_EQ(wait_for(attempt, lines).signal, SIGKILL);
}

TEST(Attempt, AsksAtItsLimitAndKillsAfterTheGrace) {
  AttemptSpec spec = shell("exec sleep 60");
  spec.timeout_ms = 1'000;
  spec.grace_ms = 500;
  Attempt attempt(spec, {}, 0);
  EXPECT_EQ(attempt.next_due_us(), 1'000'000);
  attempt.act_on_time(999'999);
  EXPECT_EQ(attempt.next_due_us(), 1'000'000);
  attempt.act_on_time(1'000'000);
  EXPECT_GE(attempt.next_due_us(), 1'500'000);
  attempt.act_on_time(2'000'000);
  EXPECT_EQ(attempt.next_due_us(), std::numeric_limits<std::int64_t>::max());
  std::vector<std::string> lines;
  EXPECT_EQ(wait_for(attempt, lines).stopped, StopCause::timeout);
}

TEST(Attempt, MasksSecretsInLogAndReason) {
  const ScratchFolder folder;
  AttemptSpec spec = shell("echo t0p-s3cret; echo 'why: bad t0p-s3cret' >&3; exit 1");
  spec.log_path = folder.path("log");
  Attempt attempt(spec, SecretMask::of({"API_TOKEN=t0p-s3cret"}), 0);
  std::vector<std::string> lines;
  const AttemptEnd end = wait_for(attempt, lines);
  EXPECT_EQ(end.why, "bad ***");
  EXPECT_EQ(end.last_line, "***");
  EXPECT_EQ(text_of(folder.path("log")), "***\n");
}

TEST(Attempt, WatchesTwoPipes) {
  Attempt attempt(shell("exec sleep 60"), {}, 0);
  std::vector<pollfd> fds;
  attempt.add_poll_fds(fds);
  EXPECT_EQ(fds.size(), 2U);
  attempt.kill_now();
  std::vector<std::string> lines;
  wait_for(attempt, lines);
}

}  // namespace
}  // namespace wealthjobs::runner
