#include "jobs/witness.h"

#include "base/error.h"
#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

TEST(Witness, RelativePathStartsAtTheConfiguration) {
  EXPECT_EQ(witness_path("", "/etc/book"), "");
  EXPECT_EQ(witness_path("close.log", "/etc/book"), "/etc/book/close.log");
  EXPECT_EQ(witness_path("/var/close.log", "/etc/book"), "/var/close.log");
  EXPECT_EQ(witness_path("close.log", ""), "close.log");
}

TEST(Witness, AppendsALineACloseAndRepeatsNone) {
  const ScratchFolder folder;
  const std::string path = folder / "close.log";
  append_witness(path, day("2026-04-01"), "aa");
  append_witness(path, day("2026-04-01"), "aa");
  append_witness(path, day("2026-04-02"), "bb");
  EXPECT_EQ(bytes_of(path), "2026-04-01 aa\n2026-04-02 bb\n");
}

TEST(Witness, ReopenedDayGetsAnotherLine) {
  const ScratchFolder folder;
  const std::string path = folder / "close.log";
  append_witness(path, day("2026-04-01"), "aa");
  append_witness(path, day("2026-04-01"), "cc");
  EXPECT_EQ(bytes_of(path), "2026-04-01 aa\n2026-04-01 cc\n");
}

TEST(Witness, MissingFolderIsAnError) {
  const ScratchFolder folder;
  EXPECT_THROW(append_witness(folder / "no/close.log", day("2026-04-01"), "aa"), base::Error);
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
