// The two real books, 2015 to 2020, replayed at every date for which Beancount gives the answer:
// cash and quantities exactly, lots exactly in quantity and date, total cost to one minor unit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <set>

#include "finance/ledger/small_world.h"
#include "finance/ledger/ties.h"
#include "finance/valuation/shared_path.h"

namespace wealthjobs::finance::testing {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> named_rows(const std::filesystem::path& path) {
  const auto rows = csv_rows(path);
  std::vector<Row> result;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Row row;
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      row[rows[0][column]] = rows[i][column];
    }
    result.push_back(row);
  }
  return result;
}

std::int64_t scaled(const std::string& text, int scale) {
  return text.empty() ? 0 : base::parse_decimal(text, scale).value();
}

base::Currency currency_of(const std::string& code) { return base::Currency::of(code); }

// A book of shared/books with its instruments numbered from 1.
struct RealBook {
  SmallWorld w;
  std::map<std::string, InstrumentNo> numbers;

  RealBook(const std::string& name, base::Currency base_currency, bool keep_settle_dates) {
    const auto folder = shared_path("books/" + name);
    w.identity.base_currency = base_currency;
    w.rules.lot_cost = LotCost::expensed;
    w.dates.t_plus = 3;
    for (const char* code : {"USD", "AUD", "GBP"}) {
      w.rates.set(currency_of(code), base_currency, "2015-01-01", "1.25");
    }
    w.instruments = {{}};
    for (const Row& row : named_rows(folder / "instruments.csv")) {
      numbers[row.at("instrument_id")] = InstrumentNo(static_cast<int>(w.instruments.size()));
      w.instruments.push_back({currency_of(row.at("currency")), 1, 1});
    }
    load_trades(folder, keep_settle_dates);
    load_cash(folder);
    load_actions(folder);
  }

  void load_trades(const std::filesystem::path& folder, bool keep_settle_dates) {
    for (const Row& row : named_rows(folder / "trades.csv")) {
      auto& trade = w.facts.trade(row.at("trade_id").c_str(), *side_from(row.at("side")),
                                  numbers.at(row.at("instrument_id")), row.at("trade_date").c_str(),
                                  row.at("quantity").c_str(), row.at("price").c_str(),
                                  currency_of(row.at("currency")));
      trade.commission_minor = scaled(row.at("commission"), 2);
      if (keep_settle_dates) trade.settle_date = day(row.at("settle_date").c_str());
    }
  }

  void load_cash(const std::filesystem::path& folder) {
    for (const Row& row : named_rows(folder / "cash_flows.csv")) {
      w.facts.flow(row.at("flow_id").c_str(), row.at("date").c_str(), row.at("amount").c_str(),
                   currency_of(row.at("currency")), *flow_kind_from(row.at("kind")));
    }
    for (const Row& row : named_rows(folder / "fx_trades.csv")) {
      w.facts.fx(row.at("fx_trade_id").c_str(), row.at("trade_date").c_str(),
                 row.at("settle_date").c_str(), row.at("sell_amount").c_str(),
                 currency_of(row.at("sell_currency")), row.at("buy_amount").c_str(),
                 currency_of(row.at("buy_currency")));
    }
  }

  void load_actions(const std::filesystem::path& folder) {
    std::vector<CorporateAction> actions;
    for (const Row& row : named_rows(folder / "corporate_actions.csv")) {
      CorporateAction action;
      action.id = row.at("action_id");
      action.instrument = numbers.at(row.at("instrument_id"));
      action.kind = *action_kind_from(row.at("kind"));
      action.ex_date = day(row.at("ex_date").c_str());
      action.pay_date = day(row.at("pay_date").c_str());
      action.amount_per_share_e6 = scaled(row.at("amount_per_share"), 6);
      action.ratio_new_e6 = scaled(row.at("ratio_new"), 6);
      action.ratio_old_e6 = scaled(row.at("ratio_old"), 6);
      if (!row.at("currency").empty()) action.currency = currency_of(row.at("currency"));
      actions.push_back(action);
    }
    w.actions = ActionsByInstrument(std::move(actions));
  }

  // Settled and pending, as a book that settles at once has it.
  [[nodiscard]] static std::int64_t cash(const PortfolioState& state, base::Currency currency) {
    return state.balance(Account::cash, currency) +
           state.balance(Account::receivable_settlement, currency) +
           state.balance(Account::payable_settlement, currency);
  }
};

std::map<std::string, std::vector<Row>> by_date(const std::filesystem::path& path) {
  std::map<std::string, std::vector<Row>> result;
  for (const Row& row : named_rows(path)) result[row.at("as_of")].push_back(row);
  return result;
}

void expect_balances(const RealBook& book, const PortfolioState& state,
                     const std::vector<Row>& rows) {
  std::size_t n_positions = 0;
  for (const Row& row : rows) {
    const std::string& what = row.at("currency");
    if (row.at("account").find(":Cash:") != std::string::npos) {
      EXPECT_EQ(RealBook::cash(state, currency_of(what)), scaled(row.at("units"), 2)) << what;
    } else if (row.at("account").starts_with("Assets:")) {
      ++n_positions;
      const auto holding = state.holdings.find(book.numbers.at(what));
      ASSERT_NE(holding, state.holdings.end()) << what;
      EXPECT_EQ(holding->second.traded_e6, scaled(row.at("units"), 6)) << what;
    }
  }
  EXPECT_EQ(state.holdings.size(), n_positions);
}

void expect_lots(const RealBook& book, const PortfolioState& state, const std::vector<Row>& rows) {
  std::multimap<std::tuple<InstrumentNo, base::Date, std::int64_t>, std::int64_t> costs;
  for (const Lot& lot : state.lots) {
    costs.insert({{lot.instrument, lot.acquired_date, lot.quantity_e6}, lot.cost_minor});
  }
  EXPECT_EQ(state.lots.size(), rows.size());
  for (const Row& row : rows) {
    const auto lot = costs.find({book.numbers.at(row.at("currency")),
                                 day(row.at("cost_date").c_str()), scaled(row.at("units"), 6)});
    ASSERT_NE(lot, costs.end()) << row.at("currency") << " " << row.at("cost_date");
    const double expected = std::stod(row.at("units")) * std::stod(row.at("cost_number")) * 100;
    EXPECT_LE(std::abs(static_cast<double>(lot->second) - expected), 1.0001);
    costs.erase(lot);
  }
}

class RealBookTest : public ::testing::TestWithParam<std::tuple<const char*, const char*, bool>> {};

TEST_P(RealBookTest, HasTheCashPositionsAndLotsThatBeancountFinds) {
  WEALTHJOBS_NEEDS_SHARED("books/real_usd/trades.csv");
  const auto [name, base_code, keep_settle_dates] = GetParam();
  const RealBook book(name, currency_of(base_code), keep_settle_dates);
  const std::string expected = "data/ledgers/expected/" + std::string(name) + "_2015_2020.";
  const auto balances = by_date(shared_path(expected + "balances.csv"));
  const auto lots = by_date(shared_path(expected + "lots.csv"));
  ASSERT_GE(balances.size(), 6U);
  for (const auto& [date, rows] : balances) {
    SCOPED_TRACE(date);
    const auto result = book.w.replay_through(date.c_str());
    EXPECT_THAT(result.outcome.faults, ::testing::IsEmpty());
    EXPECT_THAT(broken_ties(result.state), ::testing::IsEmpty());
    if (keep_settle_dates) {
      EXPECT_THAT(result.outcome.fails, ::testing::IsEmpty());
    }
    expect_balances(book, result.state, rows);
    expect_lots(book, result.state, lots.at(date));
  }
}

INSTANTIATE_TEST_SUITE_P(Books, RealBookTest,
                         ::testing::Values(std::tuple{"real_usd", "USD", true},
                                           std::tuple{"real_aud", "AUD", true},
                                           std::tuple{"real_usd", "USD", false},
                                           std::tuple{"real_aud", "AUD", false}));

}  // namespace
}  // namespace wealthjobs::finance::testing
