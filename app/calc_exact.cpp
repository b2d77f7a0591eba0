// calc daycount, lots: exact answers.
#include "base/decimal.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "calc_figures.h"
#include "calc_input.h"
#include "calc_output.h"
#include "finance/calendar/day_count.h"
#include "finance/ledger/lot_matching.h"

namespace wealthjobs::app {
namespace {

base::Date date_argument(const std::string& text) {
  const auto day = base::Date::parse(text);
  if (day) return *day;
  throw base::Error(base::ErrorKind::usage, "\"" + text + "\" is no date",
                    "a date such as 2020-06-30");
}

finance::DayCount convention_named(const std::string& name) {
  const auto convention = finance::day_count_from(name);
  if (convention) return *convention;
  std::vector<std::string> known;
  for (const std::string_view row : finance::day_count_names()) known.emplace_back(row);
  const std::string near = base::nearest_word(name, known);
  throw base::Error(base::ErrorKind::usage,
                    "there is no day count \"" + name + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "one of " + base::join_text(known, ", "));
}

// What the file says cannot be: in the words of its row.
[[noreturn]] void refuse(const finance::LotMatchingRefusal& refusal, const LotTradeRows& rows) {
  const std::string quantity =
      base::format_decimal_short(rows.trades[refusal.trade].quantity_e6, base::quantity_scale);
  throw base::Error(
      base::ErrorKind::data_invalid,
      rows.places[refusal.trade] +
          (refusal.is_out_of_range
               ? ": quantity x price does not fit into 64 bits with its decimals"
               : ": sells " + quantity + ", only " +
                     base::format_decimal_short(refusal.held_e6, base::quantity_scale) +
                     " are held"));
}

struct LotTexts {
  base::Json json;
  render::Document document;
};

LotTexts lot_texts(const finance::LotMatching& matching, const std::string& method) {
  const auto right = render::Align::right;
  const auto left = render::Align::left;
  const auto amount = [&](std::int64_t value) {
    return base::format_decimal_short(value, matching.scale);
  };
  const auto quantity = [](std::int64_t value) {
    return base::format_decimal_short(value, base::quantity_scale);
  };
  LotTexts texts;
  base::Json matches = base::Json::array();
  base::Json open_lots = base::Json::array();
  render::Section sold = table_of("matches", {{"acquired_date", "Acquired", left},
                                              {"disposed_date", "Disposed", left},
                                              {"quantity", "Quantity", right},
                                              {"cost", "Cost", right},
                                              {"proceeds", "Proceeds", right},
                                              {"gain", "Gain", right}});
  sold.heading = "Matches";
  std::int64_t gain = 0;
  for (const finance::LotMatch& match : matching.matches) {
    gain += match.gain;
    sold.table.rows.push_back({match.acquired_date.iso(), match.disposed_date.iso(),
                               quantity(match.quantity_e6), amount(match.cost),
                               amount(match.proceeds), amount(match.gain)});
    base::Json row;
    for (std::size_t i = 0; i < sold.table.columns.size(); ++i) {
      row[sold.table.columns[i].name] = sold.table.rows.back()[i];
    }
    matches.push_back(std::move(row));
  }
  render::Section held = table_of("open_lots", {{"acquired_date", "Acquired", left},
                                                {"quantity", "Quantity", right},
                                                {"cost", "Cost", right}});
  held.heading = "Open lots";
  for (const finance::Lot& lot : matching.open_lots) {
    held.table.rows.push_back(
        {lot.acquired_date.iso(), quantity(lot.quantity_e6), amount(lot.cost_minor)});
    open_lots.push_back({{"acquired_date", lot.acquired_date.iso()},
                         {"quantity", quantity(lot.quantity_e6)},
                         {"cost", amount(lot.cost_minor)}});
  }
  texts.json = {{"method", method},
                {"realised_gain", amount(gain)},
                {"matches", matches},
                {"open_lots", open_lots}};
  texts.document.title = "Lots, " + method;
  texts.document.facts = {{"realised gain", amount(gain)}};
  texts.document.sections = {sold, held};
  return texts;
}

}  // namespace

void calc_daycount(const CalcOptions& options) {
  const finance::DayCount convention = convention_named(options.arguments[0]);
  const base::Date start = date_argument(options.arguments[1]);
  const base::Date end = date_argument(options.arguments[2]);
  const std::int32_t days = finance::day_count_days(convention, start, end);
  const double years = finance::year_fraction(convention, start, end).value();
  render::Document document;
  document.title = options.arguments[0] + " from " + start.iso() + " to " + end.iso();
  document.facts = {{"days", std::to_string(days)}, {"year fraction", number_text(years)}};
  print_calculation(options.global,
                    {{"convention", options.arguments[0]},
                     {"start", start.iso()},
                     {"end", end.iso()},
                     {"days", days},
                     {"year_fraction", years}},
                    document);
}

void calc_lots(const CalcOptions& options) {
  const auto method = finance::lot_method_from(options.method);
  const LotTradeRows rows = read_lot_trades(options.arguments[0]);
  const auto matching = finance::lot_matching(rows.trades, *method);
  if (!matching) refuse(matching.error(), rows);
  const LotTexts texts = lot_texts(*matching, options.method);
  print_calculation(options.global, texts.json, texts.document);
}

}  // namespace wealthjobs::app
