// wealthjobs portfolio ID: nav, positions, cash and lots of one portfolio.
#pragma once

#include "options.h"

namespace wealthjobs::app {

int cmd_portfolio(const PortfolioOptions& options);

}  // namespace wealthjobs::app
