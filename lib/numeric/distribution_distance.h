// How far a current sample has drifted from a baseline sample.
//
//   Bins       inner edges are the quantiles 1/m .. (m-1)/m of the baseline (type 7), repeated ones
//              once; outer bins are open; a bin is [a, b)
//   Smoothing  additive (default): (count + 0.5) / sum, renormalised;
//              floor: max(share, epsilon);  replace_zero: epsilon where the share is 0;
//              the last two are not renormalised
//   PSI        sum (a - e) ln(a / e)      a current, e baseline share; natural logarithm
//   KL         sum a ln(a / e)            current against baseline
//   KS         D = sup |F - G| on the raw values; p = Q((s + 0.12 + 0.11 / s) D),
//              s = sqrt(nm/(n+m)), Q(x) = 2 sum (-1)^(k-1) exp(-2 k^2 x^2): Kolmogorov's limit law
//              with the correction of Stephens
//
//   Identity PSI = KL(a|e) + KL(e|a) on the same bins
//   Source   Lewis 1994; Stephens 1970; CONTRACT 6.10; checked against SciPy and R ks.test
//   Example  shares e 25/25/25/25 %, a 30/20/35/15 %: PSI 0.105003, KL 0.051209, reversed 0.053794
//   Peers    scipy.stats.entropy renormalises both sides: with floor or replace_zero and an empty
//            bin its KL differs from this one by design
//   Failure  abort: an empty sample, fewer than two bins, a floor that is not positive
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace wealthjobs::numeric {

enum class Smoothing { additive, floor, replace_zero };
std::string_view name_of(Smoothing smoothing);

struct BinOptions {
  int bins = 10;
  Smoothing smoothing = Smoothing::additive;
  double epsilon = 1e-4;
};

struct DriftBin {
  double lower = 0;           // minus infinity in the first bin
  double upper = 0;           // infinity in the last
  double baseline_share = 0;  // as counted
  double current_share = 0;
  double baseline_smoothed = 0;  // as the formula takes it
  double current_smoothed = 0;
  double contribution = 0;
};

struct Drift {
  double value = 0;
  std::vector<DriftBin> bins;
};

Drift population_stability(std::span<const double> baseline, std::span<const double> current,
                           const BinOptions& options = {});
Drift kullback_leibler(std::span<const double> baseline, std::span<const double> current,
                       const BinOptions& options = {});

// The two formulas on shares that are known.
double psi_of_shares(std::span<const double> baseline, std::span<const double> current);
double kl_of_shares(std::span<const double> baseline, std::span<const double> current);

// Inner edges, ascending, each once.
std::vector<double> quantile_edges(std::span<const double> baseline, int bins);

struct KolmogorovSmirnov {
  double statistic = 0;
  double p_value = 1;
};
inline constexpr std::string_view ks_method = "kolmogorov limit law, stephens correction";
KolmogorovSmirnov kolmogorov_smirnov(std::span<const double> baseline,
                                     std::span<const double> current);

// P(K > x) of Kolmogorov's limit law.
double kolmogorov_tail(double x);

}  // namespace wealthjobs::numeric
