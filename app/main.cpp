// wealthjobs: closes a wealth manager's day and proves the numbers.
#include <cstdio>
#include <exception>
#include <string_view>

#include "base/error.h"
#include "cli.h"
#include "cmd_step.h"
#include "last_line.h"

int main(int argc, char** argv) {
  using wealthjobs::base::Error;
  using wealthjobs::base::ErrorKind;
  try {
    // A child process of the runner: no command line of people, and no time to lose.
    if (argc > 1 && std::string_view(argv[1]) == "step") {
      return wealthjobs::app::cmd_step(argc, argv);
    }
    return wealthjobs::app::run_command_line(argc, argv);
  } catch (const Error& error) {
    return wealthjobs::app::print_last_line(error);
  } catch (const std::bad_alloc&) {
    return wealthjobs::app::print_last_line(Error(ErrorKind::internal, "out of memory"));
  } catch (const std::exception& error) {
    return wealthjobs::app::print_last_line(Error(ErrorKind::internal, error.what()));
  }
}
