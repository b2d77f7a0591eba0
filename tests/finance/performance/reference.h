// The reference figures of other people's software, as the tests read them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/date.h"
#include "base/json_document.h"
#include "finance/performance/daily_return.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance {

inline const std::string analytics = "reference/analytics/";

inline base::Json reference_json(const std::string& name) {
  std::ifstream file(shared_path(analytics + name));
  return base::Json::parse(file);
}

// Relative 1e-9, absolute 1e-12 near zero: the tolerance of the reference's README.
inline ::testing::AssertionResult agrees(double got, double expected, double relative = 1e-9) {
  if (std::fabs(got - expected) <= std::max(relative * std::fabs(expected), 1e-12)) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure()
         << ::testing::PrintToString(got) << " is not " << expected << ", apart " << got - expected;
}

inline ::testing::AssertionResult agrees(const std::optional<double>& got,
                                         const base::Json& expected, double relative = 1e-9) {
  if (!got || expected.is_null()) {
    return got.has_value() == !expected.is_null() ? ::testing::AssertionSuccess()
                                                  : ::testing::AssertionFailure()
                                                        << (got ? std::to_string(*got) : "null")
                                                        << " is not " << expected;
  }
  return agrees(*got, expected.get<double>(), relative);
}

inline base::Date day(const std::string& iso) { return *base::Date::parse(iso); }

// Columns of a CSV by name; quotes are taken off; an empty cell is missing.
struct ReferenceTable {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;

  explicit ReferenceTable(const std::string& name) {
    rows = csv_rows(shared_path(analytics + name));
    for (auto& row : rows) {
      for (std::string& cell : row) std::erase(cell, '"');
    }
    names = rows.front();
    rows.erase(rows.begin());
  }
  [[nodiscard]] std::size_t column(const std::string& name) const {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  }
  [[nodiscard]] std::optional<double> number(std::size_t row, std::size_t col) const {
    if (col >= rows[row].size() || rows[row][col].empty()) return std::nullopt;
    return std::stod(rows[row][col]);
  }
  [[nodiscard]] std::vector<DatedValue> series(const std::string& name) const {
    const std::size_t date = column("date");
    const std::size_t col = column(name);
    std::vector<DatedValue> found;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (const auto value = number(i, col)) found.push_back({day(rows[i][date]), *value});
    }
    return found;
  }
};

inline std::map<std::string, std::vector<Valuation>> reference_portfolios() {
  std::map<std::string, std::vector<Valuation>> portfolios;
  for (const auto& row : ReferenceTable("portfolios.csv").rows) {
    portfolios[row[0]].push_back({day(row[1]), std::stod(row[2]), std::stod(row[3])});
  }
  return portfolios;
}

// A seeded path of navs with flows, one a weekday.
inline std::vector<Valuation> random_valuations(std::mt19937_64& random, int days,
                                                double flow_odds = 0.1) {
  std::normal_distribution<double> normal(0.0003, 0.01);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<Valuation> path = {{base::Date::from(2018, 1, 1), 1e6, 1e6}};
  while (path.size() < static_cast<std::size_t>(days)) {
    base::Date next = path.back().date + 1;
    while (next.weekday() >= base::Weekday::saturday) next = next + 1;
    double flow = 0;
    if (uniform(random) < flow_odds) flow = std::round((uniform(random) - 0.5) * 2e5);
    const double nav = std::round((path.back().nav * (1 + normal(random)) + flow) * 100) / 100;
    path.push_back({next, nav, flow});
  }
  return path;
}

}  // namespace wealthjobs::finance
