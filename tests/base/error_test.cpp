#include "base/error.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <vector>

namespace wealthjobs::base {
namespace {

struct KindCase {
  ErrorKind kind;
  int status;
  bool temporary;
};

// CONTRACT 2, RULINGS B8.
const std::vector<KindCase> kinds{
    {ErrorKind::step_failed, 1, false},    {ErrorKind::gate_blocked, 2, false},
    {ErrorKind::usage, 64, false},         {ErrorKind::data_invalid, 65, false},
    {ErrorKind::data_missing, 66, false},  {ErrorKind::unavailable, 69, true},
    {ErrorKind::internal, 70, false},      {ErrorKind::no_space, 73, false},
    {ErrorKind::io_error, 74, false},      {ErrorKind::busy, 75, true},
    {ErrorKind::no_permission, 77, false}, {ErrorKind::config, 78, false},
    {ErrorKind::timeout, 124, false},
};

TEST(Error, HasOneExitStatusPerKind) {
  for (const KindCase& expected : kinds) {
    EXPECT_EQ(static_cast<int>(exit_status_of(expected.kind)), expected.status);
  }
}

TEST(Error, IsTemporaryOnlyWhereABlindRetryCanHelp) {
  for (const KindCase& expected : kinds) {
    EXPECT_EQ(is_temporary(expected.kind), expected.temporary) << expected.status;
  }
}

TEST(Error, CarriesMessageAndHint) {
  const Error error(ErrorKind::config, "jobs.toml: no such file", "wealthjobs demo DIR");
  EXPECT_EQ(error.kind(), ErrorKind::config);
  EXPECT_EQ(error.message(), "jobs.toml: no such file");
  EXPECT_EQ(error.hint(), "wealthjobs demo DIR");
  EXPECT_STREQ(error.what(), "jobs.toml: no such file");
  EXPECT_EQ(Error(ErrorKind::busy, "busy").hint(), "");
}

TEST(ErrorKindOfErrno, SortsFileFaults) {
  for (const int full : {ENOSPC, EDQUOT, EFBIG}) {
    EXPECT_EQ(error_kind_of_errno(full), ErrorKind::no_space);
  }
  for (const int refused : {EACCES, EPERM, EROFS}) {
    EXPECT_EQ(error_kind_of_errno(refused), ErrorKind::no_permission);
  }
  for (const int absent : {ENOENT, ENOTDIR}) {
    EXPECT_EQ(error_kind_of_errno(absent), ErrorKind::data_missing);
  }
  EXPECT_EQ(error_kind_of_errno(EIO), ErrorKind::io_error);
  EXPECT_EQ(error_kind_of_errno(0), ErrorKind::io_error);
}

}  // namespace
}  // namespace wealthjobs::base
