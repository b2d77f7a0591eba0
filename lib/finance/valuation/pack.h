// The pack: every price and FX rate of one date, as bytes that can be hashed and never change.
//
//   wj-pack/1                                            UTF-8, LF, no byte order mark
//   asof=YYYY-MM-DD
//   policy=<id>
//   F|from|to|asof|rate_e8|8|source                      published quotes, published direction
//   P|instrument|currency|asof|price_e6|6|source
//   W|instrument|reason                                  held, and knowingly without a price
//   rows sorted bytewise; pack_hash = SHA-256 in hex; pack_id = <asof>-<policy>-<12 hex>
//
//   Source   domain job 10. JSON is not the hashed form: its numbers are doubles.
//   Example  asof 2026-04-08, policy close-2026-04, USD/AUD 1.5234 by rba, AAPL.XNAS 212.48 of
//            04-07 by polygon, BHP.XASX 43.10 by asx: 172 bytes, fca656ba74be..., id
//            2026-04-08-close-2026-04-fca656ba74be. BHP dearer by a millionth: 867f2e0e3f72...
//   Failure  refuse, never repair: a field with '|' or a control character would make two packs
//            read alike, a row dated after D would be a look-ahead. PackFault names the row.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "base/result.h"
#include "finance/valuation/fx_rates.h"

namespace wealthjobs::finance {

struct PackPrice {
  std::string instrument;
  base::Currency currency;
  base::Date asof;
  std::int64_t price_e6 = 0;
  std::string source;
};

struct PackWaiver {
  std::string instrument;
  std::string reason;
};

struct PackContent {
  base::Date asof;
  std::string policy;
  std::vector<FxQuote> rates;
  std::vector<PackPrice> prices;
  std::vector<PackWaiver> waivers;
};

// In order of precedence.
enum class PackRefusal {
  empty_field,
  illegal_character,  // '|', a control character, or bytes that are not UTF-8
  look_ahead,         // asof of a row after asof of the pack
  rate_not_positive,
  duplicate_pair,        // a pair twice, in either direction, or a currency against itself
  duplicate_instrument,  // two prices, two waivers, or a price and a waiver
};
std::string_view name_of(PackRefusal refusal);

struct PackFault {
  PackRefusal refusal = PackRefusal::empty_field;
  std::string row;  // the row at fault, as it would have been written
};

// The canonical bytes; the order of the input rows does not matter.
base::Result<std::string, PackFault> canonical_pack(const PackContent& content);

std::string pack_hash(std::string_view canonical);
std::string pack_id(base::Date asof, std::string_view policy, std::string_view hash);

// Reads canonical bytes back; nullopt-like refusal unless writing the content again gives exactly
// the same bytes. The text names what is wrong: "line 4: ...".
base::Result<PackContent, std::string> parse_pack(std::string_view canonical);

// How much of what is held has a price. Values are of the last known price, in one currency.
struct HeldInstrument {
  std::string_view instrument;
  std::int64_t value_minor = 0;  // the sign does not matter
  bool has_price = false;
  bool has_waiver = false;
};

struct PackCoverage {
  std::int64_t bps = 10'000;         // floored, for display; 10,000 where nothing is held
  bool is_enough = true;             // priced x 10,000 >= min_coverage_bps x held, not rounded
  std::vector<std::string> missing;  // held, no price, no waiver; sorted
};

PackCoverage coverage_of(std::span<const HeldInstrument> held,
                         std::int64_t min_coverage_bps = 9950);

// What a superseding pack changes. Rows are compared by what they are about: a pair or an
// instrument.
enum class PackChangeKind { added, removed, changed };
std::string_view name_of(PackChangeKind kind);

struct PackChange {
  PackChangeKind kind = PackChangeKind::changed;
  std::string before;  // the canonical row, or empty
  std::string after;
  bool operator==(const PackChange&) const = default;
};

// Both must be canonical bytes. Sorted by row.
std::vector<PackChange> pack_changes(std::string_view before, std::string_view after);

}  // namespace wealthjobs::finance
