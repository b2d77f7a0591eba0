#include "feeds/book_folder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "feeds/file_name.h"
#include "feeds/row_format.h"
#include "feeds/unique_rows.h"

namespace wealthjobs::feeds {
namespace {

namespace fs = std::filesystem;

// The date that says which days a file is about.
template <class Row>
std::optional<base::Date> day_of(const Row& row) {
  if constexpr (requires { row.trade_date; }) {
    return row.trade_date;
  } else if constexpr (requires { row.ex_date; }) {
    return row.ex_date;
  } else if constexpr (requires { row.statement_date; }) {
    return row.statement_date;
  } else if constexpr (requires { row.date; }) {
    return row.date;
  } else {
    return std::nullopt;
  }
}

template <class Row>
void note_days(FileCount& count, std::span<const Row> rows) {
  for (const Row& row : rows) {
    const auto day = day_of(row);
    if (!day) return;
    if (!count.first_date || *day < *count.first_date) count.first_date = day;
    if (!count.last_date || *day > *count.last_date) count.last_date = day;
  }
}

void set_aside(BookFolder& book, FileCount& count, QuarantineRow row) {
  ++count.quarantined;
  if (count.quarantined <= max_kept_rows) book.quarantine.push_back(std::move(row));
}

// Both rows of a conflict are set aside: this one and, the first time, the one that was there.
template <class Row>
void set_aside_conflict(BookFolder& book, FileCount& count, RowFields& fields,
                        UniqueRows<Row>& unique, Severity severity, const Row& row) {
  const auto columns = fields.columns();
  const auto key = std::ranges::find_if(columns, &CsvColumn::is_key);
  const auto key_column = static_cast<std::size_t>(key - columns.begin());
  fields.refuse(key_column, "duplicate_key",
                "other lines of this file give this key other content");
  QuarantineRow later = fields.quarantine_row(severity);
  if (const Row* const earlier = unique.take_out_matched()) {
    QuarantineRow first = later;
    first.line = earlier->place.line;
    first.column = 1;
    first.date = day_of(*earlier);
    first.payload_json = "{}";
    if constexpr (requires { row.instrument_id; }) first.instrument_id = earlier->instrument_id;
    first.detail = "line " + std::to_string(row.place.line) + " gives this key other content";
    set_aside(book, count, std::move(first));
  }
  set_aside(book, count, std::move(later));
}

template <class Row>
void read_rows(CsvReader& reader, RowFields& fields, const RowFormat<Row>& format, BookFolder& book,
               std::vector<Row>& rows, FileCount& count) {
  UniqueRows<Row> unique(rows);
  while (reader.next()) {
    ++count.received;
    fields.start_record();
    Row row = format.parse(fields);
    row.place.line = reader.line();
    if (fields.fault()) {
      QuarantineRow bad = fields.quarantine_row(format.severity);
      if (bad.reason == unsupported_kind) {
        book.refusals.push_back(source_of(bad) + ": " + bad.row_key + ": " + bad.detail);
      }
      set_aside(book, count, std::move(bad));
      continue;
    }
    switch (unique.add(row)) {
      case RowVerdict::fresh:
        break;
      case RowVerdict::duplicate:
        ++count.duplicates;
        break;
      case RowVerdict::conflict:
        set_aside_conflict(book, count, fields, unique, format.severity, row);
        break;
    }
  }
  unique.finish();
}

template <class Row>
void load(const std::string& path, BookFolder& book, const QuarantineLimits& limits,
          const RowFormat<Row>& format, std::vector<Row>& rows) {
  const std::size_t rows_before = rows.size();
  CsvReader reader(path, {}, short_name(path));
  FileCount count{path, std::string(format.file), 0, 0, 0, 0, std::nullopt, std::nullopt};
  const auto columns = ColumnMap::read(reader, format.columns);
  if (!columns) {
    book.refusals.push_back(format_fault(columns.error()));
  } else {
    RowFields fields(reader, *columns, book.texts);
    read_rows(reader, fields, format, book, rows, count);
    if (reader.fault()) book.refusals.push_back(format_fault(*reader.fault()));
    if (const auto why = threshold_refusal(count.quarantined, count.received, limits)) {
      book.refusals.push_back(reader.file() + ": " + *why);
    }
  }
  const std::span<const Row> fresh = std::span(rows).subspan(rows_before);
  count.accepted = static_cast<std::int64_t>(fresh.size());
  note_days(count, fresh);
  book.files.push_back(std::move(count));
}

using Loader = void (*)(const std::string&, BookFolder&, const QuarantineLimits&);

template <auto Format, auto Rows>
void load_with(const std::string& path, BookFolder& book, const QuarantineLimits& limits) {
  load(path, book, limits, Format(), book.*Rows);
}

struct BookFile {
  std::string_view name;
  Loader load;
};

// In the order in which files must be loaded: what is referred to stands before what refers to it.
constexpr std::array book_files{
    BookFile{"holidays.csv", load_with<holiday_format, &BookFolder::holidays>},
    BookFile{"instruments.csv", load_with<instrument_format, &BookFolder::instruments>},
    BookFile{"portfolios.csv", load_with<portfolio_format, &BookFolder::portfolios>},
    BookFile{"fee_schedules.csv", load_with<fee_schedule_format, &BookFolder::fee_schedules>},
    BookFile{"suspensions.csv", load_with<suspension_format, &BookFolder::suspensions>},
    BookFile{"portfolio_terms.csv",
             load_with<portfolio_terms_format, &BookFolder::portfolio_terms>},
    BookFile{"opening_positions.csv",
             load_with<opening_position_format, &BookFolder::opening_positions>},
    BookFile{"opening_cash.csv", load_with<opening_cash_format, &BookFolder::opening_cash>},
    BookFile{"opening_accruals.csv",
             load_with<opening_accrual_format, &BookFolder::opening_accruals>},
    BookFile{"interest_tiers.csv", load_with<interest_tier_format, &BookFolder::interest_tiers>},
    BookFile{"prices.csv", load_with<price_format, &BookFolder::prices>},
    BookFile{"fx_rates.csv", load_with<fx_rate_format, &BookFolder::fx_rates>},
    BookFile{"series.csv", load_with<series_format, &BookFolder::series>},
    BookFile{"corporate_actions.csv",
             load_with<corporate_action_format, &BookFolder::corporate_actions>},
    BookFile{"cash_flows.csv", load_with<cash_flow_format, &BookFolder::cash_flows>},
    BookFile{"fx_trades.csv", load_with<fx_trade_format, &BookFolder::fx_trades>},
    BookFile{"transfers.csv", load_with<transfer_format, &BookFolder::transfers>},
    BookFile{"trades.csv", load_with<trade_format, &BookFolder::trades>},
    BookFile{"settlements.csv", load_with<settlement_format, &BookFolder::settlements>},
    BookFile{"portfolio_history.csv",
             load_with<portfolio_history_format, &BookFolder::portfolio_history>},
    BookFile{"custodian_positions.csv",
             load_with<custodian_position_format, &BookFolder::custodian_positions>},
    BookFile{"custodian_cash.csv", load_with<custodian_cash_format, &BookFolder::custodian_cash>},
    BookFile{"subscriptions.csv", load_with<subscription_format, &BookFolder::subscriptions>},
    BookFile{"subscription_payments.csv",
             load_with<subscription_payment_format, &BookFolder::subscription_payments>}};

constexpr auto names_of_book_files = [] {
  std::array<std::string_view, book_files.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = book_files[i].name;
  return names;
}();

// Of CONTRACT section 4, but nothing here reads them: silence would look like success.
constexpr std::array<std::string_view, 4> files_not_loaded{"target_weights.csv", "alerts.csv",
                                                           "fundamentals.csv", "aml_profiles.csv"};

const BookFile* find_book_file(std::string_view name) {
  const auto found = std::ranges::find(book_files, name, &BookFile::name);
  return found == book_files.end() ? nullptr : &*found;
}

bool is_not_loaded(std::string_view name) {
  return std::ranges::find(files_not_loaded, name) != files_not_loaded.end();
}

std::string hint_for(std::string_view name) {
  const std::vector<std::string> known(names_of_book_files.begin(), names_of_book_files.end());
  const std::string nearest = base::nearest_word(name, known);
  return nearest.empty() ? "" : " (did you mean " + nearest + "?)";
}

std::string not_loaded_refusal(const std::string& path) {
  return short_name(path) +
         ": this file is not loaded by this version (take it out of the folder to import the rest)";
}

// Plain files of the folder by name; hidden ones are nobody's data.
std::vector<std::string> names_in(const std::string& folder) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) {
    throw base::Error(base::error_kind_of_errno(error.value()),
                      "cannot read the book folder " + folder + ": " + error.message());
  }
  std::vector<std::string> names;
  for (; entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string name = entries->path().filename().string();
    if (!name.starts_with('.') && entries->is_regular_file(error)) names.push_back(name);
    if (error) break;
  }
  if (error) {
    throw base::Error(base::error_kind_of_errno(error.value()),
                      "cannot read the book folder " + folder + ": " + error.message());
  }
  std::ranges::sort(names);
  return names;
}

bool is_passed_over(std::string_view name) { return name == "README.md" || name.ends_with(".txt"); }

}  // namespace

std::span<const std::string_view> book_file_names() { return names_of_book_files; }

void parse_book_file(const std::string& path, BookFolder& book, const QuarantineLimits& limits) {
  const std::string name = fs::path(path).filename().string();
  if (const BookFile* const file = find_book_file(name)) {
    file->load(path, book, limits);
  } else if (is_not_loaded(name)) {
    book.refusals.push_back(not_loaded_refusal(path));
  } else {
    book.refusals.push_back(short_name(path) + ": no file of a book folder" + hint_for(name));
  }
}

void judge_import(BookFolder& book, const QuarantineLimits& limits) {
  std::int64_t bad = 0;
  std::int64_t received = 0;
  for (const FileCount& file : book.files) {
    bad += file.quarantined;
    received += file.received;
  }
  const auto why = threshold_refusal(bad, received, limits);
  if (why && book.refusals.empty()) book.refusals.push_back("the import: " + *why);
}

BookFolder parse_book_folder(const std::string& folder, const QuarantineLimits& limits) {
  const std::vector<std::string> names = names_in(folder);
  BookFolder book;
  for (const std::string& name : names) {
    const std::string path = (fs::path(folder) / name).string();
    if (is_not_loaded(name)) {
      book.refusals.push_back(not_loaded_refusal(path));
    } else if (find_book_file(name) == nullptr && !is_passed_over(name)) {
      book.warnings.push_back(short_name(path) + ": unknown file, not loaded" + hint_for(name));
    }
  }
  for (const BookFile& file : book_files) {
    if (!std::ranges::binary_search(names, file.name)) continue;
    file.load((fs::path(folder) / file.name).string(), book, limits);
  }
  if (book.files.empty() && book.refusals.empty()) {
    throw base::Error(base::ErrorKind::data_missing, "no file of a book in " + folder,
                      "a book folder holds instruments.csv, portfolios.csv, trades.csv ...");
  }
  judge_import(book, limits);
  return book;
}

}  // namespace wealthjobs::feeds
