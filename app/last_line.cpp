#include "last_line.h"

#include <cstdio>
#include <string_view>

namespace wealthjobs::app {
namespace {

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  while (line.ends_with(' ') || line.ends_with('.')) line.pop_back();
  return line;
}

std::string with_next(std::string line, const std::string& next) {
  return next.empty() ? line : line + "; next: " + one_line(next);
}

void print(const std::string& line) {
  std::fflush(stdout);
  std::fprintf(stderr, "%s\n", line.c_str());
}

}  // namespace

std::string last_line_of(const FailureLine& failure) {
  std::string line = "wealthjobs: " + failure.pipeline + " " + failure.date + ": " +
                     std::string(base::exit_status_name(failure.status)) + ": ";
  if (!failure.step.empty()) line += failure.step + ": ";
  return with_next(line + one_line(failure.why), failure.next);
}

std::string last_line_of(const base::Error& error) {
  const base::ExitStatus status = base::exit_status_of(error.kind());
  if (const auto* of_run = dynamic_cast<const RunError*>(&error)) {
    return last_line_of(
        FailureLine{of_run->pipeline(), of_run->date(), status, "", error.message(), error.hint()});
  }
  return with_next("wealthjobs: " + std::string(base::exit_status_name(status)) + ": " +
                       one_line(error.message()),
                   error.hint());
}

void print_last_line(const FailureLine& failure) { print(last_line_of(failure)); }

int print_last_line(const base::Error& error) {
  print(last_line_of(error));
  return static_cast<int>(base::exit_status_of(error.kind()));
}

}  // namespace wealthjobs::app
