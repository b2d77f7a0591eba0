#include "jobs/custodian_worth.h"

#include <string>
#include <utility>

#include "base/error.h"
#include "base/rounding.h"

namespace wealthjobs::jobs {
namespace {

std::size_t index_of(finance::InstrumentNo no) {
  return static_cast<std::size_t>(finance::number_of(no));
}

finance::FxRates rates_of(const store::Pack& pack) {
  auto rates = finance::FxRates::build(pack.rates);
  if (!rates) {
    throw base::Error(base::ErrorKind::internal,
                      "the rates of pack " + pack.header.id + " do not fit together: " +
                          std::string(finance::name_of(rates.error().refusal)));
  }
  return std::move(*rates);
}

}  // namespace

CustodyWorth::CustodyWorth(const store::Master& master, const store::Pack& pack)
    : master_(master), prices_(master.instruments().size() + 1), rates_(rates_of(pack)) {
  for (const store::PackPrice& price : pack.prices) {
    const store::InstrumentRow& row = master.instrument(price.instrument);
    prices_[index_of(price.instrument)] =
        finance::unit_price(price.price_e6, row.price_factor, row.currency);
  }
}

std::optional<std::int64_t> CustodyWorth::of(const finance::CustodySubject& subject,
                                             std::int64_t amount, base::Currency base) const {
  base::Currency currency = subject.currency;
  std::int64_t local = amount;
  if (!subject.is_cash()) {
    const auto& price = prices_[index_of(subject.instrument)];
    if (!price) return std::nullopt;
    currency = master_.instrument(subject.instrument).currency;
    local = finance::local_value_minor(amount, *price);
  }
  if (local < 0) local = base::negate_checked(local);
  return rates_.convert(local, currency, base);
}

}  // namespace wealthjobs::jobs
