#include "cmd_cancel.h"

#include <signal.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "app_context.h"
#include "base/error.h"
#include "base/json_document.h"
#include "output.h"
#include "run_document.h"
#include "runner/run_lock.h"
#include "store/run_history.h"

namespace wealthjobs::app {
namespace {

constexpr int checks_a_second = 10;
constexpr int patience_s = 120;

}  // namespace

// SIGTERM to the runner: it ends its trees within their grace, records the run as cancelled and
// dies by the signal. This command waits until it has gone.
int cmd_cancel(const CancelOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::RunRow run = run_named(book, options.run_id);
  const auto holder = runner::holder_of_run(context.database, run.pipeline, run.business_date);
  if (run.state != store::RunState::running || !holder) {
    throw base::Error(base::ErrorKind::usage, run.run_id + " is not running",
                      "wealthjobs status " + run.run_id);
  }
  if (holder->host != context.origin.host) {
    throw base::Error(base::ErrorKind::usage, run.run_id + " runs on " + holder->host,
                      "wealthjobs cancel " + run.run_id + " there");
  }
  if (::kill(static_cast<pid_t>(holder->pid), SIGTERM) != 0 && errno != ESRCH) {
    throw base::Error(base::error_kind_of_errno(errno),
                      "pid " + std::to_string(holder->pid) + ": " + std::strerror(errno),
                      "cancel it as the user who started it");
  }
  for (int i = 0; i < patience_s * checks_a_second; ++i) {
    if (!runner::holder_of_run(context.database, run.pipeline, run.business_date)) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1000 / checks_a_second));
  }
  const auto now = store::load_run(book, run.run_id);
  const std::string state = now ? std::string(store::name_of(now->state)) : "";
  print_answer(options.global, run.run_id + ": " + state,
               {{"run_id", run.run_id}, {"state", state}, {"pid", holder->pid}});
  return 0;
}

}  // namespace wealthjobs::app
