#include "jobs/quote_choice.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using finance::FxConsensusKind;
using finance::FxQuote;
using store::LatestRate;

std::string pair_name(const LatestRate& rate) { return rate.base.code() + "/" + rate.quote.code(); }

FxQuote quote_of(const LatestRate& rate) {
  return {rate.base, rate.quote, rate.day, rate.rate_e8, rate.source};
}

// The rows of one pair that are dated its newest day.
std::vector<LatestRate> newest(std::span<const LatestRate> pair) {
  const base::Date day = std::ranges::max(pair, {}, &LatestRate::day).day;
  std::vector<LatestRate> rows;
  std::ranges::copy_if(pair, std::back_inserter(rows),
                       [day](const LatestRate& rate) { return rate.day == day; });
  return rows;
}

std::optional<FxQuote> choose(std::span<const LatestRate> pair,
                              const finance::FxCheckOptions& options,
                              std::vector<QuoteRemark>& remarks) {
  const std::vector<LatestRate> rows = newest(pair);
  std::vector<FxQuote> quotes;
  std::string sources;
  for (const LatestRate& row : rows) {
    quotes.push_back(quote_of(row));
    sources += (sources.empty() ? "" : "+") + row.source;
  }
  const finance::FxConsensus consensus = finance::consensus_of(quotes, options);
  if (consensus.kind == FxConsensusKind::single) return quotes.front();
  if (consensus.kind == FxConsensusKind::contradiction) {
    remarks.push_back({pair_name(rows.front()), "source_contradiction",
                       "sources " + sources + " contradict each other on " +
                           rows.front().day.iso() + "; the rate before is used"});
    if (!rows.front().previous_day) return std::nullopt;
    FxQuote before = quotes.front();
    before.asof = *rows.front().previous_day;
    before.rate_e8 = rows.front().previous_rate_e8;
    return before;
  }
  for (const std::size_t outlier : consensus.outliers) {
    remarks.push_back(
        {pair_name(rows[outlier]), "source_outlier",
         rows[outlier].source + " is far from the median on " + rows[outlier].day.iso()});
  }
  FxQuote agreed = quotes.front();
  agreed.rate_e8 = consensus.rate_e8;
  agreed.source = sources;
  return agreed;
}

// A pair that is published in both directions keeps the newer one, then the smaller base.
void keep_one_direction(std::vector<FxQuote>& quotes) {
  std::vector<FxQuote> kept;
  for (const FxQuote& quote : quotes) {
    const auto other = std::ranges::find_if(kept, [&](const FxQuote& before) {
      return before.base == quote.quote && before.quote == quote.base;
    });
    if (other == kept.end()) {
      kept.push_back(quote);
    } else if (quote.asof > other->asof) {
      *other = quote;
    }
  }
  quotes = std::move(kept);
}

}  // namespace

QuoteChoice choose_quotes(std::span<const LatestRate> rates,
                          const finance::FxCheckOptions& options) {
  QuoteChoice choice;
  std::size_t first = 0;
  while (first < rates.size()) {
    std::size_t end = first + 1;
    while (end < rates.size() && rates[end].base == rates[first].base &&
           rates[end].quote == rates[first].quote) {
      ++end;
    }
    const auto quote = choose(rates.subspan(first, end - first), options, choice.remarks);
    if (quote) choice.quotes.push_back(*quote);
    first = end;
  }
  keep_one_direction(choice.quotes);
  return choice;
}

std::vector<store::LatestRate> rates_with(store::Database& book, base::Date day,
                                          std::span<const store::FxRateRow> arriving) {
  using Key = std::tuple<base::Currency, base::Currency, std::string>;
  std::map<Key, LatestRate> rates;
  for (LatestRate& rate : store::load_latest_rates(book, day)) {
    Key key(rate.base, rate.quote, rate.source);
    rates.emplace(std::move(key), std::move(rate));
  }
  for (const store::FxRateRow& row : arriving) {
    if (row.day > day) continue;
    LatestRate& rate = rates[Key(row.base, row.quote, std::string(row.source))];
    if (rate.rate_e8 == 0) {
      rate = {row.base, row.quote, std::string(row.source), row.day, row.rate_e8, 1, {}, 0};
    } else if (row.day == rate.day) {
      rate.rate_e8 = row.rate_e8;
    } else if (row.day > rate.day) {
      rate.previous_day = rate.day;
      rate.previous_rate_e8 = rate.rate_e8;
      rate.day = row.day;
      rate.rate_e8 = row.rate_e8;
    } else if (!rate.previous_day || row.day >= *rate.previous_day) {
      rate.previous_day = row.day;
      rate.previous_rate_e8 = row.rate_e8;
    }
  }
  std::vector<LatestRate> list;
  for (auto& [key, rate] : rates) list.push_back(std::move(rate));
  // as load_latest_rates: a source that fell silent long before its pair's newest quote is out
  constexpr std::int32_t window_days = 31;
  std::map<std::pair<base::Currency, base::Currency>, base::Date> newest_of;
  for (const LatestRate& rate : list) {
    base::Date& at = newest_of.try_emplace({rate.base, rate.quote}, rate.day).first->second;
    at = std::max(at, rate.day);
  }
  std::erase_if(list, [&](const LatestRate& rate) {
    return newest_of[{rate.base, rate.quote}] - rate.day > window_days;
  });
  return list;
}

}  // namespace wealthjobs::jobs
