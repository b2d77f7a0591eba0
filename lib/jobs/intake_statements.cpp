#include "jobs/intake_statements.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "base/decimal.h"
#include "base/int128.h"
#include "base/rounding.h"
#include "base/text.h"
#include "feeds/file_name.h"
#include "store/custodian_statements.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::int128;
using store::StatementKind;

constexpr std::string_view trailer_mark = "*";

bool is_trailer(const feeds::CustodianPositionRow& row) {
  return row.account == trailer_mark && row.portfolio_id == trailer_mark &&
         row.instrument_id == trailer_mark;
}
bool is_trailer(const feeds::CustodianCashRow& row) {
  return row.account == trailer_mark && row.portfolio_id == trailer_mark;
}

std::string subject_of(const feeds::CustodianPositionRow& row) {
  return std::string(row.instrument_id);
}
std::string subject_of(const feeds::CustodianCashRow& row) { return row.currency.code(); }

// What a trailer adds up: quantities all together, cash by currency.
std::string total_of(const feeds::CustodianPositionRow& /*row*/) { return "quantities"; }
std::string total_of(const feeds::CustodianCashRow& row) { return row.currency.code(); }

std::int64_t amount_of(const feeds::CustodianPositionRow& row) { return row.quantity_e6; }
std::int64_t amount_of(const feeds::CustodianCashRow& row) { return row.amount_minor; }

feeds::FileCount* count_of(feeds::BookFolder& folder, std::string_view file) {
  const auto count = std::ranges::find(folder.files, file, &feeds::FileCount::file);
  return count == folder.files.end() ? nullptr : &*count;
}

template <class Row>
void check_trailers(feeds::BookFolder& folder, const feeds::FileCount& count,
                    std::vector<Row>& rows) {
  using Total = std::tuple<base::Date, std::string_view, std::string>;
  std::map<Total, int128> sums;
  for (const Row& row : rows) {
    if (!is_trailer(row)) {
      sums[{row.statement_date, row.custodian, total_of(row)}] += amount_of(row);
    }
  }
  for (const Row& row : rows) {
    if (!is_trailer(row)) continue;
    const int128 sum = sums[{row.statement_date, row.custodian, total_of(row)}];
    if (sum == amount_of(row)) continue;
    folder.refusals.push_back(feeds::short_name(count.path) + ":" + std::to_string(row.place.line) +
                              ":1: control total of " + std::string(row.custodian) + " for " +
                              row.statement_date.iso() + ": " + total_of(row) + " add up to " +
                              base::format_int128(sum) + ", the trailer says " +
                              std::to_string(amount_of(row)) + " (minor units, or millionths)");
  }
  std::erase_if(rows, [](const Row& row) { return is_trailer(row); });
}

template <class Row>
void check_file(feeds::BookFolder& folder, std::string_view file, std::vector<Row>& rows) {
  const feeds::FileCount* const count = count_of(folder, file);
  if (count == nullptr) return;
  if (count->duplicates > 0) {
    folder.refusals.push_back(feeds::short_name(count->path) +
                              ":1:1: " + base::counted("row", count->duplicates) +
                              " repeated: a line sent twice and a position counted twice read "
                              "alike; ask the custodian for the file again");
  }
  // a row that was set aside is missing in the sum, too: the quarantine says so
  if (count->quarantined == 0) {
    check_trailers(folder, *count, rows);
  } else {
    std::erase_if(rows, [](const Row& row) { return is_trailer(row); });
  }
}

template <class Row>
void write_file(store::WriteTransaction& write, const feeds::BookFolder& folder,
                std::string_view file, StatementKind kind, const std::vector<Row>& rows,
                IntakeReport& report) {
  if (rows.empty()) return;
  const auto count = std::ranges::find(folder.files, file, &feeds::FileCount::file);
  const auto taken = std::ranges::find(report.files, file, &FileIntake::file);
  WEALTHJOBS_CHECK(count != folder.files.end() && taken != report.files.end());
  std::map<std::tuple<base::Date, std::string_view, std::string_view>, store::CustodianStatement>
      statements;
  for (const Row& row : rows) {
    store::CustodianStatement& statement =
        statements[{row.statement_date, row.custodian, row.account}];
    statement.lines.push_back({std::string(row.portfolio_id), subject_of(row), amount_of(row)});
  }
  for (auto& [key, statement] : statements) {
    statement.day = std::get<0>(key);
    statement.custodian = std::get<1>(key);
    statement.account = std::get<2>(key);
    statement.kind = kind;
    statement.source = feeds::short_name(count->path);
    const store::StatementSaved saved = store::save_statement(write, statement);
    const auto lines = static_cast<std::int64_t>(statement.lines.size());
    if (!saved.is_new) {
      taken->duplicates += lines;
    } else if (saved.version == 1) {
      taken->added += lines;
    } else {
      taken->changed += lines;
      report.changes.push_back(statement.source + ": the " + std::string(store::name_of(kind)) +
                               " of " + statement.custodian + " " + statement.account + " on " +
                               statement.day.iso() + " are version " +
                               std::to_string(saved.version));
    }
  }
}

}  // namespace

void check_statements(feeds::BookFolder& folder) {
  check_file(folder, "custodian_positions.csv", folder.custodian_positions);
  check_file(folder, "custodian_cash.csv", folder.custodian_cash);
}

void write_statements(store::WriteTransaction& write, const feeds::BookFolder& folder,
                      IntakeReport& report) {
  write_file(write, folder, "custodian_positions.csv", StatementKind::positions,
             folder.custodian_positions, report);
  write_file(write, folder, "custodian_cash.csv", StatementKind::cash, folder.custodian_cash,
             report);
}

}  // namespace wealthjobs::jobs
