// A posting: one balanced journal entry that a rule wants written, before the journal has given it
// a number, a knowledge time and its link in the hash chain.
//
//   Balance     the lines add to zero in every currency; at least two lines, or only lines that
//               move quantity (a split)
//   cause_key   the natural key of its cause: trade|T1|td, trade|T1|set|1, flow|C1, fx|F1|td,
//               fx|F1|set, ca|D1|v1|P1|ex, ca|D1|v1|P1|pay, ca|S1|v1|P1|split
//   date        the true date; the journal moves it to the first open day where it lies in a closed
//               one and keeps it as origin_date
//   Quantity    1100 lines carry the trade-date movement of a lot; `deliveries` carry the
//               settlement-date movement of an instrument
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::finance {

enum class EntryKind { normal, reversal, adjustment, opening, closing };
std::string_view name_of(EntryKind kind);

struct PostingLine {
  Account account{};
  PortfolioNo portfolio{};
  InstrumentNo instrument = no_instrument;
  base::Currency currency;
  std::int64_t amount_minor = 0;
  std::optional<std::int64_t> quantity_e6;
  std::string lot_id;

  bool operator==(const PostingLine&) const = default;
};

struct Delivery {
  InstrumentNo instrument{};
  std::int64_t quantity_e6 = 0;

  bool operator==(const Delivery&) const = default;
};

// What one sale (or one cash-in-lieu) took from one lot. Base amounts are in the portfolio's base
// currency; price_gain + fx_gain = proceeds - cost there, exactly (fx_gain is the rest).
struct Realisation {
  std::string lot_id;
  InstrumentNo instrument{};
  base::Date acquired_date;
  base::Date disposed_date;
  std::int64_t quantity_e6 = 0;
  base::Currency currency;
  std::int64_t cost_minor = 0;
  std::int64_t proceeds_minor = 0;
  std::int64_t cost_base_minor = 0;
  std::int64_t proceeds_base_minor = 0;
  std::int64_t price_gain_base_minor = 0;
  std::int64_t fx_gain_base_minor = 0;

  bool operator==(const Realisation&) const = default;
};

struct Posting {
  std::string cause_key;
  EntryKind kind = EntryKind::normal;
  PortfolioNo portfolio{};
  base::Date date;
  std::vector<PostingLine> lines;
  std::vector<Delivery> deliveries;
  std::vector<Realisation> realisations;
};

// True where the lines add to zero in every currency and no line is empty.
bool is_balanced(const Posting& posting);

// The mirror image: every amount and quantity negated; kind reversal.
Posting reversal_of(const Posting& posting);

}  // namespace wealthjobs::finance
