#include "jobs/settlements_section.h"

#include <algorithm>
#include <tuple>

#include "base/currency.h"
#include "base/decimal.h"
#include "store/database.h"
#include "store/settlements_as_of.h"

namespace wealthjobs::jobs {
namespace {

using render::Align;

// Of an open day as they are now; of a closed one as its close found them.
std::vector<store::OpenSettlement> open_settlements(store::Database& book,
                                                    const ReportFrame& frame) {
  if (frame.known_rev) {
    return store::load_settlements_open_at(book, frame.day, frame.last_entry_id);
  }
  auto rows = store::load_open_settlements(book);
  std::ranges::sort(rows, {}, [](const store::OpenSettlement& row) {
    return std::tuple(row.portfolio, row.settlement.contractual_date, row.settlement.key);
  });
  return rows;
}

std::string last_fail(store::Database& book, const finance::Settlement& settlement,
                      base::Date day) {
  if (settlement.fail_count == 0) return {};
  const auto date = store::load_last_fail(book, settlement.key, day);
  return date ? date->iso() : std::string();
}

}  // namespace

render::Section open_settlements_section(store::Database& book, const store::Master& master,
                                         const ReportFrame& frame) {
  render::Section open{"open_settlements", "Open settlements", {}, {}};
  open.table.columns = {{"settlement", "Settlement"},
                        {"portfolio_id", "Portfolio"},
                        {"instrument_id", "Instrument"},
                        {"state", "State"},
                        {"open_quantity", "Open quantity", Align::right},
                        {"currency", "Ccy"},
                        {"open_amount", "Open amount", Align::right},
                        {"contractual", "Contractual"},
                        {"fails", "Fails", Align::right},
                        {"last_fail", "Last fail"}};
  for (const store::OpenSettlement& row : open_settlements(book, frame)) {
    const finance::Settlement& s = row.settlement;
    open.table.rows.push_back(
        {s.key, std::string(master.portfolio_id(row.portfolio)),
         std::string(master.instrument_id(s.instrument)), std::string(finance::name_of(s.state)),
         base::format_decimal_short(s.quantity_e6 - s.settled_quantity_e6, base::quantity_scale),
         s.currency.code(), base::format_money(s.amount_minor - s.settled_minor, s.currency),
         s.contractual_date.iso(), std::to_string(s.fail_count), last_fail(book, s, frame.day)});
  }
  if (open.table.rows.empty()) open.paragraphs.emplace_back("Nothing is open.");
  return open;
}

}  // namespace wealthjobs::jobs
