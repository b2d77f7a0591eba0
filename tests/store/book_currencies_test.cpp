#include "store/book_currencies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "book_fixture.h"
#include "store/facts.h"

namespace wealthjobs::store {
namespace {

using base::Currency;
using base::Date;
using testing::Contains;
using testing::Not;

const Date day = Date::from(2020, 6, 1);

struct BookCurrencies : testing::Test, BookFixture {
  void deposit(const std::string& code, Date date) {
    FactRow<finance::CashFlow> row;
    row.id = "C-" + code;
    row.source = "cash_flows.csv:2";
    row.fact.portfolio = p1;
    row.fact.date = date;
    row.fact.currency = Currency::of(code);
    row.fact.amount_minor = 100;
    write([&](WriteTransaction& w) { save_cash_flows(w, master, std::vector{row}); });
  }
};

TEST_F(BookCurrencies, AreThoseOfInstrumentsAndPortfoliosSorted) {
  const auto currencies = load_book_currencies(book, day - 1, day);
  EXPECT_THAT(currencies, Contains(aud()));
  EXPECT_TRUE(std::ranges::is_sorted(currencies));
}

TEST_F(BookCurrencies, CountAFlowOnlyWhenItIsDue) {
  deposit("JPY", day);
  EXPECT_THAT(load_book_currencies(book, day - 1, day), Contains(Currency::of("JPY")));
  EXPECT_THAT(load_book_currencies(book, day, day + 1), Not(Contains(Currency::of("JPY"))));
  EXPECT_THAT(load_book_currencies(book, day - 2, day - 1), Not(Contains(Currency::of("JPY"))));
}

}  // namespace
}  // namespace wealthjobs::store
