#include "finance/ledger/break_identity.h"

#include <array>

#include "finance/ledger/named_value.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"qty", "cash", "static"};

}  // namespace

std::string_view name_of(BreakKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<BreakKind> break_kind_from(std::string_view text) {
  return value_named<BreakKind>(text, kind_names);
}

std::string identity_text(const BreakIdentity& identity) {
  return std::string(name_of(identity.kind)) + "|" + identity.custodian + "|" + identity.account +
         "|" + identity.portfolio_id + "|" + identity.subject;
}

}  // namespace wealthjobs::finance
