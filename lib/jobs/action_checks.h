// The dividend and split columns of a provider's price file, held against corporate_actions.csv
// (domain job 18). The book never takes an action from a price file: what differs is a finding.
//
//   missing_action      the file has a dividend or split on a day on which the book has none
//   different_action    both have one, with another amount (in the instrument's currency) or ratio
//   unconfirmed_action  the book has one and the file, which has the column and a row of that day,
//                       has none
//   Days                ex-dates after the last close, up to the business date: each is looked at
//                       on the evening on which it matters
//   Example             AAPL.csv 2020-08-31 split_coefficient 4.0, the book 4 for 1: nothing to say
#pragma once

#include <span>
#include <vector>

#include "feeds/observation.h"
#include "finance/ledger/fact.h"
#include "store/facts.h"
#include "store/findings.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

// `actions` of any instrument, cancelled ones included; by ex-date.
std::vector<store::Finding> action_findings(const feeds::PriceFile& file,
                                            const store::InstrumentRow& instrument,
                                            std::span<const finance::CorporateAction> actions,
                                            store::DayRange days);

// The days of `action_findings` for a run of `day`.
store::DayRange days_since_close(store::Database& book, base::Date day);

}  // namespace wealthjobs::jobs
