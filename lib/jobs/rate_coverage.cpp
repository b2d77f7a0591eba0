#include "jobs/rate_coverage.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "finance/calendar/business_day.h"
#include "jobs/book_calendars.h"
#include "jobs/held_rates.h"
#include "jobs/quote_choice.h"
#include "store/book_currencies.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/job_run.h"
#include "store/journal.h"
#include "store/master.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::Date;
using finance::FxQuote;
using store::LatestRate;

constexpr Date first_date_of_all{-1'000'000};

std::string pair_of(const FxQuote& quote) { return quote.base.code() + "/" + quote.quote.code(); }

// Hundredths of a percent from parts of 10^8: 30000 -> "+0.03 %".
std::string percent(std::int64_t change_e8) {
  return (change_e8 < 0 ? "" : "+") + base::format_decimal(change_e8 / 10'000, 2) + " %";
}

// Only asked for when something is missing or old: it walks balances and positions.
std::set<Currency> held_currencies(store::Database& book, Date after, Date day) {
  const store::Master master = store::Master::load(book);
  std::set<Currency> held;
  for (const store::PortfolioRow& row : master.portfolios()) {
    if (row.inception_date <= day && row.status != "closed") held.insert(row.base_currency);
  }
  for (const auto& balance : store::load_current_balances(book)) held.insert(balance.currency);
  for (const auto& position : store::load_current_positions(book)) {
    if (position.instrument == finance::no_instrument) continue;
    held.insert(master.instrument(position.instrument).currency);
  }
  const store::DayRange due{after, day};
  for (const auto& trade : store::load_trades(book, due)) held.insert(trade.currency);
  for (const auto& flow : store::load_cash_flows(book, due)) held.insert(flow.currency);
  for (const auto& deal : store::load_fx_trades(book, due)) {
    held.insert(deal.sell_currency);
    held.insert(deal.buy_currency);
  }
  return held;
}

class RateCheck {
 public:
  RateCheck(store::Database& book, Date day, std::span<const store::FxRateRow> arriving,
            const RateLimits& limits)
      : book_(book),
        day_(day),
        limits_(limits),
        rates_(rates_with(book, day, arriving)),
        held_rates_(book, day) {
    const auto close = store::load_last_close_before(book, day);
    after_ = close ? close->day : first_date_of_all;
    const auto before = store::load_job_run_before(book, "update_fx_rates", day);
    seen_through_ = before ? before->key.business_date : day - 1;
  }

  RateCoverage finish() {
    const QuoteChoice choice = choose_quotes(rates_, limits_.checks);
    for (const QuoteRemark& remark : choice.remarks) {
      note(remark.kind, remark.pair + ": " + remark.text);
    }
    const auto currencies = store::load_book_currencies(book_, after_, day_);
    auto required = finance::required_quotes(choice.quotes, currencies, limits_.anchor);
    coverage_.needed = std::move(required.quotes);
    judge_missing(required.missing);
    const auto rates = finance::FxRates::build(coverage_.needed);
    if (!rates) {
      throw base::Error(base::ErrorKind::internal,
                        "the needed quotes do not fit together: " +
                            std::string(finance::name_of(rates.error().refusal)));
    }
    judge_age(*rates);
    for (const FxQuote& quote : coverage_.needed) judge_move(quote);
    for (const FxQuote& quote : choice.quotes) judge_cross(quote, *rates);
    return std::move(coverage_);
  }

 private:
  const std::set<Currency>& held() {
    if (!held_) held_ = held_currencies(book_, after_, day_);
    return *held_;
  }

  void judge_missing(const std::vector<Currency>& missing) {
    std::vector<std::string> codes;
    for (const Currency currency : missing) {
      if (held().contains(currency)) {
        codes.push_back(currency.code());
      } else {
        note("missing_rate", "no quote connects " + currency.code() + ", which nobody holds");
      }
    }
    if (codes.empty()) return;
    coverage_.gate = "no quote on or before " + day_.iso() + " connects " +
                     base::join_text(codes, ", ") + ", which the book holds";
  }

  // A quote counts as held where the chain between two held currencies goes over it.
  bool is_held(const FxQuote& quote, const finance::FxRates& rates) {
    if (held().empty()) return false;
    const Currency first = *held().begin();
    return std::ranges::any_of(held(), [&](Currency currency) {
      const auto chain = rates.quotes_between(first, currency);
      return std::ranges::find(chain, quote) != chain.end();
    });
  }

  void judge_age(const finance::FxRates& rates) {
    const finance::Calendars calendars = load_calendars(book_);
    const finance::CalendarSet target(calendar_named(calendars, "TARGET"));
    for (const FxQuote& quote : coverage_.needed) {
      const int age = finance::business_days_between(target, quote.asof, day_);
      if (finance::fx_age(age, limits_.checks) != finance::FxAge::stale) continue;
      const std::string text = pair_of(quote) + " is of " + quote.asof.iso() + ", " +
                               base::counted("business day", age) + " old";
      note("stale_rate", text);
      if (!coverage_.gate && is_held(quote, rates)) coverage_.gate = text;
    }
  }

  // Moves that no earlier run has seen.
  void judge_move(const FxQuote& quote) {
    if (quote.asof <= seen_through_) return;
    const LatestRate* of_pair = nullptr;
    int sources = 0;
    for (const LatestRate& rate : rates_) {
      if (rate.base != quote.base || rate.quote != quote.quote || rate.day != quote.asof) continue;
      ++sources;
      if (of_pair == nullptr && rate.previous_day) of_pair = &rate;
    }
    if (of_pair == nullptr) return;
    FxQuote before{quote.base, quote.quote, *of_pair->previous_day, of_pair->previous_rate_e8,
                   of_pair->source};
    if (limits_.checks.hold_moves) before = held_rates_.before(*of_pair).value_or(before);
    const auto move = finance::check_move(before, quote, sources > 1, limits_.checks);
    if (move.move == finance::FxMove::ordinary) return;
    if (move.move == finance::FxMove::held && !held_rates_.is_believed(quote)) {
      coverage_.held.push_back(quote);
      coverage_.findings.push_back({day_, "update_fx_rates", "held_rate", store::Severity::critical,
                                    finance::the_firm, finance::no_instrument,
                                    held_rate_key(quote) + ": " + percent(move.change_e8) +
                                        " since " + before.asof.iso() +
                                        "; no second source confirms it, the rate before is used"});
      return;
    }
    note("mover", pair_of(quote) + ": " + percent(move.change_e8) + " since " + before.asof.iso() +
                      (move.needs_second_source ? "; no second source confirms it" : ""));
  }

  void judge_cross(const FxQuote& quote, const finance::FxRates& rates) {
    for (const finance::PegBand& band : limits_.pegs) {
      if (finance::is_inside(band, quote) == false) {
        note("outside_peg", pair_of(quote) + " is outside the band of its peg");
      }
    }
    if (std::ranges::find(coverage_.needed, quote) != coverage_.needed.end()) return;
    const auto cross = finance::check_cross(quote, rates, limits_.checks);
    if (!cross || cross->is_within) return;
    note("cross_difference", pair_of(quote) + " is quoted " +
                                 base::format_decimal_short(quote.rate_e8, base::fx_scale) +
                                 ", derived " +
                                 base::format_decimal_short(cross->derived_e8, base::fx_scale) +
                                 ": " + percent(cross->deviation_e8));
  }

  void note(std::string_view kind, std::string text) {
    coverage_.findings.push_back({day_, "update_fx_rates", std::string(kind), store::Severity::warn,
                                  finance::the_firm, finance::no_instrument, std::move(text)});
  }

  store::Database& book_;
  Date day_;
  const RateLimits& limits_;
  std::vector<LatestRate> rates_;
  HeldRates held_rates_;
  Date after_;         // the last close: facts after it are due
  Date seen_through_;  // the run before: later moves are new
  std::optional<std::set<Currency>> held_;
  RateCoverage coverage_;
};

}  // namespace

RateCoverage measure_rate_coverage(store::Database& book, Date day,
                                   std::span<const store::FxRateRow> arriving,
                                   const RateLimits& limits) {
  return RateCheck(book, day, arriving, limits).finish();
}

}  // namespace wealthjobs::jobs
