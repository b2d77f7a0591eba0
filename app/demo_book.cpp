#include "demo_book.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/rounding.h"
#include "demo_charges.h"
#include "finance/calendar/built_in_calendar.h"
#include "finance/calendar/calendars.h"
#include "finance/calendar/settlement_cycle.h"

namespace wealthjobs::app {
namespace {

using base::Currency;
using base::Date;
using base::Rounding;

const Date first_day = Date::from(2019, 1, 2);
const Date last_day = Date::from(2021, 1, 5);
const Date default_day = Date::from(2020, 12, 30);  // pinned_today below
const Date split_day = Date::from(2020, 8, 31);
constexpr std::string_view split_instrument = "AURA";

struct DemoInstrument {
  std::string_view id, name, kind, currency, calendar, sector, country;
  int price_factor;
  std::int64_t start_e2;      // first close in hundredths of the quoted unit
  std::int64_t dividend_bps;  // a quarter, of the price; 0 pays none
  std::string_view withholding, treaty, fee;
};

constexpr std::array instruments{
    DemoInstrument{"NRTH", "Northwind Industrial", "equity", "USD", "XNYS", "Industrials", "US", 1,
                   8412, 55, "0.30", "0.15", ""},
    DemoInstrument{"AURA", "Aurora Software", "equity", "USD", "XNYS", "Technology", "US", 1, 41250,
                   0, "", "", ""},
    DemoInstrument{"CEDR", "Cedar Health", "equity", "USD", "XNYS", "Health Care", "US", 1, 12630,
                   60, "0.15", "", ""},
    DemoInstrument{"SLTE", "Slate Energy", "equity", "USD", "XNYS", "Energy", "US", 1, 6105, 110,
                   "0.15", "", "0.02"},
    DemoInstrument{"ORBT", "Orbit Total Market", "etf", "USD", "XNYS", "Funds", "US", 1, 14288, 45,
                   "0.15", "", ""},
    DemoInstrument{"BANK", "Banksia Bank", "equity", "AUD", "XASX", "Financials", "AU", 1, 7244,
                   130, "0", "", ""},
    DemoInstrument{"WATL", "Wattle Mining", "equity", "AUD", "XASX", "Materials", "AU", 1, 3391,
                   140, "0", "", ""},
    DemoInstrument{"HEAT", "Heather Foods", "equity", "GBP", "XLON", "Consumer", "GB", 100, 152450,
                   90, "0", "", ""},
    DemoInstrument{"THIS", "Thistle Utilities", "equity", "GBP", "XLON", "Utilities", "GB", 100,
                   83120, 120, "0", "", ""},
    DemoInstrument{"LNDN", "Linden Euro Equity", "etf", "EUR", "XLON", "Funds", "IE", 1, 5217, 65,
                   "0.15", "0.15", ""},
};

constexpr std::array<std::string_view, 4> currencies{"USD", "AUD", "GBP", "EUR"};
// Base currency of portfolio n, 25 of them.
constexpr std::array<int, 25> base_of{0, 0, 1, 0, 2, 0, 3, 1, 0, 2, 0, 1, 0,
                                      3, 2, 0, 1, 0, 2, 3, 0, 1, 0, 2, 3};

// splitmix64: a small public-domain generator, the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::int64_t below(std::int64_t n) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<std::int64_t>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(n));
  }
  // Around `drift`, three quarters of them within a half of `width`; hundredths of a basis point.
  std::int64_t move(std::int64_t width, std::int64_t drift) {
    return (below(2 * width) + below(2 * width) + below(2 * width)) / 3 - width + drift;
  }

 private:
  std::uint64_t state_;
};

std::string number3(int n) {
  std::string text = std::to_string(1000 + n);
  return text.substr(1);
}

// The generator: days in order, each adding rows to the files.
class DemoBook {
 public:
  std::map<std::string, std::string> write();

 private:
  struct Holding {
    std::size_t instrument = 0;
    std::int64_t quantity = 0;
  };
  struct Portfolio {
    std::string id;
    std::size_t base = 0;
    Date inception;
    std::array<std::int64_t, 4> cash_minor{};  // settled on every later day on which it trades
    std::vector<Holding> holdings;
  };

  void headers();
  void open_portfolios();
  void observe(Date day);
  void trade_day(Date day);
  void contribute(Portfolio& portfolio, Date day);
  void exchange(Portfolio& portfolio, Date day);
  void buy(Portfolio& portfolio, Date day, std::size_t instrument, std::int64_t budget_minor);
  void sell(Portfolio& portfolio, Date day);
  void pay_dividends(Date day);
  [[nodiscard]] std::string custodian_statement() const;
  [[nodiscard]] Date settle_date(const DemoInstrument& row, Date day) const {
    return *finance::settle_date(cycles_, calendars_, day,
                                 {row.calendar, Currency::of(row.currency)});
  }
  void confirm(const DemoInstrument& row, std::int64_t quantity, std::int64_t cash_minor, Date day);
  std::int64_t rate_e4(std::size_t currency) const { return rates_e4_[currency]; }
  std::string& file(std::string_view name) { return files_["book/" + std::string(name)]; }
  std::string next_id(char letter, int& counter) {
    return std::string(1, letter) + std::to_string(10000 + ++counter).substr(1);
  }

  Dice dice_{20190102};
  finance::SettlementCycles cycles_;
  finance::Calendars calendars_;
  std::map<std::string, std::string> files_;
  std::vector<Portfolio> portfolios_;
  std::array<std::int64_t, instruments.size()> price_e2_{};
  std::array<std::int64_t, 4> rates_e4_{11450, 16200, 8950, 10000};  // one EUR in each
  std::int64_t benchmark_e2_ = 100000;
  int trades_ = 0;
  int fx_trades_ = 0;
  int flows_ = 0;
  int confirmations_ = 0;
  bool has_partial_ = false;
  std::string amended_;
  std::string amended_confirmation_;
};

const finance::Calendar& calendar_of(std::string_view id) {
  return *finance::built_in_calendar(id);
}

// A day on which every market of the demo is open.
bool all_open(Date day) {
  for (const std::string_view id : {"XNYS", "XASX", "XLON", "TARGET", "USNY", "AUSY"}) {
    if (!calendar_of(id).is_business_day(day)) return false;
  }
  return true;
}

Date add_all_open(Date day, int n) {
  while (n > 0) {
    day = day + 1;
    if (all_open(day)) --n;
  }
  return day;
}

void DemoBook::headers() {
  file("instruments.csv") =
      "instrument_id,name,kind,currency,calendar,sector,country,price_factor\n";
  file("portfolios.csv") =
      "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id,fee_schedule_id,"
      "interest_schedule_id\n";
  file("fee_schedules.csv") = demo_fee_schedules();
  file("interest_tiers.csv") = demo_interest_tiers();
  file("trades.csv") =
      "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,commission\n";
  file("fx_trades.csv") =
      "fx_trade_id,portfolio_id,trade_date,settle_date,sell_currency,sell_amount,buy_currency,"
      "buy_amount\n";
  file("cash_flows.csv") = "flow_id,portfolio_id,date,currency,amount,kind,channel\n";
  file("corporate_actions.csv") =
      "action_id,instrument_id,kind,ex_date,record_date,pay_date,currency,amount_per_share,"
      "ratio_new,ratio_old,withholding_rate,fee_per_share,treaty_rate\n";
  file("prices.csv") = "instrument_id,date,close,currency,source\n";
  file("fx_rates.csv") = "date,base,quote,rate,source\n";
  file("series.csv") = "series_id,date,value\n";
  file("settlements.csv") = "confirmation_id,trade_id,date,quantity,cash_amount,currency\n";
  for (const DemoInstrument& row : instruments) {
    file("instruments.csv")
        .append(row.id)
        .append(",")
        .append(row.name)
        .append(",")
        .append(row.kind)
        .append(",")
        .append(row.currency)
        .append(",")
        .append(row.calendar)
        .append(",")
        .append(row.sector)
        .append(",")
        .append(row.country)
        .append(",")
        .append(std::to_string(row.price_factor))
        .append("\n");
  }
}

void DemoBook::open_portfolios() {
  constexpr std::array<std::string_view, 5> families{"Arden", "Birch", "Calder", "Dunmore",
                                                     "Elswick"};
  constexpr std::array<std::string_view, 5> mandates{"Growth", "Income", "Balanced", "Trust",
                                                     "Pension"};
  for (std::size_t n = 0; n < base_of.size(); ++n) {
    Portfolio portfolio;
    portfolio.id = "P" + number3(static_cast<int>(n) + 1);
    portfolio.base = static_cast<std::size_t>(base_of[n]);
    portfolio.inception = n % 6 == 5 ? Date::from(2019, 7, 1) : first_day;
    file("portfolios.csv")
        .append(portfolio.id)
        .append(",")
        .append(families[n / 5])
        .append(" ")
        .append(mandates[n % 5])
        .append(",C")
        .append(number3(static_cast<int>(n / 5) + 1))
        .append(",")
        .append(currencies[portfolio.base])
        .append(",")
        .append(portfolio.inception.iso())
        .append(",WORLD,")
        .append(demo_schedules_of(currencies[portfolio.base], mandates[n % 5] == "Pension"))
        .append("\n");
    portfolios_.push_back(std::move(portfolio));
  }
}

void DemoBook::observe(Date day) {
  for (std::size_t i = 0; i < instruments.size(); ++i) {
    const DemoInstrument& row = instruments[i];
    if (!calendar_of(row.calendar).is_business_day(day)) continue;
    if (day == split_day && row.id == split_instrument) price_e2_[i] /= 4;
    const std::int64_t move = dice_.move(22000, 350);  // at most 2.2 %, up 3.5 bp on average
    price_e2_[i] += base::divide_rounded(static_cast<base::int128>(price_e2_[i]) * move, 1000000,
                                         Rounding::half_even);
    file("prices.csv")
        .append(row.id)
        .append(",")
        .append(day.iso())
        .append(",")
        .append(base::format_decimal(price_e2_[i], 2))
        .append(",")
        .append(row.currency)
        .append(",demo\n");
  }
  if (calendar_of("TARGET").is_business_day(day)) {
    for (std::size_t c = 0; c < 3; ++c) {
      rates_e4_[c] +=
          base::divide_rounded(static_cast<base::int128>(rates_e4_[c]) * dice_.move(6000, 0),
                               1000000, Rounding::half_even);
      file("fx_rates.csv")
          .append(day.iso())
          .append(",EUR,")
          .append(currencies[c])
          .append(",")
          .append(base::format_decimal(rates_e4_[c], 4))
          .append(",demo\n");
    }
  }
  if (calendar_of("XNYS").is_business_day(day)) {
    benchmark_e2_ +=
        base::divide_rounded(static_cast<base::int128>(benchmark_e2_) * dice_.move(12000, 350),
                             1000000, Rounding::half_even);
    file("series.csv")
        .append("WORLD,")
        .append(day.iso())
        .append(",")
        .append(base::format_decimal(benchmark_e2_, 2))
        .append("\n");
  }
}

void DemoBook::contribute(Portfolio& portfolio, Date day) {
  const bool is_first = portfolio.inception.first_of_month() == day.first_of_month();
  const auto flow = [&](std::int64_t amount_minor, std::string_view kind) {
    const Currency currency = Currency::of(currencies[portfolio.base]);
    file("cash_flows.csv")
        .append(next_id('C', flows_))
        .append(",")
        .append(portfolio.id)
        .append(",")
        .append(day.iso())
        .append(",")
        .append(currency.view())
        .append(",")
        .append(base::format_money_plain(amount_minor, currency))
        .append(",")
        .append(kind)
        .append(kind == "deposit" || kind == "withdrawal" ? ",transfer\n" : ",\n");
    portfolio.cash_minor[portfolio.base] += amount_minor;
  };
  if (is_first) {
    flow((20 + dice_.below(60)) * 1000000, "deposit");  // 200,000 to 790,000
    return;
  }
  flow((1 + dice_.below(5)) * 100000, "deposit");
  const int month = day.ymd().month;
  if (month % 3 == 1) flow(-(20000 + dice_.below(40000)), "fee");
  if (month == 6 && portfolio.cash_minor[portfolio.base] > 2500000) {
    flow(-(5 + dice_.below(10)) * 100000, "withdrawal");
  }
}

void DemoBook::exchange(Portfolio& portfolio, Date day) {
  // half of the cash above a cushion goes, in equal parts, to the three other currencies
  const std::int64_t free_minor = portfolio.cash_minor[portfolio.base] - 1000000;
  if (free_minor < 1500000) return;
  for (std::size_t c = 0; c < currencies.size(); ++c) {
    if (c == portfolio.base) continue;
    const std::int64_t sold = free_minor / 6 / 100 * 100;
    const std::int64_t bought =
        base::multiply_divide(sold, rate_e4(c), rate_e4(portfolio.base), Rounding::half_even);
    const Date settles = add_all_open(day, 1);
    file("fx_trades.csv")
        .append(next_id('F', fx_trades_))
        .append(",")
        .append(portfolio.id)
        .append(",")
        .append(day.iso())
        .append(",")
        .append(settles.iso())
        .append(",")
        .append(currencies[portfolio.base])
        .append(",")
        .append(base::format_decimal(sold, 2))
        .append(",")
        .append(currencies[c])
        .append(",")
        .append(base::format_decimal(bought, 2))
        .append("\n");
    portfolio.cash_minor[portfolio.base] -= sold;
    portfolio.cash_minor[c] += bought;
  }
}

// What the custodian delivered of the last trade: all of it on the contractual date, but one
// purchase in two parts.
void DemoBook::confirm(const DemoInstrument& row, std::int64_t quantity, std::int64_t cash_minor,
                       Date day) {
  const std::string trade = "T" + std::to_string(10000 + trades_).substr(1);
  const auto delivered = [&](std::int64_t shares, std::int64_t paid_minor, Date date) {
    file("settlements.csv")
        .append(next_id('S', confirmations_))
        .append("," + trade + "," + date.iso() + "," + std::to_string(shares) + "," +
                base::format_decimal(paid_minor, 2) + ",")
        .append(row.currency)
        .append("\n");
  };
  const Date settles =
      *finance::settle_date(cycles_, calendars_, day, {row.calendar, Currency::of(row.currency)});
  if (has_partial_ || row.id != "CEDR" || day < Date::from(2019, 5, 1)) {
    delivered(quantity, cash_minor, settles);
    return;
  }
  has_partial_ = true;
  const std::int64_t first = quantity * 3 / 5;
  const std::int64_t first_minor =
      base::multiply_divide(cash_minor, first, quantity, Rounding::half_even);
  delivered(first, first_minor, settles);
  delivered(quantity - first, cash_minor - first_minor, add_all_open(settles, 3));
}

void DemoBook::buy(Portfolio& portfolio, Date day, std::size_t instrument,
                   std::int64_t budget_minor) {
  const DemoInstrument& row = instruments[instrument];
  const std::int64_t price_e2 = price_e2_[instrument];
  const std::int64_t quantity = budget_minor * row.price_factor / price_e2;
  if (quantity < 5) return;
  const std::int64_t gross_minor =
      base::multiply_divide(quantity, price_e2, row.price_factor, Rounding::half_up);
  const std::int64_t commission_minor = 495 + gross_minor / 2000;
  const std::size_t currency = [&] {
    for (std::size_t c = 0; c < currencies.size(); ++c) {
      if (currencies[c] == row.currency) return c;
    }
    return std::size_t{0};
  }();
  if (portfolio.cash_minor[currency] < gross_minor + commission_minor) return;
  portfolio.cash_minor[currency] -= gross_minor + commission_minor;
  portfolio.holdings.push_back({instrument, quantity});
  const std::string id = next_id('T', trades_);
  const auto trade_row = [&](std::int64_t shares) {
    return id + "," + portfolio.id + "," + std::string(row.id) + ",buy," + day.iso() + "," +
           std::to_string(shares) + "," + base::format_decimal(price_e2, 2) + "," +
           std::string(row.currency) + "," + base::format_decimal(commission_minor, 2) + "\n";
  };
  file("trades.csv").append(trade_row(quantity));
  confirm(row, quantity, gross_minor + commission_minor, day);
  if (!amended_.empty() || day < Date::from(2020, 3, 1) || row.id != "NRTH") return;
  // two shares fewer, and the custodian's confirmation with them
  const std::int64_t fewer = quantity - 2;
  const std::int64_t paid_minor =
      base::multiply_divide(fewer, price_e2, row.price_factor, Rounding::half_up) +
      commission_minor;
  amended_ = "amend,2," + trade_row(fewer);
  amended_confirmation_ = "amend,2,S" + std::to_string(10000 + confirmations_).substr(1) + "," +
                          id + "," + settle_date(row, day).iso() + "," + std::to_string(fewer) +
                          "," + base::format_decimal(paid_minor, 2) + ",USD\n";
}

void DemoBook::sell(Portfolio& portfolio, Date day) {
  if (portfolio.holdings.empty()) return;
  const auto pick =
      static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(portfolio.holdings.size())));
  Holding& holding = portfolio.holdings[pick];
  const DemoInstrument& row = instruments[holding.instrument];
  const std::int64_t quantity = holding.quantity / 3;
  if (quantity < 5 || row.id == split_instrument) return;
  holding.quantity -= quantity;
  const std::int64_t gross_minor = base::multiply_divide(quantity, price_e2_[holding.instrument],
                                                         row.price_factor, Rounding::half_up);
  file("trades.csv")
      .append(next_id('T', trades_))
      .append(",")
      .append(portfolio.id)
      .append(",")
      .append(row.id)
      .append(",sell,")
      .append(day.iso())
      .append(",")
      .append(std::to_string(quantity))
      .append(",")
      .append(base::format_decimal(price_e2_[holding.instrument], 2))
      .append(",")
      .append(row.currency)
      .append(",4.95\n");
  confirm(row, quantity, gross_minor - 495, day);
}

void DemoBook::pay_dividends(Date day) {
  for (std::size_t i = 0; i < instruments.size(); ++i) {
    const DemoInstrument& row = instruments[i];
    if (row.dividend_bps == 0) continue;
    const std::int64_t amount_e4 = base::multiply_divide(
        price_e2_[i], row.dividend_bps, 100 * row.price_factor, Rounding::half_even);
    const Date record = add_all_open(day, 1);
    file("corporate_actions.csv")
        .append("D-")
        .append(row.id)
        .append("-")
        .append(day.iso())
        .append(",")
        .append(row.id)
        .append(",cash_dividend,")
        .append(day.iso())
        .append(",")
        .append(record.iso())
        .append(",")
        .append(add_all_open(day, 12).iso())
        .append(",")
        .append(row.currency)
        .append(",")
        .append(base::format_decimal(amount_e4, 4))
        .append(",,,")
        .append(row.withholding)
        .append(",")
        .append(row.fee)
        .append(",")
        .append(row.treaty)
        .append("\n");
  }
}

void DemoBook::trade_day(Date day) {
  for (std::size_t n = 0; n < portfolios_.size(); ++n) {
    Portfolio& portfolio = portfolios_[n];
    if (day < add_all_open(portfolio.inception, 4)) continue;
    const auto first = static_cast<std::size_t>(dice_.below(instruments.size()));
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t instrument = (first + 3 * k) % instruments.size();
      for (std::size_t c = 0; c < currencies.size(); ++c) {
        if (currencies[c] != instruments[instrument].currency) continue;
        const std::int64_t cushion = c == portfolio.base ? 1000000 : 20000;
        const std::int64_t budget = (portfolio.cash_minor[c] - cushion) * 2 / 5;
        if (budget > 100000) buy(portfolio, day, instrument, budget);
      }
    }
    if (day.ymd().month % 6 == 5) sell(portfolio, day);
  }
}

std::map<std::string, std::string> DemoBook::write() {
  headers();
  open_portfolios();
  for (std::size_t i = 0; i < instruments.size(); ++i) price_e2_[i] = instruments[i].start_e2;
  int open_days = 0;  // of this month
  for (Date day = first_day; day <= last_day; day = day + 1) {
    if (day == day.first_of_month()) open_days = 0;
    observe(day);
    if (!all_open(day)) continue;
    ++open_days;
    for (Portfolio& portfolio : portfolios_) {
      if (day < portfolio.inception) continue;
      if (open_days == 1) contribute(portfolio, day);
      if (open_days == 2) exchange(portfolio, day);
    }
    if (open_days == 8) trade_day(day);
    if (open_days == 11 && day.ymd().month % 3 == 0) pay_dividends(day);
  }
  file("corporate_actions.csv")
      .append("SPLIT-AURA-")
      .append(split_day.iso())
      .append(",AURA,split,")
      .append(split_day.iso())
      .append(",,,,,4,1,,,\n");
  const auto header_of = [this](std::string_view name) {
    const std::string& text = file(name);
    return text.substr(0, text.find('\n') + 1);
  };
  files_["late/trades.csv"] = "action,version," + header_of("trades.csv") + amended_;
  files_["late/settlements.csv"] =
      "action,version," + header_of("settlements.csv") + amended_confirmation_;
  files_["in/" + (default_day + 1).iso() + "/custodian_positions.csv"] = custodian_statement();
  return std::move(files_);
}

// What the custodian says of one account at the end of the default date: right but for one holding,
// of which 200 pieces are missing. The evening after it stops at its gate.
std::string DemoBook::custodian_statement() const {
  std::string text = "statement_date,custodian,account,portfolio_id,instrument_id,quantity\n";
  const auto is_split = [](const Holding& held) {
    return instruments[held.instrument].id == split_instrument;
  };
  for (const Portfolio& portfolio : portfolios_) {
    if (std::ranges::any_of(portfolio.holdings, is_split)) continue;
    std::map<std::string_view, std::int64_t> quantities;
    for (const Holding& held : portfolio.holdings) {
      quantities[instruments[held.instrument].id] += held.quantity;
    }
    const auto large =
        std::ranges::find_if(quantities, [](const auto& row) { return row.second >= 400; });
    if (large == quantities.end()) continue;
    large->second -= 200;
    for (const auto& [instrument, quantity] : quantities) {
      text.append(default_day.iso() + ",NTRS,A-" + portfolio.id + "," + portfolio.id + ",")
          .append(instrument)
          .append("," + std::to_string(quantity) + "\n");
    }
    return text;
  }
  return text;
}

constexpr std::string_view demo_config = R"(# The demo book: everything lies beside this file.
[store]
database = "wealth.db"

[calendar]
primary = "XNYS"
zone = "America/New_York"
day_end = "18:00"
pinned_today = "2020-12-30"        # makes `today` and the default date land inside the demo

[jobs.settle_trades]
confirm_mode = "custodian"         # book/settlements.csv says what was delivered

[custodian.NTRS]                   # its statement of D comes on the next business day
lag_bd = 1

[jobs.charge_fees]
require_approval = true            # `fees preview` and `fees approve` before money moves
)";

}  // namespace

std::map<std::string, std::string> demo_files() {
  auto files = DemoBook().write();
  files["jobs.toml"] = demo_config;
  return files;
}

}  // namespace wealthjobs::app
