#include "base/error.h"

#include <cerrno>

namespace wealthjobs::base {

ExitStatus exit_status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::step_failed:
      return ExitStatus::step_failed;
    case ErrorKind::gate_blocked:
      return ExitStatus::gate_blocked;
    case ErrorKind::usage:
      return ExitStatus::usage;
    case ErrorKind::data_invalid:
      return ExitStatus::data_invalid;
    case ErrorKind::data_missing:
      return ExitStatus::data_missing;
    case ErrorKind::unavailable:
      return ExitStatus::unavailable;
    case ErrorKind::internal:
      return ExitStatus::internal;
    case ErrorKind::no_space:
      return ExitStatus::no_space;
    case ErrorKind::io_error:
      return ExitStatus::io_error;
    case ErrorKind::busy:
      return ExitStatus::busy;
    case ErrorKind::no_permission:
      return ExitStatus::no_permission;
    case ErrorKind::config:
      return ExitStatus::config;
    case ErrorKind::timeout:
      return ExitStatus::timeout;
  }
  return ExitStatus::internal;
}

bool is_temporary(ErrorKind kind) {
  return kind == ErrorKind::unavailable || kind == ErrorKind::busy;
}

ErrorKind error_kind_of_errno(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ErrorKind::no_space;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorKind::no_permission;
    case ENOENT:
    case ENOTDIR:
      return ErrorKind::data_missing;
    default:
      return ErrorKind::io_error;
  }
}

}  // namespace wealthjobs::base
