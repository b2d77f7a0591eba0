#include "cmd_calc.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "calc_figures.h"

namespace wealthjobs::app {
namespace {

struct CalcFigure {
  std::string_view name;
  std::size_t arguments;
  std::string_view usage;    // of the arguments
  std::string_view options;  // that it takes, with blanks around each
  void (*print)(const CalcOptions&);
};

constexpr std::array<CalcFigure, 10> figures = {{
    {"xirr", 1, "FLOWS.csv", "", calc_xirr},
    {"twr", 1, "NAV.csv", " asof window flow-timing ", calc_twr},
    {"metrics", 1, "NAV.csv", " asof flow-timing benchmark risk-free ", calc_metrics},
    {"stats", 1, "RETURNS.csv", " periods-per-year benchmark risk-free ", calc_stats},
    {"daycount", 3, "CONVENTION START END", "", calc_daycount},
    {"psi", 2, "BASELINE.csv CURRENT.csv", " bins smoothing epsilon ", calc_psi},
    {"kl", 2, "BASELINE.csv CURRENT.csv", " bins smoothing epsilon ", calc_kl},
    {"ks", 2, "BASELINE.csv CURRENT.csv", " bins smoothing epsilon ", calc_ks},
    {"ols", 1, "Y_X.csv", "", calc_ols},
    {"lots", 1, "TRADES.csv", " method ", calc_lots},
}};

const CalcFigure& figure_named(const std::string& name) {
  const auto found = std::ranges::find(figures, name, &CalcFigure::name);
  if (found != figures.end()) return *found;
  std::vector<std::string> known;
  for (const CalcFigure& figure : figures) known.emplace_back(figure.name);
  const std::string near = base::nearest_word(name, known);
  throw base::Error(
      base::ErrorKind::usage,
      "calc knows no \"" + name + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
      "one of " + base::join_text(known, ", "));
}

void check_usage(const CalcFigure& figure, const CalcOptions& options) {
  const std::string call =
      "wealthjobs calc " + std::string(figure.name) + " " + std::string(figure.usage);
  if (options.arguments.size() != figure.arguments) {
    throw base::Error(base::ErrorKind::usage,
                      "calc " + std::string(figure.name) + " takes " +
                          base::counted("argument", static_cast<long long>(figure.arguments)) +
                          ", not " + std::to_string(options.arguments.size()),
                      call);
  }
  std::vector<std::string> inputs = options.arguments;
  inputs.push_back(options.benchmark);
  inputs.push_back(options.risk_free);
  if (std::ranges::count(inputs, "-") > 1) {
    throw base::Error(base::ErrorKind::usage, "only one file can be standard input", call);
  }
  for (const std::string& given : options.given) {
    if (figure.options.find(" " + given + " ") != std::string_view::npos) continue;
    throw base::Error(base::ErrorKind::usage,
                      "calc " + std::string(figure.name) + " has no option --" + given, call);
  }
}

}  // namespace

int cmd_calc(const CalcOptions& options) {
  const CalcFigure& figure = figure_named(options.figure);
  check_usage(figure, options);
  figure.print(options);
  return 0;
}

}  // namespace wealthjobs::app
