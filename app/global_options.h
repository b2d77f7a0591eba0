// Options that stand before or after any command.
#pragma once

#include <string>

namespace wealthjobs::app {

struct GlobalOptions {
  std::string
      config;      // --config; empty: $WEALTHJOBS_CONFIG, ./jobs.toml, /etc/wealthjobs/jobs.toml
  std::string db;  // --db; empty: [store] database
  bool json = false;
  bool quiet = false;
  bool no_color = false;
  bool verbose = false;
};

}  // namespace wealthjobs::app
