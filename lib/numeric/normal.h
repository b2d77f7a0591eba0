// The standard normal distribution.
//
//   density(z) = exp(-z^2 / 2) / sqrt(2 pi);  probability(z) = erfc(-z / sqrt 2) / 2
//   quantile(p): the z with probability(z) = p, to the last bits, by bracketing
//
//   Source   Abramowitz and Stegun 26.2
//   Example  probability(0.6) = 0.725747, quantile(0.95) = 1.644854
//   Failure  abort: a probability outside 0 to 1, the ends excluded
#pragma once

namespace wealthjobs::numeric {

double normal_density(double z);
double normal_probability(double z);
double normal_quantile(double probability);

}  // namespace wealthjobs::numeric
