#include "cmd_statement.h"

#include <string>
#include <vector>

#include "app_context.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/portfolio_statement.h"
#include "jobs/rate_book.h"
#include "jobs/report_file.h"
#include "output.h"
#include "store/statement_reading.h"
#include "store/transaction.h"

namespace wealthjobs::app {
namespace {

using base::Error;
using base::ErrorKind;

// "2026-04-08" (its end, UTC) or "2026-04-08T18:00:00Z".
std::optional<std::int64_t> instant_of(const std::string& text) {
  constexpr std::int64_t day_us = 86'400'000'000;
  const auto date = base::Date::parse(std::string_view(text).substr(0, 10));
  if (!date) return std::nullopt;
  const std::int64_t midnight_us = std::int64_t{date->days()} * day_us;
  if (text.size() == 10) return midnight_us + day_us - 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  char zulu = 0;
  const int fields =
      std::sscanf(text.c_str() + 10, "T%2d:%2d:%2d%c", &hour, &minute, &second, &zulu);
  if (fields != 4 || zulu != 'Z' || text.size() != 20 || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return midnight_us + ((hour * 60 + minute) * 60 + second) * std::int64_t{1'000'000};
}

std::optional<std::int64_t> known_revision(store::Database& book, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto instant_us = instant_of(text);
  if (!instant_us) {
    throw Error(ErrorKind::usage, "\"" + text + "\" is no instant",
                "--as-known 2026-04-08 or --as-known 2026-04-08T18:00:00Z");
  }
  const auto revision = store::load_revision_at(book, *instant_us);
  if (revision) return revision;
  throw Error(ErrorKind::data_missing, "the book knew nothing at " + text, "wealthjobs history");
}

const store::PortfolioRow& portfolio_named(const store::Master& master, const std::string& id) {
  if (const auto no = master.portfolio_no(id)) return master.portfolio(*no);
  std::vector<std::string> known;
  for (const store::PortfolioRow& row : master.portfolios()) known.push_back(row.id);
  const std::string near = base::nearest_word(id, known);
  throw Error(ErrorKind::usage,
              "there is no portfolio \"" + id + "\"" +
                  (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
              "wealthjobs statement --all --period PERIOD");
}

struct Format {
  std::string name;
  std::string suffix;
};

std::string text_of(const render::Document& document, const std::string& format) {
  if (format == "html") return render::document_html(document);
  if (format == "json") return base::json_text(render::document_json(document));
  if (format == "text") return render::document_text(document);
  std::string csv;
  for (const render::Section& section : document.sections) {
    if (section.table.columns.empty()) continue;
    csv += section.name + "\n" + render::table_csv(section.table);
  }
  return csv;
}

int write_all(const StatementOptions& options, const AppContext& context, store::Database& book,
              const store::Master& master, const jobs::RateBook& rates,
              jobs::StatementOrder order) {
  const std::string folder = options.out.empty()
                                 ? context.config_dir + "/reports/statements/" + options.period
                                 : options.out;
  const std::vector<Format> formats = {
      {"text", "txt"}, {"csv", "csv"}, {"json", "json"}, {"html", "html"}};
  long long portfolios = 0;
  for (const finance::PortfolioNo no : master.portfolios_by_id()) {
    order.portfolio = no;
    const auto document = jobs::portfolio_statement(book, master, rates, order);
    if (!document) continue;
    ++portfolios;
    for (const Format& format : formats) {
      if (options.format != "all" && options.format != format.name) continue;
      jobs::write_report_file(folder + "/" + std::string(master.portfolio_id(no)) + "-" +
                                  options.period + "." + format.suffix,
                              text_of(*document, format.name));
    }
  }
  if (portfolios == 0) {
    throw Error(ErrorKind::data_missing, "no portfolio has a net asset value in " + options.period,
                "wealthjobs history cob");
  }
  print_answer(options.global,
               base::counted("statement", portfolios) + " of " + options.period + " in " + folder,
               {{"period", options.period}, {"statements", portfolios}, {"folder", folder}});
  return 0;
}

int print_one(const StatementOptions& options, store::Database& book, const store::Master& master,
              const jobs::RateBook& rates, jobs::StatementOrder order) {
  const store::PortfolioRow& portfolio = portfolio_named(master, options.portfolio);
  order.portfolio = portfolio.no;
  const auto document = jobs::portfolio_statement(book, master, rates, order);
  if (!document) {
    throw Error(ErrorKind::data_missing,
                portfolio.id + " has no net asset value in " + options.period +
                    (options.as_known.empty() ? "" : " that was closed at " + options.as_known),
                "wealthjobs portfolio " + portfolio.id);
  }
  const bool is_default = options.format == "all";
  print_out(text_of(*document, options.global.json ? "json"
                               : is_default        ? "text"
                                                   : options.format));
  return 0;
}

}  // namespace

int cmd_statement(const StatementOptions& options) {
  const auto period = finance::statement_period(options.period);
  if (!period) {
    throw Error(ErrorKind::usage, "\"" + options.period + "\" is no period",
                "--period 2024Q1, --period 2024-03 or --period 2024");
  }
  if (options.is_all == !options.portfolio.empty()) {
    throw Error(ErrorKind::usage, "a statement is of one portfolio or of all",
                "wealthjobs statement P001 --period " + options.period);
  }
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  store::ReadTransaction read(book);
  const store::Master master = store::Master::load(book);
  const jobs::RateBook rates(book);
  jobs::StatementOrder order;
  order.period = *period;
  order.period_text = options.period;
  order.known_rev = known_revision(book, options.as_known);
  return options.is_all ? write_all(options, context, book, master, rates, order)
                        : print_one(options, book, master, rates, order);
}

}  // namespace wealthjobs::app
