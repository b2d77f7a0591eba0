// Contribution: what each holding, and each currency, added to the portfolio's return.
//
//   gain of a holding in a day, in base currency, v values and p the rate (base for one local):
//     g           = v_after - v_before - bought + income                in local currency
//     local       = g p_before
//     fx          = v_before (p_after - p_before)
//     interaction = g (p_after - p_before)
//     total       = local + fx + interaction, exactly the gain in base currency where what was
//                 bought
//                   and the income are turned at the rate after
//   contribution = gain / capital, the capital of daily_return.h. All holdings, cash among them,
//   add
//                  up to the day's return
//   over days    daily contributions do not add up to a compounded return; Carino's factors make
//                them: k_t = ln(1 + r_t) / r_t, K = ln(1 + R) / R, linked = sum c_t k_t / K
//
//   Source   Bacon ch. 5 to 8; Carino 1999; domain jobs 2, 11 and 12
//   Example  210.40 -> 212.48 local at 1.5180 -> 1.5234:
//            0.988593 + 0.355731 + 0.003517 = 1.347841 %.
//            +10 % (A 6, B 4), then -5 % (A -2, B -3): R 4.5 %, linked A 3.748779 %, B 0.751221 %
//   Failure  no_capital where the capital is not positive; wealth_lost where a return is -100 % or
//            below: nothing links beyond that
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "finance/performance/figure.h"

namespace wealthjobs::finance {

// Values in the holding's own currency; rates are base currency for one of it.
struct HoldingDay {
  double value_before = 0;
  double value_after = 0;
  double bought = 0;  // net purchases; sales are negative
  double income = 0;  // dividends and interest that left the holding
  double rate_before = 1;
  double rate_after = 1;
};

// Of a gain, or of a return: the three parts add up to it.
struct CurrencyParts {
  double local = 0;
  double fx = 0;
  double interaction = 0;
  [[nodiscard]] double total() const { return local + fx + interaction; }
};

CurrencyParts holding_gain(const HoldingDay& day);

// Each gain over the capital.
base::Result<std::vector<CurrencyParts>, FigureReason> contributions(
    std::span<const HoldingDay> holdings, double capital);

// One day of a table: its return and what each holding (a column) contributed.
struct ContributionDay {
  double portfolio_return = 0;
  std::vector<double> contributions;
};

// One linked contribution a column; they sum to the compounded return where each day's sum to its
// return. Days have the same columns.
base::Result<std::vector<double>, FigureReason> linked_contributions(
    std::span<const ContributionDay> days);

}  // namespace wealthjobs::finance
