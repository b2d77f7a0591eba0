// What a job has posted for a business date already, against what it wants posted: the second run
// posts only the difference, and says so where that would undo an entry.
//
//   PostedEffects posted(book, "accrue_fees", day);
//   Effects effects = posted.compare(portfolio, wanted, KeyStyle::versions);
//   write_effects(journal, effects);
//
//   Keys      versions   cause fee_mgmt|P1|2026-04-08 posts as ...|v1, its replacement as ...|v2
//             plain      cause perf|P1|2026-06-30 posts under its own name, then ...|r1
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finance/ledger/correction.h"
#include "store/journal.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

enum class KeyStyle { plain, versions };

struct Effects {
  std::vector<finance::Reversal> reversals;
  std::vector<finance::Replacement> postings;

  [[nodiscard]] bool empty() const { return reversals.empty() && postings.empty(); }
  // What the entries do to one account of the portfolio, in a currency.
  [[nodiscard]] std::int64_t moved_minor(finance::Account account, base::Currency currency) const;
};

class PostedEffects {
 public:
  PostedEffects(store::Database& book, std::string_view job, base::Date business_date);

  // Wanted postings without lines are passed over.
  [[nodiscard]] Effects compare(finance::PortfolioNo portfolio,
                                const std::vector<finance::Posting>& wanted, KeyStyle style) const;
  // Sum of an account over the portfolio's unreversed entries whose cause starts so.
  [[nodiscard]] std::int64_t standing_minor(finance::PortfolioNo portfolio,
                                            std::string_view cause_start,
                                            finance::Account account) const;

 private:
  std::map<finance::PortfolioNo, std::vector<finance::PostedEntry>> entries_;
  base::Date day_;
};

void write_effects(store::JournalWriter& journal, const Effects& effects);

}  // namespace wealthjobs::jobs
