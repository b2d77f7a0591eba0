#include "finance/performance/figure.h"

#include <gtest/gtest.h>

#include <limits>

namespace wealthjobs::finance {
namespace {

TEST(Figure, IsANumberOrAReason) {
  EXPECT_EQ(figure_of(0.5, 3), (Figure{0.5, FigureReason::none, 3}));
  EXPECT_EQ(no_figure(FigureReason::no_root, 2).reason, FigureReason::no_root);
  EXPECT_FALSE(no_figure(FigureReason::no_root).value);
}

TEST(Figure, ANumberThatIsNotFiniteIsNone) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(figure_of(infinity, 1).reason, FigureReason::out_of_range);
  EXPECT_EQ(figure_of(infinity - infinity, 1).reason, FigureReason::out_of_range);
}

TEST(Figure, ReasonsHaveNamesThatCanBeReadBack) {
  int named = 0;
  for (int i = 0; i < 16; ++i) {
    const auto reason = static_cast<FigureReason>(i);
    EXPECT_EQ(figure_reason_from(name_of(reason)), reason);
    named += name_of(reason).empty() ? 0 : 1;
  }
  EXPECT_EQ(named, 15);
  EXPECT_FALSE(figure_reason_from("because"));
}

}  // namespace
}  // namespace wealthjobs::finance
