// Our settled quantities and settled cash against a custodian's statement, line by line.
//
//   join        full outer on (portfolio, instrument) and (portfolio, currency); several rows of
//   one
//               key add up first, so the order of rows never matters
//   difference  = theirs - ours; positive: the custodian holds more than our book
//   matched     |difference| <= qty_tol_e6 (zero), or <= cash_tol_minor (one) for cash
//
//   Source      domain job 8; decision 5: bucket SD is what a custodian can know
//   Invariants  matched + differences = union of both sides; with tolerance zero the differences of
//               an instrument or currency add up to our total against theirs
//   Example     mini book 2026-04-08: TD 150, SD 100, the custodian holds 100: matched, and 50
//               pending equals the open instruction
//   Units       quantity 10^-6, money minor units
//   Failure     sums outside int64 throw Error(internal)
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "base/currency.h"
#include "finance/ledger/numbers.h"

namespace wealthjobs::finance {

// An instrument, or a currency: exactly one of the two is set.
struct CustodySubject {
  InstrumentNo instrument = no_instrument;
  base::Currency currency;
  [[nodiscard]] bool is_cash() const { return instrument == no_instrument; }
  auto operator<=>(const CustodySubject&) const = default;
};

struct CustodyLine {
  PortfolioNo portfolio{};
  CustodySubject subject;
  std::int64_t amount = 0;  // 10^-6 units, or minor units
  bool operator==(const CustodyLine&) const = default;
};

struct CustodyDifference {
  PortfolioNo portfolio{};
  CustodySubject subject;
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
  [[nodiscard]] std::int64_t difference() const;  // theirs - ours
  bool operator==(const CustodyDifference&) const = default;
};

struct CustodyTolerance {
  std::int64_t qty_tol_e6 = 0;
  std::int64_t cash_tol_minor = 1;
};

struct CustodyMatch {
  std::int64_t matched = 0;                    // lines that agree
  std::vector<CustodyDifference> differences;  // by (portfolio, subject)
};

CustodyMatch match_custody(std::vector<CustodyLine> ours, std::vector<CustodyLine> theirs,
                           const CustodyTolerance& tolerance = {});

}  // namespace wealthjobs::finance
