// A broken world: what is thrown when a file, a database, a configuration or an input is not as it
// must be. Caught in app/main.cpp and app/cmd_step.cpp only, where it becomes an exit status.
// A bug is not an Error (WEALTHJOBS_CHECK aborts); an answer of the domain is a return value.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "base/exit_status.h"

namespace wealthjobs::base {

enum class ErrorKind {
  step_failed,
  gate_blocked,
  usage,
  data_invalid,
  data_missing,
  unavailable,
  internal,
  no_space,
  io_error,
  busy,
  no_permission,
  config,
  timeout,
};

// The one place where a kind becomes an exit status.
ExitStatus exit_status_of(ErrorKind kind);

// Retrying blindly can help: unavailable and busy, nothing else (RULINGS B8).
bool is_temporary(ErrorKind kind);

// message: one line, what and where. hint: the next command to type or the thing to change; may be
// empty.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string message, std::string hint = {})
      : kind_(kind), message_(std::move(message)), hint_(std::move(hint)) {}

  [[nodiscard]] ErrorKind kind() const { return kind_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  ErrorKind kind_;
  std::string message_;
  std::string hint_;
};

// The kind that an errno of a file operation stands for: ENOSPC, EDQUOT, EFBIG no_space; EACCES,
// EPERM, EROFS no_permission; ENOENT, ENOTDIR data_missing; anything else io_error.
ErrorKind error_kind_of_errno(int error_number);

}  // namespace wealthjobs::base
