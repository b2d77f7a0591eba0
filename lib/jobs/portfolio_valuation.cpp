#include "jobs/portfolio_valuation.h"

#include <algorithm>

#include "base/error.h"
#include "base/rounding.h"
#include "finance/valuation/posted_effect.h"
#include "jobs/cash_revaluation.h"

namespace wealthjobs::jobs {
namespace {

finance::FxRates rates_of(const store::Pack& pack) {
  auto rates = finance::FxRates::build(pack.rates);
  if (rates) return std::move(*rates);
  throw base::Error(base::ErrorKind::internal,
                    "pack " + pack.header.id + " holds quotes that do not fit together",
                    "wealthjobs doctor");
}

}  // namespace

PortfolioValuation::PortfolioValuation(Inputs inputs)
    : inputs_(std::move(inputs)), rates_(rates_of(*inputs_.pack)), assembly_(rates_) {
  if (!inputs_.master->portfolios().empty()) {
    book_currency_ = inputs_.master->portfolios().front().base_currency;
  }
  findings = inputs_.prices->stale_prices(*inputs_.master, inputs_.day);
}

const finance::FxConversion* PortfolioValuation::conversion(base::Currency from,
                                                            base::Currency to) {
  const auto key = std::pair(from, to);
  const auto known = conversions_.find(key);
  if (known != conversions_.end()) return &known->second;
  const auto made = rates_.conversion(from, to);
  if (!made) {
    missing_currencies_.insert(from.code() + "/" + to.code());
    return nullptr;
  }
  return &conversions_.emplace(key, *made).first->second;
}

void PortfolioValuation::hold(finance::PortfolioNo portfolio, const std::string& reason,
                              const std::string& text) {
  holds.push_back({inputs_.day, portfolio, reason, text, {}, {}, 0});
  findings.push_back({inputs_.day, "value_portfolios", reason, store::Severity::critical, portfolio,
                      finance::no_instrument, text});
}

bool PortfolioValuation::value_position(const store::PortfolioRow& portfolio,
                                        const store::HeldPosition& position) {
  const store::InstrumentRow& instrument = inputs_.master->instrument(position.instrument);
  const DayPrice& price = inputs_.prices->of(position.instrument);
  if (!price.is_known) {
    hold(portfolio.no, "no_price", instrument.id + " is held and has no price at all");
    return false;
  }
  const finance::FxConversion* to_base = conversion(instrument.currency, portfolio.base_currency);
  if (to_base == nullptr) return false;
  store::PositionValueRow row;
  row.day = inputs_.day;
  row.portfolio = portfolio.no;
  row.instrument = position.instrument;
  row.quantity_e6 = position.traded_e6;
  row.price_e6 = price.price_e6;
  row.price_asof = price.asof;
  row.cost_minor = position.cost_base_minor;
  row.staleness = price.staleness;
  if (price.haircut_bps > 0) {
    row.local_minor =
        finance::haircut_value_minor(position.traded_e6, price.unit, price.haircut_bps);
  } else if (!price.is_waived) {
    row.local_minor = finance::local_value_minor(position.traded_e6, price.unit);
  }
  row.value_minor = to_base->apply(row.local_minor);
  const finance::PositionCost cost{position.cost_minor, position.cost_base_minor};
  const std::int64_t gain = base::subtract_checked(row.value_minor, row.cost_minor);
  row.unrealised_fx_minor = base::subtract_checked(
      gain, finance::price_gain_minor(base::subtract_checked(row.local_minor, position.cost_minor),
                                      gain, cost));
  if (row.staleness == staleness_stale) {
    stale_minor_ = base::add_checked(stale_minor_, row.value_minor);
  }
  assembly_.add_security(row.value_minor);
  positions.push_back(row);
  return true;
}

void PortfolioValuation::add_cash_rows(const store::PortfolioRow& portfolio,
                                       const store::PortfolioHoldings& holdings) {
  const auto first = static_cast<std::ptrdiff_t>(cash.size());
  for (const store::HeldBalance& balance : holdings.balances) {
    store::CashValueRow blank;
    if (cash_column(blank, balance.account) == nullptr) continue;
    assembly_.add_balance(finance::code_of(balance.account), balance.currency,
                          balance.amount_minor);
    auto row = std::find_if(cash.begin() + first, cash.end(),
                            [&](const auto& known) { return known.currency == balance.currency; });
    if (row == cash.end()) {
      blank.day = inputs_.day;
      blank.portfolio = portfolio.no;
      blank.currency = balance.currency;
      row = cash.insert(cash.end(), blank);
    }
    std::int64_t* column = cash_column(*row, balance.account);
    *column = base::add_checked(*column, balance.amount_minor);
  }
  std::sort(cash.begin() + first, cash.end(),
            [](const auto& a, const auto& b) { return a.currency < b.currency; });
  for (auto row = cash.begin() + first; row != cash.end(); ++row) {
    if (row->settled_minor >= 0) continue;
    findings.push_back({inputs_.day, "value_portfolios", "negative_cash", store::Severity::warn,
                        portfolio.no, finance::no_instrument,
                        portfolio.id + ": settled cash " +
                            base::format_money(row->settled_minor, row->currency) + " " +
                            row->currency.code()});
  }
}

std::int64_t PortfolioValuation::external_flow(const store::PortfolioRow& portfolio) {
  const auto flows =
      std::ranges::equal_range(inputs_.flows, portfolio.no, {}, &store::ExternalFlow::portfolio);
  std::int64_t total = 0;
  for (const store::ExternalFlow& flow : flows) {
    const finance::FxConversion* to_base = conversion(flow.currency, portfolio.base_currency);
    if (to_base != nullptr) total = base::add_checked(total, to_base->apply(flow.amount_minor));
  }
  return total;
}

std::int64_t PortfolioValuation::own_interest(const store::PortfolioRow& portfolio) {
  std::vector<finance::NavBalance> posted;
  for (const store::InterestPosted& row : std::ranges::equal_range(
           inputs_.interest, portfolio.no, {}, &store::InterestPosted::portfolio)) {
    posted.push_back({finance::code_of(finance::Account::receivable_interest), row.currency,
                      row.receivable_minor});
    posted.push_back({finance::code_of(finance::Account::cash), row.currency, row.cash_minor});
  }
  const auto effect =
      finance::posted_effect_minor(portfolio.base_currency, assembly_.lines(), posted, rates_);
  if (effect) return *effect;
  missing_currencies_.insert(effect.error().code() + "/" + portfolio.base_currency.code());
  return 0;
}

void PortfolioValuation::value(const store::PortfolioHoldings& holdings) {
  const store::PortfolioRow& portfolio = inputs_.master->portfolio(holdings.portfolio);
  valued_.insert(holdings.portfolio);
  assembly_.start(portfolio.base_currency);
  stale_minor_ = 0;
  const std::size_t first_position = positions.size();
  bool is_whole = true;
  for (const store::HeldPosition& position : holdings.positions) {
    is_whole = value_position(portfolio, position) && is_whole;
  }
  add_cash_rows(portfolio, holdings);
  if (is_whole) {
    finish(portfolio);
  } else {
    positions.resize(first_position);  // a part of a portfolio is not its value
    std::erase_if(cash, [&](const auto& row) { return row.portfolio == portfolio.no; });
  }
}

void PortfolioValuation::finish(const store::PortfolioRow& portfolio) {
  const auto nav = assembly_.finish();
  if (!nav) {
    missing_currencies_.insert(nav.error().code() + "/" + portfolio.base_currency.code());
    return;
  }
  for (const finance::NavLine& line : assembly_.lines()) {
    for (auto row = cash.rbegin(); row != cash.rend() && row->portfolio == portfolio.no; ++row) {
      if (row->currency == line.currency) {
        row->value_minor = base::add_checked(row->value_minor, line.base_minor);
      }
    }
  }
  store::PortfolioNav row;
  row.day = inputs_.day;
  row.portfolio = portfolio.no;
  row.currency = portfolio.base_currency;
  row.gav_minor = base::subtract_checked(nav->gav_minor, own_interest(portfolio));
  row.nav_minor = nav->nav_minor;
  row.cash_minor = nav->cash_minor;
  row.securities_minor = nav->securities_minor;
  row.accrued_minor = nav->accrued_minor;
  row.external_flow_minor = external_flow(portfolio);
  row.pack_no = inputs_.pack->header.no;
  row.is_held = inputs_.held_portfolios.contains(portfolio.no);
  if (finance::gates_for_stale_value(stale_minor_, nav->nav_minor, inputs_.staleness) &&
      stale_minor_ != 0) {
    row.is_held = row.is_held || !inputs_.released_stale.contains(portfolio.no);
    hold(portfolio.no, "stale_prices",
         portfolio.id + ": " + base::format_money(stale_minor_, portfolio.base_currency) +
             " of nav rests on stale prices");
  }
  const auto stale = rates_.convert(stale_minor_, portfolio.base_currency, book_currency_);
  const auto total = rates_.convert(nav->nav_minor, portfolio.base_currency, book_currency_);
  book_stale_minor_ = base::add_checked(book_stale_minor_, stale.value_or(0));
  book_nav_minor_ = base::add_checked(book_nav_minor_, total.value_or(0));
  navs.push_back(row);
}

void PortfolioValuation::value_empty_ones() {
  for (const store::PortfolioRow& portfolio : inputs_.master->portfolios()) {
    if (valued_.contains(portfolio.no) || !inputs_.accounts->is_open(portfolio.no)) continue;
    value({portfolio.no, {}, {}});
  }
  std::ranges::sort(navs, {}, &store::PortfolioNav::portfolio);
}

bool PortfolioValuation::gates_for_stale_book() const {
  return book_stale_minor_ != 0 &&
         finance::gates_for_stale_value(book_stale_minor_, book_nav_minor_, inputs_.staleness);
}

}  // namespace wealthjobs::jobs
