// wealthjobs statement PORTFOLIO|--all --period 2024Q1: what a client gets, from the book.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_statement(const StatementOptions& options);

}  // namespace wealthjobs::app
