// Options of the commands by which people look at work queues, answer and approve.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "global_options.h"

namespace wealthjobs::app {

struct QuarantineOptions {
  GlobalOptions global;
  std::string action = "list";  // list, show, resolve
  std::int64_t id = 0;
  std::string status;        // of list: open, fixed, waived, all
  std::string as = "fixed";  // of resolve: fixed, waived
  std::string why;
};

struct StatementOptions {
  GlobalOptions global;
  std::string portfolio;
  bool is_all = false;
  std::string period;
  std::string as_known;
  std::string format = "all";  // all: text for one portfolio, every format for --all
  std::string out;
};

struct ReopenOptions {
  GlobalOptions global;
  std::string date;
  std::string why;
  std::string approved_by;
};

struct HoldsOptions {
  GlobalOptions global;
  std::string action = "list";  // list, release
  std::string portfolio;
  std::string date;
  std::string why;
};

struct BreaksOptions {
  GlobalOptions global;
  std::string action = "list";  // list, show, explain, resolve
  std::int64_t id = 0;
  bool open = false;  // of list: only unexplained ones
  bool all = false;   // of list: resolved and written off ones, too
  std::string date;
  std::string why;
  std::string until;  // of explain
  std::string owner;  // of explain
};

struct FeesOptions {
  GlobalOptions global;
  std::string action;  // preview, approve, waive, rebate, reverse
  std::string portfolio;
  std::string amount;  // of rebate
  std::string month;   // 2026-04
  std::string why;
  std::string approved_by;
};

}  // namespace wealthjobs::app
