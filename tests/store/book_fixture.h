// A book with two portfolios and three instruments, and words to write into it.
//
//   P1 (1) AUD, P2 (2) USD; AAPL (1) USD, BHP (2) AUD, VOD (3) GBP in pence
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "finance/ledger/posting.h"
#include "scratch_book.h"
#include "store/master.h"

namespace wealthjobs::store {

inline base::Currency aud() { return base::Currency::of("AUD"); }
inline base::Currency usd() { return base::Currency::of("USD"); }
inline base::Date day(int year, int month, int day_of_month) {
  return base::Date::from(year, month, day_of_month);
}

inline PortfolioRow portfolio_row(const std::string& id, std::string_view currency = "AUD") {
  PortfolioRow row;
  row.id = id;
  row.name = "Portfolio " + id;
  row.client_id = "C-" + id;
  row.base_currency = base::Currency::of(currency);
  row.inception_date = day(2015, 1, 2);
  row.benchmark_id = "SPX";
  return row;
}

inline InstrumentRow instrument_row(const std::string& id, std::string_view currency) {
  InstrumentRow row;
  row.id = id;
  row.name = "Instrument " + id;
  row.kind = "equity";
  row.currency = base::Currency::of(currency);
  row.calendar = "XNYS";
  return row;
}

// One committed write transaction; returns its revision.
template <class Work>
std::int64_t written(Database& book, Work&& work) {
  WriteTransaction write(book);
  const std::int64_t revision = write.raise_revision("tester", "test", 1'000'000);
  work(write);
  write.commit();
  return revision;
}

inline finance::PostingLine line(finance::Account account, finance::PortfolioNo portfolio,
                                 base::Currency currency, std::int64_t amount_minor) {
  finance::PostingLine at;
  at.account = account;
  at.portfolio = portfolio;
  at.currency = currency;
  at.amount_minor = amount_minor;
  return at;
}

// Money paid in: cash against client capital.
inline finance::Posting deposit(const std::string& key, finance::PortfolioNo portfolio,
                                base::Date date, std::int64_t amount_minor,
                                base::Currency currency = aud()) {
  finance::Posting posting;
  posting.cause_key = key;
  posting.portfolio = portfolio;
  posting.date = date;
  posting.lines = {line(finance::Account::cash, portfolio, currency, amount_minor),
                   line(finance::Account::client_capital, portfolio, currency, -amount_minor)};
  return posting;
}

// Shares bought and delivered at once.
inline finance::Posting purchase(const std::string& trade_key, finance::PortfolioNo portfolio,
                                 finance::InstrumentNo instrument, base::Date date,
                                 std::int64_t quantity_e6, std::int64_t cost_minor,
                                 base::Currency currency = aud()) {
  finance::Posting posting;
  posting.cause_key = "trade|" + trade_key + "|td";
  posting.portfolio = portfolio;
  posting.date = date;
  posting.lines = {line(finance::Account::securities_cost, portfolio, currency, cost_minor),
                   line(finance::Account::cash, portfolio, currency, -cost_minor)};
  posting.lines[0].instrument = instrument;
  posting.lines[0].quantity_e6 = quantity_e6;
  posting.lines[0].lot_id = trade_key;
  posting.deliveries = {{instrument, quantity_e6}};
  return posting;
}

struct BookFixture {
  BookFixture() : book(scratch.open()) {
    const std::vector<PortfolioRow> portfolios{portfolio_row("P1"), portfolio_row("P2", "USD")};
    std::vector<InstrumentRow> instruments{
        instrument_row("AAPL", "USD"), instrument_row("BHP", "AUD"), instrument_row("VOD", "GBP")};
    instruments[2].price_factor = 100;
    write([&](WriteTransaction& write) {
      save_portfolios(write, portfolios);
      save_instruments(write, instruments);
    });
    master = Master::load(book);
  }

  template <class Work>
  std::int64_t write(Work&& work) {
    return written(book, std::forward<Work>(work));
  }
  std::int64_t count(std::string_view table) {
    return book.integer_or(-1, "SELECT count(*) FROM " + std::string(table));
  }

  ScratchBook scratch;
  Database book;
  Master master;
};

inline constexpr finance::PortfolioNo p1{1};
inline constexpr finance::PortfolioNo p2{2};
inline constexpr finance::InstrumentNo aapl{1};
inline constexpr finance::InstrumentNo bhp{2};
inline constexpr finance::InstrumentNo vod{3};

}  // namespace wealthjobs::store
