// What a break is, so that it ages instead of being made anew each evening.
//
//   identity  = (kind, custodian, account, instrument or currency); the class is an attribute that
//               may change from day to day, with its history
//   portfolio   an account that serves several portfolios is compared portfolio by portfolio, for
//               the rows of a statement carry one; so it stands in the identity, too
//
//   Source   RULINGS A10; domain job 8
//   Example  qty|BNY|ACC1|P1|BHP, cash|BNY|ACC1|P1|AUD, static|BNY|ACC1|P9|BHP
//   Failure  ids hold no '|' (feeds/row_fields.h), so no two identities read alike
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace wealthjobs::finance {

enum class BreakKind {
  qty,      // settled quantity of an instrument, 10^-6
  cash,     // settled cash of a currency, minor units
  mapping,  // word "static": an id that only one side knows
};
std::string_view name_of(BreakKind kind);
std::optional<BreakKind> break_kind_from(std::string_view text);

struct BreakIdentity {
  BreakKind kind = BreakKind::qty;
  std::string custodian;
  std::string account;
  std::string portfolio_id;
  std::string subject;  // instrument id or currency code; "*": all that the portfolio holds
  auto operator<=>(const BreakIdentity&) const = default;
};

std::string identity_text(const BreakIdentity& identity);

}  // namespace wealthjobs::finance
