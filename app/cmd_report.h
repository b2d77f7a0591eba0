// wealthjobs report RUN: the summary of a run as text, JSON or HTML.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_report(const ReportOptions& options);

}  // namespace wealthjobs::app
