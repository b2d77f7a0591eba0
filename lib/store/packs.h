// Packs: the immutable set of prices and FX quotes of one date, the only source of both for every
// job. The canonical text, the hash and the id are finance's; here they are kept and found.
//
//   Content   the same pack_id is the same content: saving it again changes nothing
//   Current   the one of a day whose last state is not superseded; where the observations go back
//             to what they were, the earlier pack becomes current again
//   States    pack_event rows 1, 2, 3 ...; the last one counts
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/numbers.h"
#include "finance/valuation/fx_rates.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

struct PackPrice {
  finance::InstrumentNo instrument{};
  base::Date asof;
  std::int64_t price_e6 = 0;
  base::Currency currency;
  std::string source;

  bool operator==(const PackPrice&) const = default;
};

struct PackWaiver {
  finance::InstrumentNo instrument{};
  std::string reason;

  bool operator==(const PackWaiver&) const = default;
};

struct PackHeader {
  std::int64_t no = 0;  // given by the book
  std::string id;       // 2020-06-30-close-0123456789ab
  base::Date day;
  std::string policy;
  std::string sha256;
  std::int64_t n_prices = 0;
  std::int64_t n_rates = 0;
  std::optional<std::int64_t> supersedes_no;
  std::int64_t known_rev = 0;
  std::string state;  // of the last event: built, fresh ...

  bool operator==(const PackHeader&) const = default;
};

struct Pack {
  PackHeader header;
  std::vector<PackPrice> prices;        // by instrument number
  std::vector<finance::FxQuote> rates;  // by (base, quote)
  std::vector<PackWaiver> waivers;      // by instrument number

  bool operator==(const Pack&) const = default;
};

// Writes the pack with event `built`; header.no, the counts, supersedes_no, known_rev and state are
// set here. A current pack of the same day is superseded and gets that event. Returns the pack's
// number; the number it has already where its id is known.
std::int64_t save_pack(WriteTransaction& write, const Pack& pack, std::string_view why);

std::optional<PackHeader> load_current_pack_header(Database& book, base::Date day);
std::optional<PackHeader> load_pack_header(Database& book, std::string_view pack_id);
std::optional<PackHeader> load_pack_header(Database& book, std::int64_t pack_no);
Pack load_pack(Database& book, const PackHeader& header);
std::optional<Pack> load_current_pack(Database& book, base::Date day);
// Every pack of a day, oldest first.
std::vector<PackHeader> load_packs_of(Database& book, base::Date day);

struct PackEvent {
  int n = 1;
  std::string state;
  std::string why;
  std::int64_t known_rev = 0;

  bool operator==(const PackEvent&) const = default;
};
void save_pack_event(WriteTransaction& write, std::int64_t pack_no, std::string_view state,
                     std::string_view why);
std::vector<PackEvent> load_pack_events(Database& book, std::int64_t pack_no);

}  // namespace wealthjobs::store
