#include "jobs/held_rates.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/text.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/findings.h"
#include "store/packs.h"

namespace wealthjobs::jobs {
namespace {

finance::FxQuote quote_of(const store::LatestRate& rate) {
  return {rate.base, rate.quote, rate.day, rate.rate_e8, rate.source};
}

std::optional<finance::FxQuote> quote_of_key(const std::string& key) {
  const std::vector<std::string> parts = base::split_text(key, '|');
  if (parts.size() != 4) return std::nullopt;
  const auto from = base::Currency::parse(parts[0]);
  const auto to = base::Currency::parse(parts[1]);
  const auto day = base::Date::parse(parts[2]);
  const auto rate = base::parse_decimal(parts[3], base::fx_scale);
  if (!from || !to || !day || !rate) return std::nullopt;
  return finance::FxQuote{*from, *to, *day, *rate, "believed"};
}

}  // namespace

std::string held_rate_key(const finance::FxQuote& quote) {
  return quote.base.code() + "|" + quote.quote.code() + "|" + quote.asof.iso() + "|" +
         base::format_decimal_short(quote.rate_e8, base::fx_scale);
}

HeldRates::HeldRates(store::Database& book, base::Date day) {
  for (const store::QuarantineRow& row :
       store::load_quarantine(book, {.only_open = false, .job = "update_fx_rates"})) {
    if (row.reason != "held_rate") continue;
    if (row.status == store::QuarantineStatus::open) {
      open_.insert(row.row_key);
    } else if (auto quote = quote_of_key(row.row_key)) {
      believed_.push_back(*std::move(quote));
    }
  }
  const auto close = store::load_last_close_before(book, day);
  const auto pack = close ? store::load_current_pack(book, close->day) : std::nullopt;
  if (pack) last_pack_ = pack->rates;
}

bool HeldRates::is_held(const finance::FxQuote& quote) const {
  return !open_.empty() && open_.contains(held_rate_key(quote));
}

bool HeldRates::is_believed(const finance::FxQuote& quote) const {
  const std::string key = believed_.empty() ? std::string() : held_rate_key(quote);
  return std::ranges::any_of(
      believed_, [&](const finance::FxQuote& believed) { return held_rate_key(believed) == key; });
}

std::optional<finance::FxQuote> HeldRates::before(const store::LatestRate& rate) const {
  const auto last = std::ranges::find_if(last_pack_, [&](const finance::FxQuote& quote) {
    return quote.base == rate.base && quote.quote == rate.quote && quote.asof < rate.day;
  });
  const bool is_packed = last != last_pack_.end();
  const finance::FxQuote* newest = nullptr;
  for (const finance::FxQuote& quote : believed_) {
    const bool is_of_pair = quote.base == rate.base && quote.quote == rate.quote;
    if (!is_of_pair || quote.asof >= rate.day || (is_packed && quote.asof <= last->asof)) continue;
    if (newest == nullptr || newest->asof < quote.asof) newest = &quote;
  }
  if (newest != nullptr) return *newest;
  if (is_packed) return *last;
  if (!rate.previous_day) return std::nullopt;
  return finance::FxQuote{rate.base, rate.quote, *rate.previous_day, rate.previous_rate_e8,
                          rate.source};
}

std::vector<store::LatestRate> HeldRates::without_held(std::vector<store::LatestRate> rates) const {
  std::erase_if(rates, [&](store::LatestRate& rate) {
    if (!is_held(quote_of(rate))) return false;
    const auto stands = before(rate);
    if (!stands) return true;
    rate.day = stands->asof;
    rate.rate_e8 = stands->rate_e8;
    rate.source = stands->source;
    rate.previous_day.reset();
    return false;
  });
  return rates;
}

}  // namespace wealthjobs::jobs
