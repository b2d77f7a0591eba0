// The opening balances of a portfolio that was taken on from another system: what it held, owed and
// had earned at the close of a date, as opening_positions.csv, opening_cash.csv and
// opening_accruals.csv say.
//
//   Lots       keep the acquired date and the cost that they had there; cost is a total
//   Cash       settled; what is unsettled at the date is a trade with its settle_date after it
//   Accruals   fees owed and interest earned, with the exact part of a minor unit that the other
//              system had not posted yet (the carry), the high-water mark and the units
//   Example    management fee 12.3456 accrued: management_fee_minor 1234, carry 56/100
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/currency.h"
#include "base/date.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::finance {

struct OpeningLot {
  std::string lot_id;
  InstrumentNo instrument{};
  base::Date acquired_date;
  base::Currency currency;  // the instrument's
  std::int64_t quantity_e6 = 0;
  std::int64_t cost_minor = 0;
  std::int64_t cost_base_minor = 0;
  bool operator==(const OpeningLot&) const = default;
};

struct OpeningCash {
  base::Currency currency;
  std::int64_t amount_minor = 0;
  bool operator==(const OpeningCash&) const = default;
};

// A part of a minor unit, exactly: between -1 and 1.
struct Carry {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  bool operator==(const Carry&) const = default;
};

// One a currency. What is owed and what was earned are both positive. Fees, mark and units are in
// the base currency only.
struct OpeningAccrual {
  base::Currency currency;
  std::int64_t management_fee_minor = 0;
  std::int64_t performance_fee_minor = 0;
  std::int64_t gst_minor = 0;
  std::int64_t interest_minor = 0;
  Carry fee_carry;
  Carry interest_carry;
  std::optional<std::int64_t> high_water_mark_e9;  // nav per unit, in major units
  std::optional<std::int64_t> units_e6;
  bool operator==(const OpeningAccrual&) const = default;
};

struct Opening {
  PortfolioNo portfolio{};
  base::Date date;
  std::vector<OpeningLot> lots = {};
  std::vector<OpeningCash> cash = {};
  std::vector<OpeningAccrual> accruals = {};
  bool operator==(const Opening&) const = default;
};

}  // namespace wealthjobs::finance
