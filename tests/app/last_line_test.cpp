#include "last_line.h"

#include <gtest/gtest.h>

namespace wealthjobs::app {
namespace {

using base::Error;
using base::ErrorKind;

TEST(LastLine, OfARunNamesPipelineDateStatusStepReasonAndNext) {
  EXPECT_EQ(last_line_of(FailureLine{"cob", "2020-06-30", base::ExitStatus::data_missing, "pack",
                                     "no price of AAPL", "wealthjobs log cob-2020-06-30-1 pack"}),
            "wealthjobs: cob 2020-06-30: data_missing: pack: no price of AAPL; "
            "next: wealthjobs log cob-2020-06-30-1 pack");
}

TEST(LastLine, OfAFaultWithoutARunNamesItsStatus) {
  EXPECT_EQ(
      last_line_of(Error(ErrorKind::usage, "there is no pipeline \"cbo\"", "wealthjobs pipelines")),
      "wealthjobs: usage: there is no pipeline \"cbo\"; next: wealthjobs pipelines");
  EXPECT_EQ(last_line_of(Error(ErrorKind::internal, "out of memory")),
            "wealthjobs: internal: out of memory");
}

TEST(LastLine, OfAFaultBeforeTheFirstStepKeepsPipelineAndDate) {
  const RunError error(Error(ErrorKind::busy, "already running: cob", "wealthjobs status"), "cob",
                       "2020-06-30");
  EXPECT_EQ(last_line_of(error),
            "wealthjobs: cob 2020-06-30: busy: already running: cob; next: wealthjobs status");
}

TEST(LastLine, StaysOneLine) {
  EXPECT_EQ(last_line_of(Error(ErrorKind::io_error, "broken\n\x1b[31mbook.\n")),
            "wealthjobs: io_error: broken  [31mbook");
}

}  // namespace
}  // namespace wealthjobs::app
