#include "cmd_portfolio.h"

#include "app_context.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "output.h"
#include "store/master.h"
#include "store/packs.h"
#include "store/portfolio_states.h"
#include "store/valuations.h"

namespace wealthjobs::app {
namespace {

using render::Align;

const store::PortfolioRow& portfolio_named(const store::Master& master, const std::string& id) {
  if (const auto no = master.portfolio_no(id)) return master.portfolio(*no);
  std::vector<std::string> known;
  for (const store::PortfolioRow& row : master.portfolios()) known.push_back(row.id);
  const std::string near = base::nearest_word(id, known);
  throw base::Error(base::ErrorKind::usage,
                    "there is no portfolio \"" + id + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "wealthjobs report of a run lists them");
}

base::Date day_asked_for(store::Database& book, const std::string& text) {
  std::optional<base::Date> day;
  if (text.empty()) {
    constexpr base::Date end_of_time{2'000'000};
    day = store::load_valued_day_up_to(book, end_of_time);
  } else {
    const auto date = base::Date::parse(text);
    if (!date) {
      throw base::Error(base::ErrorKind::usage, "\"" + text + "\" is no date", "--date 2020-06-30");
    }
    day = store::load_valued_day_up_to(book, *date);
  }
  if (day) return *day;
  throw base::Error(base::ErrorKind::data_missing, "no day of this book is valued yet",
                    "wealthjobs run cob");
}

render::Section positions_of(store::Database& book, const store::Master& master, base::Date day,
                             const store::PortfolioRow& portfolio) {
  render::Section section{"positions", "Positions", {}, {}};
  section.table.columns = {{"instrument_id", "Instrument"},
                           {"quantity", "Quantity", Align::right},
                           {"price", "Price", Align::right},
                           {"currency", "Ccy"},
                           {"price_date", "Of"},
                           {"value", "Value", Align::right},
                           {"cost", "Cost", Align::right},
                           {"unrealised", "Unrealised", Align::right}};
  const auto money = [&](std::int64_t minor) {
    return base::format_money(minor, portfolio.base_currency);
  };
  for (const store::PositionValueRow& row : store::load_position_values(book, day, portfolio.no)) {
    const store::InstrumentRow& instrument = master.instrument(row.instrument);
    section.table.rows.push_back(
        {instrument.id, base::format_decimal_short(row.quantity_e6, base::quantity_scale),
         base::format_decimal_short(row.price_e6, base::price_scale), instrument.currency.code(),
         row.price_asof.iso(), money(row.value_minor), money(row.cost_minor),
         money(row.value_minor - row.cost_minor)});
  }
  if (section.table.rows.empty()) {
    section.paragraphs.emplace_back("No position (or its day is older than keep_days).");
  }
  return section;
}

render::Section cash_of(store::Database& book, base::Date day,
                        const store::PortfolioRow& portfolio) {
  render::Section section{"cash", "Cash", {}, {}};
  section.table.columns = {{"currency", "Ccy"},
                           {"settled", "Settled", Align::right},
                           {"pending", "Pending", Align::right},
                           {"receivable", "Receivable", Align::right},
                           {"value", "Value", Align::right}};
  for (const store::CashValueRow& row : store::load_cash_values(book, day, portfolio.no)) {
    section.table.rows.push_back({row.currency.code(),
                                  base::format_money(row.settled_minor, row.currency),
                                  base::format_money(row.pending_minor, row.currency),
                                  base::format_money(row.receivable_minor, row.currency),
                                  base::format_money(row.value_minor, portfolio.base_currency)});
  }
  return section;
}

render::Section lots_of(store::Database& book, const store::Master& master,
                        const store::PortfolioRow& portfolio) {
  render::Section section{"lots", "Open lots (now)", {}, {}};
  section.table.columns = {
      {"instrument_id", "Instrument"},        {"lot_id", "Lot"},   {"acquired", "Acquired"},
      {"quantity", "Quantity", Align::right}, {"currency", "Ccy"}, {"cost", "Cost", Align::right}};
  for (const finance::Lot& lot : store::load_lots(book, portfolio.no)) {
    if (lot.quantity_e6 == 0) continue;
    section.table.rows.push_back(
        {std::string(master.instrument_id(lot.instrument)), lot.id, lot.acquired_date.iso(),
         base::format_decimal_short(lot.quantity_e6, base::quantity_scale), lot.currency.code(),
         base::format_money(lot.cost_minor, lot.currency)});
  }
  return section;
}

}  // namespace

int cmd_portfolio(const PortfolioOptions& options) {
  const AppContext context = load_context(options.global);
  store::Database book = open_book(context, store::OpenMode::read_only);
  const store::Master master = store::Master::load(book);
  const store::PortfolioRow& portfolio = portfolio_named(master, options.portfolio);
  const base::Date day = day_asked_for(book, options.date);
  const auto nav = store::load_nav(book, day, portfolio.no);
  if (!nav) {
    throw base::Error(base::ErrorKind::data_missing, portfolio.id + " has no nav on " + day.iso(),
                      "wealthjobs holds list --date " + day.iso());
  }
  const auto money = [&](std::int64_t minor) {
    return base::format_money(minor, nav->currency) + " " + nav->currency.code();
  };
  const auto pack = store::load_pack_header(book, nav->pack_no);
  render::Document document;
  document.title = portfolio.id + " " + portfolio.name;
  document.facts = {{"business_date", day.iso()},
                    {"nav", money(nav->nav_minor)},
                    {"securities", money(nav->securities_minor)},
                    {"cash", money(nav->cash_minor)},
                    {"accrued", money(nav->accrued_minor)},
                    {"external_flow", money(nav->external_flow_minor)},
                    {"status", nav->is_held ? "held" : "official"},
                    {"pack", pack ? pack->id : ""}};
  document.sections = {positions_of(book, master, day, portfolio), cash_of(book, day, portfolio),
                       lots_of(book, master, portfolio)};
  print_document(options.global, document);
  return 0;
}

}  // namespace wealthjobs::app
