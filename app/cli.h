// The command line: arguments in, exit status out.
#pragma once

#include <string>
#include <vector>

namespace wealthjobs::app {

// Parses, runs the command, returns its exit status. A mistake on the command line prints one line
// with a suggestion and returns 64; anything else that is thrown goes to main.
int run_command_line(int argc, char** argv);

// Every command that help shows, for suggestions and the completion test.
std::vector<std::string> command_names();

}  // namespace wealthjobs::app
