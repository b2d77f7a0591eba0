#include "jobs/day_holds.h"

#include <algorithm>

#include "base/json_document.h"
#include "store/closes.h"
#include "store/database.h"

namespace wealthjobs::jobs {

std::vector<store::Hold> holds_of_day(store::Database& book, const store::Master& master,
                                      base::Date day) {
  const auto close = store::load_close(book, day);
  if (!close) return store::load_holds(book, day);
  std::vector<store::Hold> holds;
  const base::Json record = base::Json::parse(close->record_json);
  for (const base::Json& row : record.at("holds")) {
    store::Hold hold;
    hold.day = day;
    hold.portfolio = master.portfolio_no(row.at("portfolio_id").get<std::string>()).value();
    hold.reason = row.at("reason").get<std::string>();
    hold.detail = row.at("detail").get<std::string>();
    if (row.at("is_released").get<bool>()) hold.released_by = "before the close";
    holds.push_back(std::move(hold));
  }
  std::ranges::sort(holds, {},
                    [](const store::Hold& hold) { return std::pair(hold.portfolio, hold.reason); });
  return holds;
}

ValuationHolds valuation_holds(const std::vector<store::Hold>& holds) {
  ValuationHolds sorted;
  for (const store::Hold& hold : holds) {
    // its own, and those of jobs that come after it
    const bool is_own = hold.reason == "no_price" || hold.reason == "stale_prices" ||
                        hold.reason == "no_interest_rate" || hold.reason == "interest_gap";
    if (!hold.released_by) {
      if (!is_own) sorted.held.insert(hold.portfolio);
      continue;
    }
    if (hold.reason == "stale_prices") sorted.released_stale.insert(hold.portfolio);
    sorted.released_text +=
        "\nreleased " + std::to_string(finance::number_of(hold.portfolio)) + " " + hold.reason;
  }
  return sorted;
}

}  // namespace wealthjobs::jobs
