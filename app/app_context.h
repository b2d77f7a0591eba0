// What every command that works on a book needs first: the configuration that applies, where the
// book lies, and the facts about this process that events carry.
//
//   Configuration   --config, $WEALTHJOBS_CONFIG, ./jobs.toml, /etc/wealthjobs/jobs.toml
//   Book            --db (relative to the current folder), else [store] database (relative to the
//                   configuration's folder)
//   Logs            [runner] log_dir, else <book>.logs
//   Actor           the OS user who started this, also behind sudo: the login uid of the kernel's
//                   audit, else SUDO_USER of a root process, else the real uid (RULINGS B19)
//   Failure         Error(config): no configuration (the hint says how to get one), or faults in
//   it:
//                   every one is printed on stderr before the error is thrown
#pragma once

#include <string>

#include "options.h"
#include "pipeline/spec.h"
#include "pipeline/spec_toml.h"
#include "runner/run_lock.h"
#include "store/database.h"
#include "store/event_chain.h"

namespace wealthjobs::app {

struct AppContext {
  GlobalOptions global;
  std::string config_file;
  std::string config_dir;  // absolute
  pipeline::Config config;
  std::string database;  // absolute
  std::string log_root;  // absolute; logs of a run: <log_root>/<run id>
  store::EventOrigin origin;
  std::string boot_id;
};

std::string program_version();

// The file that would be used; Error(config) where there is none.
std::string find_config(const GlobalOptions& global);

// Reads and checks the configuration. A child of the runner trusts its parent about zones.
AppContext load_context(const GlobalOptions& global, pipeline::ParseOptions parse = {});

store::Database open_book(const AppContext& context,
                          store::OpenMode mode = store::OpenMode::read_write,
                          int busy_timeout_ms = 5'000);

// For the parent of a run: it reads rows of the journal only, so it maps and keeps little.
store::Database open_runner_book(const AppContext& context);

// Holder of the locks that this process takes.
runner::LockHolder lock_holder(const AppContext& context, const std::string& purpose);

// The pipeline of that name; Error(usage) with a suggestion.
const pipeline::Pipeline& pipeline_named(const AppContext& context, const std::string& name);

// RULINGS B19: Error(usage) where `action` is wanted without a reason.
void require_why(bool is_wanted, const std::string& action, const std::string& why);

}  // namespace wealthjobs::app
