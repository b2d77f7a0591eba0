// Where a continuous function of one variable is zero.
//
//   bracketed_root   between two places of opposite sign, to the last bits: inverse quadratic
//                    interpolation where it is safe, bisection where it is not
//   roots_by_scan    every change of sign on a grid, refined; where the function comes near to zero
//                    without changing sign between grid points, its turning point is looked up:
//                    two roots there, a touching one, or none
//
//   Source   Brent 1973, ch. 4; Chandrupatla 1997 (when to trust the interpolation)
//   Limits   two roots closer than the grid and far from a turning point of |f| that the grid shows
//            are missed: choose the grid by what f can do
//   Failure  abort: ends of the same sign, a grid that does not ascend
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace wealthjobs::numeric {

using Function = std::function<double(double)>;

// f(low) and f(high) have opposite signs, or one of them is zero. low < high.
double bracketed_root(const Function& f, double low, double high);

// A function, and the sum of the absolute values of its terms: |f| below noise_share of it is
// rounding, not a value.
struct ScannedFunction {
  Function f;
  Function magnitude;
  double noise_share = 0;
};

// Ascending, each once.
std::vector<double> roots_by_scan(const ScannedFunction& scanned, std::span<const double> grid);

}  // namespace wealthjobs::numeric
