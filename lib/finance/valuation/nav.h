// The net asset value of one portfolio on one date, from its ledger balances and its positions.
//
//   cash        per currency: 1000 + 1010 + 1200 + 2000        one line, converted once
//   receivable  per currency: 1210 + 1220 + 1230               one line, converted once
//   fee         per currency: 2100 + 2110 + 2120               one line, converted once
//   gav = securities + cash + receivables          nav = gav + fees (fees are negative)
//
//   Convention  balances are signed as in the ledger, debit positive: a payable is negative, so
//               everything is added. Sums are made in local money and rounded once per line: how
//               cash splits into settled and pending can never change nav.
//   When        gav is read from the balances before this run's own interest and fee, nav from the
//               balances after them (domain job 2, mini book): assemble twice.
//   Source      RULINGS A13; domain job 2, part VII
//   Example     securities 6,465.00 + 12,947.68, cash 1,250.75 AUD and 310.20 USD at 1.5234
//               (472.56): gav = nav = 21,135.99
//   Not counted every other account: cost (1100) is replaced by the market value, 1050 is two
//               halves of a deal whose money stands in 1200 and 2000
//   Failure     a currency without a rate into the base currency is returned; overflow throws
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/currency.h"
#include "base/result.h"
#include "finance/valuation/fx_rates.h"

namespace wealthjobs::finance {

enum class NavLineKind { cash, receivable, accrued_fee };
std::string_view name_of(NavLineKind kind);

// The line an account belongs to; nullopt for accounts that nav does not read.
std::optional<NavLineKind> nav_line_of(int account);

struct NavBalance {
  int account = 0;
  base::Currency currency;
  std::int64_t balance_minor = 0;  // debit positive
};

struct NavLine {
  NavLineKind kind = NavLineKind::cash;
  base::Currency currency;
  std::int64_t local_minor = 0;
  std::int64_t base_minor = 0;
  bool operator==(const NavLine&) const = default;
};

// Base currency, minor units. nav = securities + cash + accrued, gav = nav - fees.
struct Nav {
  std::int64_t gav_minor = 0;
  std::int64_t nav_minor = 0;
  std::int64_t securities_minor = 0;
  std::int64_t cash_minor = 0;
  std::int64_t receivables_minor = 0;
  std::int64_t fees_minor = 0;     // <= 0 as long as fees are owed
  std::int64_t accrued_minor = 0;  // receivables + fees
  bool operator==(const Nav&) const = default;
};

// One object for the many portfolios of one date: it remembers the conversions it has used and
// keeps its memory, so that nothing is allocated per portfolio once the widest one has passed.
class NavAssembly {
 public:
  explicit NavAssembly(const FxRates& rates) : rates_(&rates) {}  // must outlive the assembly
  void start(base::Currency base_currency);
  void add_balance(int account, base::Currency currency, std::int64_t balance_minor);
  void add_security(std::int64_t base_minor);
  // Converts the lines; the currency that has no rate if one is missing.
  base::Result<Nav, base::Currency> finish();
  // After finish(): sorted by kind, then currency. Lines that sum to zero are kept.
  [[nodiscard]] std::span<const NavLine> lines() const { return lines_; }

 private:
  struct Known {
    base::Currency from;
    base::Currency to;
    FxConversion conversion;
  };
  const FxConversion* conversion_of(base::Currency from);

  const FxRates* rates_;
  base::Currency base_;
  std::int64_t securities_minor_ = 0;
  std::vector<NavLine> lines_;
  std::vector<Known> known_;  // a handful: base currencies x currencies held
};

struct NavWithLines {
  Nav nav;
  std::vector<NavLine> lines;
};

base::Result<NavWithLines, base::Currency> assemble_nav(base::Currency base_currency,
                                                        std::span<const NavBalance> balances,
                                                        std::span<const std::int64_t> securities,
                                                        const FxRates& rates);

}  // namespace wealthjobs::finance
