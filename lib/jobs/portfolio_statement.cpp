#include "jobs/portfolio_statement.h"

#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/error.h"
#include "base/rounding.h"
#include "finance/ledger/statement_summary.h"
#include "finance/valuation/largest_remainder.h"
#include "jobs/rate_book.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/packs.h"
#include "store/statement_reading.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using render::Align;
using render::Section;

constexpr int percent_decimals = 2;

class Statement {
 public:
  Statement(store::Database& book, const store::Master& master, const RateBook& rates,
            const StatementOrder& order)
      : book_(book),
        master_(master),
        rates_(rates),
        order_(order),
        portfolio_(master.portfolio(order.portfolio)) {}

  std::optional<render::Document> document() {
    if (!find_navs()) return std::nullopt;
    movements_ =
        store::load_movements(book_, portfolio_.no, {after_, closing_.day}, order_.known_rev);
    render::Document document;
    document.title = "Statement " + portfolio_.id + " " + order_.period_text;
    document.facts = facts();
    document.sections = {summary(),
                         positions(),
                         lots(),
                         movement_section("income", "Income", true),
                         movement_section("costs", "Fees and costs", false),
                         flows(),
                         performance()};
    return document;
  }

 private:
  bool find_navs() {
    constexpr Date beginning{-1'000'000};
    const auto navs =
        store::load_nav_history(book_, portfolio_.no, {beginning, order_.period.last});
    if (navs.empty() || navs.back().day < order_.period.first) return false;
    closing_ = navs.back();
    if (order_.known_rev) {  // what was not sealed by then was not known as it is now
      const auto sealed = store::load_close_revision(book_, closing_.day);
      if (!sealed || *sealed > *order_.known_rev) return false;
    }
    after_ = beginning;
    for (const store::PortfolioNav& nav : navs) {
      if (nav.day < order_.period.first) {
        opening_minor_ = nav.nav_minor;
        after_ = nav.day;
      } else {
        flows_minor_ = base::add_checked(flows_minor_, nav.external_flow_minor);
      }
    }
    return true;
  }

  [[nodiscard]] std::string money(std::int64_t minor) const {
    return base::format_money(minor, portfolio_.base_currency);
  }

  std::vector<std::pair<std::string, std::string>> facts() const {
    const auto close = store::load_close(book_, closing_.day);
    const auto pack = store::load_pack_header(book_, closing_.pack_no);
    std::vector<std::pair<std::string, std::string>> facts = {
        {"portfolio", portfolio_.id + " " + portfolio_.name},
        {"client", portfolio_.client_id},
        {"currency", portfolio_.base_currency.code()},
        {"period", order_.period.first.iso() + " to " + order_.period.last.iso()},
        {"edition", close ? "final" : "preliminary"},
        {"pack", pack ? pack->id : ""}};
    if (close) facts.emplace_back("close", close->hash);
    if (closing_.is_held) facts.emplace_back("held", "the net asset value is not official");
    return facts;
  }

  // In base currency at the rates of the date; an unconnected currency cannot be stated.
  [[nodiscard]] std::int64_t in_base(const store::Movement& movement) const {
    if (movement.currency == portfolio_.base_currency) return movement.amount_minor;
    const auto converted = rates_.convert(movement.amount_minor, movement.currency,
                                          portfolio_.base_currency, movement.effective_date);
    if (converted) return *converted;
    throw base::Error(
        base::ErrorKind::data_missing,
        "no FX rate for " + movement.currency.code() + " on " + movement.effective_date.iso(),
        "load the rate, then run the same command again");
  }

  Section summary() const {
    std::vector<finance::StatementAmount> amounts;
    for (const store::Movement& movement : movements_) {
      if (!finance::statement_line_of(movement.account)) continue;
      amounts.push_back({movement.account, in_base(movement)});
    }
    const auto summary =
        finance::statement_summary(opening_minor_, closing_.nav_minor, flows_minor_, amounts);
    Section section{"summary", "Summary", {}, {}};
    section.table.columns = {{"line", "From opening to closing"},
                             {"amount", portfolio_.base_currency.code(), Align::right}};
    auto& rows = section.table.rows;
    const bool has_opening = after_ >= portfolio_.inception_date;
    rows.push_back({has_opening ? "Net asset value " + after_.iso() : "Before the first valuation",
                    money(summary.opening_minor)});
    rows.push_back({"Deposits and withdrawals", money(summary.flows_minor)});
    for (const auto& row : summary.rows) {
      rows.push_back({std::string(finance::title_of(row.line)), money(row.amount_minor)});
    }
    rows.push_back({"Gains and losses, price and currency", money(summary.gains_minor)});
    rows.push_back({"Net asset value " + closing_.day.iso(), money(summary.closing_minor)});
    return section;
  }

  Section positions() const {
    Section section{"positions", "Positions " + closing_.day.iso(), {}, {}};
    section.table.columns = {
        {"instrument_id", "Instrument"},  {"quantity", "Quantity", Align::right},
        {"price", "Price", Align::right}, {"currency", "Ccy"},
        {"value", "Value", Align::right}, {"weight_percent", "%", Align::right}};
    const auto rows = store::load_position_values(book_, closing_.day, portfolio_.no);
    std::vector<std::int64_t> values;
    for (const auto& row : rows) values.push_back(row.value_minor);
    values.push_back(base::subtract_checked(closing_.nav_minor, closing_.securities_minor));
    const auto weights = finance::percentages_of_total(values, percent_decimals);
    const auto weight = [&](std::size_t i) {
      return weights ? base::format_decimal((*weights)[i], percent_decimals) : std::string();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const store::InstrumentRow& instrument = master_.instrument(rows[i].instrument);
      section.table.rows.push_back(
          {instrument.id, base::format_decimal_short(rows[i].quantity_e6, base::quantity_scale),
           base::format_decimal_short(rows[i].price_e6, base::price_scale),
           instrument.currency.code(), money(rows[i].value_minor), weight(i)});
    }
    if (rows.empty() && closing_.securities_minor != 0) {
      section.paragraphs.emplace_back("The single positions of this day are no longer kept.");
    }
    section.table.rows.push_back({"Cash and accruals", "", "", portfolio_.base_currency.code(),
                                  money(values.back()), rows.empty() ? "" : weight(rows.size())});
    return section;
  }

  Section lots() const {
    Section section{"lots", "Lots " + closing_.day.iso(), {}, {}};
    section.table.columns = {{"instrument_id", "Instrument"},
                             {"acquired", "Acquired"},
                             {"lot_id", "Lot"},
                             {"quantity", "Quantity", Align::right},
                             {"currency", "Ccy"},
                             {"cost", "Cost", Align::right}};
    for (const store::LotBalance& lot :
         store::load_lot_balances(book_, portfolio_.no, closing_.day, order_.known_rev)) {
      section.table.rows.push_back(
          {std::string(master_.instrument_id(lot.instrument)), lot.acquired_date.iso(), lot.lot_id,
           base::format_decimal_short(lot.quantity_e6, base::quantity_scale), lot.currency.code(),
           base::format_money(lot.cost_minor, lot.currency)});
    }
    if (section.table.rows.empty()) section.paragraphs.emplace_back("No lot is open.");
    return section;
  }

  // Lines whose StatementLine is income, or a cost; amounts as the client sees them.
  Section movement_section(const char* name, const char* heading, bool is_income) const {
    Section section{name, heading, {}, {}};
    section.table.columns = {
        {"date", "Date"},        {"what", "What"},    {"instrument_id", "Instrument"},
        {"of", "Correction of"}, {"currency", "Ccy"}, {"amount", "Amount", Align::right}};
    for (const store::Movement& movement : movements_) {
      const auto line = finance::statement_line_of(movement.account);
      if (!line || (*line <= finance::StatementLine::other_income) != is_income) continue;
      section.table.rows.push_back(
          {movement.effective_date.iso(), std::string(finance::title_of(*line)),
           std::string(master_.instrument_id(movement.instrument)),
           movement.origin_date ? movement.origin_date->iso() : "", movement.currency.code(),
           base::format_money(-movement.amount_minor, movement.currency)});
    }
    if (section.table.rows.empty()) section.paragraphs.emplace_back("None in this period.");
    return section;
  }

  Section flows() const {
    Section section{"flows", "Deposits and withdrawals", {}, {}};
    section.table.columns = {{"date", "Date"},
                             {"of", "Correction of"},
                             {"currency", "Ccy"},
                             {"amount", "Amount", Align::right}};
    for (const store::Movement& movement : movements_) {
      if (movement.account != finance::Account::client_capital) continue;
      section.table.rows.push_back({movement.effective_date.iso(),
                                    movement.origin_date ? movement.origin_date->iso() : "",
                                    movement.currency.code(),
                                    base::format_money(-movement.amount_minor, movement.currency)});
    }
    if (section.table.rows.empty()) section.paragraphs.emplace_back("None in this period.");
    return section;
  }

  static Section performance() {
    return {"performance",
            "Performance",
            {"The nightly run computes returns; this statement carries none of them."},
            {}};
  }

  store::Database& book_;
  const store::Master& master_;
  const RateBook& rates_;
  const StatementOrder& order_;
  const store::PortfolioRow& portfolio_;
  store::PortfolioNav closing_;
  Date after_;
  std::int64_t opening_minor_ = 0;
  std::int64_t flows_minor_ = 0;
  std::vector<store::Movement> movements_;
};

}  // namespace

std::optional<render::Document> portfolio_statement(store::Database& book,
                                                    const store::Master& master,
                                                    const RateBook& rates,
                                                    const StatementOrder& order) {
  return Statement(book, master, rates, order).document();
}

}  // namespace wealthjobs::jobs
