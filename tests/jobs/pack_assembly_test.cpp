#include "jobs/pack_assembly.h"

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {
namespace {

PackAssembly assembled(ScratchBook& scratch, const char* date, const char* policy = "close") {
  const JobRequest request = scratch.start(build_pack(), date, {.with = {{"policy", policy, {}}}});
  return assemble_pack({scratch.book, request, std::nullopt, false}, scratch.master);
}

TEST(PackAssembly, GivesTheBytesOfTheRuleBook) {  // domain job 10
  ScratchBook scratch;
  scratch.portfolio("P1");
  scratch.instrument("AAPL.XNAS", "USD", "XNAS");
  scratch.instrument("BHP.XASX");
  scratch.price("AAPL.XNAS", "2026-04-07", "212.48", "polygon");
  scratch.price("BHP.XASX", "2026-04-08", "43.10", "asx");
  scratch.rate("USD", "AUD", "2026-04-08", "1.5234", "rba");
  const PackAssembly assembly = assembled(scratch, "2026-04-08", "close-2026-04");
  EXPECT_EQ(assembly.canonical,
            "wj-pack/1\n"
            "asof=2026-04-08\n"
            "policy=close-2026-04\n"
            "F|USD|AUD|2026-04-08|152340000|8|rba\n"
            "P|AAPL.XNAS|USD|2026-04-07|212480000|6|polygon\n"
            "P|BHP.XASX|AUD|2026-04-08|43100000|6|asx\n");
  EXPECT_EQ(assembly.pack.header.sha256,
            "fca656ba74be29b233046c60bf8672974dbc2eef88424824ad495a8b746bf994");
  EXPECT_EQ(canonical_text(assembly.pack, scratch.master), assembly.canonical);
}

TEST(PackAssembly, LooksAtNothingAfterItsDay) {
  ScratchBook scratch;
  make_mini_book(scratch);
  EXPECT_EQ(assembled(scratch, "2026-04-01").pack.prices.size(), 0U);
  EXPECT_EQ(assembled(scratch, "2026-04-07").pack.prices.at(0).price_e6, e6("42.80"));
}

}  // namespace
}  // namespace wealthjobs::jobs::testing
