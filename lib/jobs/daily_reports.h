// The firm-level reports of a day as documents: the exceptions page, the nav list, the breaks, and
// the journal (whose lines are streamed into CSV; people get its totals and first entries).
//
// A document is a function of the book at the day and of the edition: no clock, no path.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "render/document.h"
#include "store/master.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

struct ReportFrame {
  base::Date day;
  std::string edition;  // preliminary, final
  std::string pack_id;
  std::string ledger_hash;                  // of the last entry
  std::string close_hash;                   // final editions
  std::vector<std::string> overrides = {};  // of the close, each with its why (RULINGS A15)
  // Of a closed day the book's revision at its close: what was learned later is not shown.
  std::optional<std::int64_t> known_rev = {};
  std::int64_t last_entry_id = 0;  // and the last entry that the close sealed
  std::string custodians = {};     // "custodian-reconciled through 2020-12-29"
};

// An empty document with the title and the facts that every report of the day begins with.
render::Document framed_document(const std::string& title, const ReportFrame& frame);

// In text and HTML a table ends after so many rows and says how many more the CSV file has.
inline constexpr std::size_t rows_for_people = 1000;

render::Document exceptions_report(store::Database& book, const store::Master& master,
                                   const ReportFrame& frame);
render::Document nav_report(store::Database& book, const store::Master& master,
                            const ReportFrame& frame);
// `custodian`: the sections of jobs/break_report.h, before the open settlements; without them the
// report says that nothing was reconciled.
render::Document breaks_report(store::Database& book, const store::Master& master,
                               const ReportFrame& frame,
                               const std::vector<render::Section>& custodian = {});

// Calls `write` with pieces of CSV; returns the document for people.
render::Document journal_report(store::Database& book, const store::Master& master,
                                const ReportFrame& frame,
                                const std::function<void(std::string_view)>& write);

// Portfolios that should have a nav of the day and have none.
std::int64_t portfolios_without_nav(store::Database& book, const store::Master& master,
                                    base::Date day);

}  // namespace wealthjobs::jobs
