// The statement of one portfolio for a period, as a document: a function of the book at (period,
// known revision), so that it gives the same bytes whenever it is made again.
//
//   opening nav + flows + income + gains - costs = closing nav   (finance/ledger/statement_summary)
//
//   Days      from the last valued day before the period to the last valued day in it
//   Edition   final where the closing day is closed, else preliminary
//   Known     movements and lots as known at a revision of the book; net asset values are the
//             official ones, which a closed day keeps
//   Foreign   income and costs in another currency are translated at the rates of their date
#pragma once

#include <cstdint>
#include <optional>

#include "finance/calendar/statement_period.h"
#include "render/document.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

class RateBook;

struct StatementOrder {
  finance::PortfolioNo portfolio{};
  finance::StatementPeriod period;
  std::string period_text;  // "2024Q1", as typed
  std::optional<std::int64_t> known_rev;
};

// Nothing where the portfolio has no nav in the period.
std::optional<render::Document> portfolio_statement(store::Database& book,
                                                    const store::Master& master,
                                                    const RateBook& rates,
                                                    const StatementOrder& order);

}  // namespace wealthjobs::jobs
