// wealthjobs step: what a child process of the runner executes; no command for people.
//
//   built-in job   step --config F --db F --config-sha256 H --runner PID --run-id R --step S
//                  --attempt N
//   command        step --runner PID --grace-ms N -- ARGV...     (runner/command_supervisor.h)
#pragma once

namespace wealthjobs::app {

int cmd_step(int argc, char** argv);

}  // namespace wealthjobs::app
