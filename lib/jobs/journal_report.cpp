#include <map>
#include <utility>

#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "finance/ledger/account.h"
#include "jobs/daily_reports.h"
#include "store/database.h"
#include "store/journal.h"

namespace wealthjobs::jobs {
namespace {

using render::Align;

render::Table journal_table() {
  return {{{"entry_id", "Entry", Align::right},
           {"effective_date", "Effective"},
           {"origin_date", "Origin"},
           {"source_key", "Cause"},
           {"account", "Account"},
           {"portfolio_id", "Portfolio"},
           {"instrument_id", "Instrument"},
           {"currency", "Ccy"},
           {"amount", "Amount", Align::right},
           {"quantity", "Quantity", Align::right},
           {"lot_id", "Lot"}},
          {}};
}

std::vector<std::string> journal_row(const store::JournalEntry& entry,
                                     const finance::PostingLine& line,
                                     const store::Master& master) {
  return {
      std::to_string(entry.entry_id),
      entry.effective_date.iso(),
      entry.origin_date ? entry.origin_date->iso() : "",
      entry.source_key,
      std::string(finance::account_label(line.account)),
      std::string(master.portfolio_id(line.portfolio)),
      std::string(master.instrument_id(line.instrument)),
      line.currency.code(),
      base::format_money_plain(line.amount_minor, line.currency),
      line.quantity_e6 ? base::format_decimal_short(*line.quantity_e6, base::quantity_scale) : "",
      line.lot_id};
}

// Rows without their header.
std::string csv_rows(const render::Table& table) {
  const std::string text = render::table_csv(table);
  return text.substr(text.find('\n') + 1);
}

}  // namespace

render::Document journal_report(store::Database& book, const store::Master& master,
                                const ReportFrame& frame,
                                const std::function<void(std::string_view)>& write) {
  render::Table people = journal_table();
  render::Table piece = journal_table();
  std::map<std::pair<finance::Account, base::Currency>, std::int64_t> totals;
  std::int64_t entries = 0;
  std::int64_t lines = 0;
  write(render::table_csv(piece));
  store::for_each_entry_of_day(book, frame.day, [&](const store::JournalEntry& entry) {
    ++entries;
    for (const finance::PostingLine& line : entry.posting.lines) {
      ++lines;
      totals[{line.account, line.currency}] += line.amount_minor;
      piece.rows.push_back(journal_row(entry, line, master));
      if (people.rows.size() < rows_for_people) people.rows.push_back(piece.rows.back());
    }
    if (piece.rows.size() < rows_for_people) return;
    write(csv_rows(piece));
    piece.rows.clear();
  });
  write(csv_rows(piece));

  render::Section sums{"movements", "Movements by account", {}, {}};
  sums.table.columns = {
      {"account", "Account"}, {"currency", "Ccy"}, {"amount", "Amount", Align::right}};
  for (const auto& [key, amount] : totals) {
    sums.table.rows.push_back({std::string(finance::account_label(key.first)), key.second.code(),
                               base::format_money(amount, key.second)});
  }
  render::Section section{"journal", "Entries", {}, std::move(people)};
  section.paragraphs.push_back(base::counted("entry", entries, "entries") + ", " +
                               base::counted("line", lines) + ".");
  if (lines > static_cast<std::int64_t>(section.table.rows.size())) {
    section.paragraphs.push_back("The first " + std::to_string(section.table.rows.size()) +
                                 " lines; all of them are in the CSV file.");
  }
  render::Document document = framed_document("Journal", frame);
  document.sections = {std::move(sums), std::move(section)};
  return document;
}

}  // namespace wealthjobs::jobs
