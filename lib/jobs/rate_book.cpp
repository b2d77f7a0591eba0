#include "jobs/rate_book.h"

#include <utility>
#include <vector>

#include "base/error.h"
#include "jobs/quote_choice.h"
#include "store/observations.h"
#include "store/packs.h"

namespace wealthjobs::jobs {
namespace {

constexpr int longest_weekend_days = 7;

std::vector<finance::FxQuote> quotes_on(store::Database& book, base::Date date) {
  for (int back = 0; back < longest_weekend_days; ++back) {
    const auto header = store::load_current_pack_header(book, date - back);
    if (!header) continue;
    return store::load_pack(book, *header).rates;
  }
  return choose_quotes(store::load_latest_rates(book, date)).quotes;
}

}  // namespace

RateBook::RateBook(store::Database& book) : book_(&book) {}

const finance::FxRates& RateBook::rates_on(base::Date date) const {
  const auto known = rates_.find(date);
  if (known != rates_.end()) return known->second;
  auto rates = finance::FxRates::build(quotes_on(*book_, date));
  if (!rates) {
    throw base::Error(base::ErrorKind::internal,
                      "the quotes of " + date.iso() + " do not fit together: " +
                          std::string(finance::name_of(rates.error().refusal)));
  }
  return rates_.emplace(date, std::move(*rates)).first->second;
}

std::optional<std::int64_t> RateBook::convert(std::int64_t amount_minor, base::Currency from,
                                              base::Currency to, base::Date date) const {
  return rates_on(date).convert(amount_minor, from, to);
}

}  // namespace wealthjobs::jobs
