#include "base/currency.h"

#include <algorithm>

#include "base/check.h"
#include "base/decimal.h"

namespace wealthjobs::base {
namespace {

// Sorted; every code not named in an exception list below has two decimals.
constexpr std::string_view codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CYP CZK DEM DJF DKK DOP DZD EEK EGP ERN "
    "ESP ETB EUR FJD FKP FRF GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD "
    "IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MTL MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR NZD OMR "
    "PAB PEN PGK PHP PKR PLN PYG QAR ROL RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SIT SKK SLE "
    "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD UYU UZS VED "
    "VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
constexpr std::string_view no_decimals =
    "BIF CLP DJF GNF ISK ITL JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";

bool lists(std::string_view list, std::string_view code) {
  for (std::size_t at = 0; at < list.size(); at += 4) {
    if (list.substr(at, 3) == code) return true;
  }
  return false;
}

}  // namespace

std::optional<Currency> Currency::parse(std::string_view code) {
  if (code.size() != 3 || !lists(codes, code)) return std::nullopt;
  Currency currency;
  std::ranges::copy(code, currency.letters_.begin());
  if (lists(no_decimals, code)) currency.exponent_ = 0;
  if (lists(three_decimals, code)) currency.exponent_ = 3;
  return currency;
}

Currency Currency::of(std::string_view code) {
  const auto currency = parse(code);
  WEALTHJOBS_CHECK(currency.has_value());
  return *currency;
}

std::string format_money(std::int64_t amount_minor, Currency currency) {
  return format_decimal_grouped(amount_minor, currency.exponent());
}

std::string format_money_plain(std::int64_t amount_minor, Currency currency) {
  return format_decimal(amount_minor, currency.exponent());
}

}  // namespace wealthjobs::base
