// calc xirr, twr, metrics, stats: figures of dated series.
#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "calc_figures.h"
#include "calc_input.h"
#include "calc_output.h"
#include "finance/performance/internal_rate.h"
#include "finance/performance/performance_metrics.h"
#include "finance/performance/return_statistics.h"
#include "finance/performance/time_weighted_return.h"

namespace wealthjobs::app {
namespace {

using finance::Figure;

[[noreturn]] void refuse_choice(const std::string& what, const std::string& given,
                                const std::vector<std::string>& known) {
  const std::string near = base::nearest_word(given, known);
  throw base::Error(base::ErrorKind::usage,
                    "there is no " + what + " \"" + given + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "one of " + base::join_text(known, ", "));
}

finance::FlowTiming flow_timing_of(const CalcOptions& options) {
  const auto timing = finance::flow_timing_from(options.flow_timing);
  if (!timing) {
    refuse_choice("flow timing", options.flow_timing, {"mixed", "start_of_day", "end_of_day"});
  }
  return *timing;
}

base::Date asof_of(const CalcOptions& options, const std::vector<finance::Valuation>& valuations) {
  if (options.asof.empty()) return valuations.back().date;
  const auto day = base::Date::parse(options.asof);
  if (day) return *day;
  throw base::Error(base::ErrorKind::usage, "--asof \"" + options.asof + "\" is no date",
                    "a date such as 2020-06-30");
}

// A yearly decimal, or a file of percent a year.
finance::RiskFree risk_free_of(const CalcOptions& options) {
  if (options.risk_free.empty()) return {};
  const std::string& text = options.risk_free;
  double yearly = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), yearly);
  if (error == std::errc() && end == text.data() + text.size()) {
    if (std::isfinite(yearly) && yearly > -1) return finance::RiskFree::flat(yearly);
    throw base::Error(base::ErrorKind::usage, "--risk-free " + text + " is no yearly rate",
                      "a decimal such as 0.02 for 2 %");
  }
  std::vector<finance::DatedValue> series = read_series(text, "value");
  for (const finance::DatedValue& row : series) {
    if (row.value > -100) continue;
    throw base::Error(base::ErrorKind::data_invalid,
                      text + ": a rate of -100 % a year or less on " + row.date.iso());
  }
  return finance::RiskFree::series(std::move(series));
}

std::vector<finance::DatedValue> benchmark_of(const CalcOptions& options) {
  if (options.benchmark.empty()) return {};
  return read_series(options.benchmark, "return");
}

struct NamedFigures {
  base::Json values = base::Json::object();
  base::Json reasons = base::Json::object();
  render::Document document;
};

NamedFigures named_figures(const std::string& title,
                           const std::vector<finance::NamedFigure>& figures) {
  NamedFigures named;
  named.document.title = title;
  render::Section section = table_of("figures", {{"name", "Figure", render::Align::left},
                                                 {"value", "Value", render::Align::right},
                                                 {"reason", "Reason", render::Align::left}});
  for (const finance::NamedFigure& row : figures) {
    const std::string name(row.name);
    const std::string reason(finance::name_of(row.figure.reason));
    named.values[name] = json_number(row.figure.value);
    if (!reason.empty()) named.reasons[name] = reason;
    section.table.rows.push_back({name, number_text(row.figure.value), reason});
  }
  named.document.sections.push_back(std::move(section));
  return named;
}

base::Json date_json(const std::optional<base::Date>& date) {
  return date ? base::Json(date->iso()) : base::Json();
}

}  // namespace

void calc_xirr(const CalcOptions& options) {
  const finance::InternalRates rates = finance::internal_rates(read_flows(options.arguments[0]));
  render::Document document;
  document.title = "Internal rate of return";
  document.facts = {{"rate", figure_text(rates.rate)}};
  for (const double root : rates.roots) document.facts.emplace_back("root", number_text(root));
  print_calculation(options.global,
                    {{"rate", json_number(rates.rate.value)},
                     {"roots", rates.roots},
                     {"ambiguous", rates.rate.reason == finance::FigureReason::ambiguous},
                     {"reason", json_reason(rates.rate.reason)}},
                    document);
}

void calc_twr(const CalcOptions& options) {
  const auto window = finance::return_window_from(options.window);
  if (!window) {
    std::vector<std::string> known;
    for (const std::string_view name : finance::return_window_names()) known.emplace_back(name);
    refuse_choice("window", options.window, known);
  }
  const finance::FlowTiming timing = flow_timing_of(options);
  const auto valuations = read_valuations(options.arguments[0]);
  const base::Date asof = asof_of(options, valuations);
  const auto twr = finance::time_weighted_return(valuations, asof, *window, timing);
  const auto iso = [](const std::optional<base::Date>& date) {
    return date ? date->iso() : std::string("-");
  };
  render::Document document;
  document.title = "Time-weighted return " + options.window + " as of " + asof.iso();
  document.facts = {{"value", figure_text(twr.period)},
                    {"annualised", number_text(twr.annualised)},
                    {"base date", iso(twr.base_date)},
                    {"last date", iso(twr.last_date)},
                    {"returns", std::to_string(twr.period.n_obs)},
                    {"flow timing", options.flow_timing}};
  print_calculation(options.global,
                    {{"value", json_number(twr.period.value)},
                     {"annualised", json_number(twr.annualised)},
                     {"base_date", date_json(twr.base_date)},
                     {"last_date", date_json(twr.last_date)},
                     {"n_obs", twr.period.n_obs},
                     {"reason", json_reason(twr.period.reason)}},
                    document);
}

void calc_metrics(const CalcOptions& options) {
  const finance::FlowTiming timing = flow_timing_of(options);
  const auto valuations = read_valuations(options.arguments[0]);
  const base::Date asof = asof_of(options, valuations);
  const auto benchmark = benchmark_of(options);
  const NamedFigures named =
      named_figures("Metrics as of " + asof.iso(),
                    finance::performance_metrics(
                        {valuations, asof, timing, benchmark, risk_free_of(options), {}}));
  print_calculation(options.global, {{"metrics", named.values}, {"reasons", named.reasons}},
                    named.document);
}

void calc_stats(const CalcOptions& options) {
  const auto returns = read_series(options.arguments[0], "return");
  const auto benchmark = benchmark_of(options);
  const NamedFigures named = named_figures(
      "Statistics of " + base::counted("return", static_cast<long long>(returns.size())),
      finance::return_statistics(
          {returns, benchmark, risk_free_of(options), options.periods_per_year}));
  base::Json json = named.values;
  json["n_obs"] = returns.size();
  json["reasons"] = named.reasons;
  print_calculation(options.global, json, named.document);
}

}  // namespace wealthjobs::app
