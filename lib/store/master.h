// Master data: who and what the book knows, loaded in one go, and the numbers that stand for them.
//
//   const Master master = Master::load(book);
//   master.portfolio_no("P001")                 PortfolioNo{1}, or nullopt
//   master.instrument(InstrumentNo{7}).id       "AAPL.XNAS"
//
//   Numbers   1, 2, 3 ... without gaps, handed out in sorted id order within one save: importing
//             the same rows in another order gives the same numbers
//   Changes   a row that is there with the same content is a duplicate; with other content it is a
//             conflict: reported, not written (master data are not versioned)
//   Failure   a book whose numbers have gaps is damaged: Error(io_error)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct InstrumentRow {
  finance::InstrumentNo no{};  // given by the book
  std::string id;
  std::string name;
  std::string kind;  // equity, etf, fund, cash
  base::Currency currency;
  std::string calendar;  // "XNYS"
  std::optional<std::string> isin;
  std::optional<std::string> sector;
  std::optional<std::string> country;
  std::int64_t price_factor = 1;  // divisor: 100 where the quote is in pence
  std::int64_t lot_size_e6 = 1;   // 1: fractions allowed

  bool operator==(const InstrumentRow&) const = default;
};

struct PortfolioRow {
  finance::PortfolioNo no{};  // given by the book
  std::string id;
  std::string name;
  std::string client_id;
  base::Currency base_currency;
  base::Date inception_date;
  std::string benchmark_id;
  std::optional<std::string> fee_schedule_id;
  std::optional<std::string> interest_schedule_id;
  std::optional<std::string> model_id;
  std::string status = "open";  // open, closed
  std::optional<base::Date> open_date;
  std::optional<base::Date> close_date;

  bool operator==(const PortfolioRow&) const = default;
};

class Master {
 public:
  static Master load(Database& book);

  [[nodiscard]] std::optional<finance::PortfolioNo> portfolio_no(std::string_view id) const;
  [[nodiscard]] std::optional<finance::InstrumentNo> instrument_no(std::string_view id) const;
  // Aborts on a number that the book never gave.
  [[nodiscard]] const PortfolioRow& portfolio(finance::PortfolioNo no) const;
  [[nodiscard]] const InstrumentRow& instrument(finance::InstrumentNo no) const;
  // "" for the firm and for no instrument.
  [[nodiscard]] std::string_view portfolio_id(finance::PortfolioNo no) const;
  [[nodiscard]] std::string_view instrument_id(finance::InstrumentNo no) const;

  // By number: row i has the number i + 1.
  [[nodiscard]] std::span<const PortfolioRow> portfolios() const { return portfolios_; }
  [[nodiscard]] std::span<const InstrumentRow> instruments() const { return instruments_; }
  // In text order of their ids: the order in which jobs go over portfolios.
  [[nodiscard]] std::span<const finance::PortfolioNo> portfolios_by_id() const {
    return portfolios_by_id_;
  }
  [[nodiscard]] std::span<const finance::InstrumentNo> instruments_by_id() const {
    return instruments_by_id_;
  }
  // Position of a portfolio in portfolios_by_id(), for sorting results into text order.
  [[nodiscard]] std::size_t rank_of(finance::PortfolioNo no) const;

 private:
  std::vector<PortfolioRow> portfolios_;
  std::vector<InstrumentRow> instruments_;
  std::vector<finance::PortfolioNo> portfolios_by_id_;
  std::vector<finance::InstrumentNo> instruments_by_id_;
  std::vector<std::size_t> ranks_;
};

// What became of the rows of one save. `conflicts` holds indexes into the rows given, ascending.
struct SaveCounts {
  std::int64_t added = 0;
  std::int64_t duplicate = 0;
  std::vector<std::size_t> conflicts;
};

SaveCounts save_portfolios(WriteTransaction& write, std::span<const PortfolioRow> rows);
SaveCounts save_instruments(WriteTransaction& write, std::span<const InstrumentRow> rows);

struct CalendarOverride {
  std::string calendar;
  base::Date day;
  std::string kind;  // holiday, early_close
  std::string name;

  bool operator==(const CalendarOverride&) const = default;
};

// By calendar, then day.
std::vector<CalendarOverride> load_calendar_overrides(Database& book);
SaveCounts save_calendar_overrides(WriteTransaction& write, std::span<const CalendarOverride> rows);

// An approved haircut on the last price of an instrument that does not trade (suspensions.csv).
struct Suspension {
  finance::InstrumentNo instrument{};
  base::Date from_day;
  base::Date to_day;
  int haircut_bps = 0;
  std::string approved_by;

  bool operator==(const Suspension&) const = default;
};

// Those that cover `day`, by instrument.
std::vector<Suspension> load_suspensions(Database& book, base::Date day);
SaveCounts save_suspensions(WriteTransaction& write, std::span<const Suspension> rows);

}  // namespace wealthjobs::store
